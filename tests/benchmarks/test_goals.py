"""Whether a run holds to the goals is told by its exit status."""

from benchmarks.command import MARK, write
from benchmarks.cost_goals import GOALS, NOISE, exit_status, judge

HELD = {goal.figure: goal.limit for goal in GOALS}


def test_a_run_that_holds_every_goal_ends_well():
    assert exit_status(HELD) == 0


def test_a_goal_that_is_missed_by_more_than_the_noise_fails_the_run():
    for goal in GOALS:
        assert exit_status(HELD | {goal.figure: goal.limit * (1 + NOISE) + 0.01}) == 1


def test_a_goal_that_is_missed_within_the_noise_is_forgiven():
    goal = GOALS[0]

    assert exit_status(HELD | {goal.figure: goal.limit * (1 + NOISE / 2)}) == 0


def test_a_figure_that_was_not_measured_is_not_judged():
    first, *_others = GOALS

    assert [verdict.goal for verdict in judge({first.figure: 0.0})] == [first]


def test_no_figure_has_two_goals():
    assert len(HELD) == len(GOALS)


def test_the_tables_take_their_place_between_the_marks_of_a_file(tmp_path):
    page = tmp_path / "speed.md"
    page.write_text(f"before\n\n{MARK}\n\nold\n\n{MARK}\n\nafter\n")

    write(page, "new")

    assert page.read_text() == f"before\n\n{MARK}\n\nnew\n\n{MARK}\n\nafter\n"


def test_a_file_without_marks_becomes_the_tables(tmp_path):
    page = tmp_path / "tables.md"

    write(page, "new")

    assert page.read_text() == "new\n"
