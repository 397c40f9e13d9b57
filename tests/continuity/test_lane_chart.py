"""The lane chart: what stands where, and that signs and words tell states apart."""

import datetime as dt

import pytest

from cases.custody import GateKind
from cases.gates import Gate
from cases.vocabulary import Place
from continuity.gap_facts import Demand, Line, NeedFacts, Why
from continuity.gap_report import gaps
from continuity.gap_words import ShownGap
from continuity.lane_parts import NARROW, WIDE, Lane, NeedLanes, NumberedGap
from continuity.lanes import chart_of
from continuity.models import State
from continuity.need_kinds import NeedKind

TODAY = dt.date(2026, 11, 18)
GATE = dt.date(2026, 12, 14)
RELEASE = Gate(GateKind.RELEASE, GATE, "official")
DAY = dt.timedelta(days=1)


def line(state=State.RUNNING, place=Place.OUTSIDE, **days):
    return Line(1, "Tuettu asuminen", place, state, **days)


def lanes(*lines, gates=(RELEASE,), since=TODAY, kind=NeedKind.HOUSING, today=TODAY):
    """A need with its row of the report, as the page makes it."""
    need = NeedFacts(1, kind, "Asuminen", lines=lines)
    demand = Demand(True, GATE + 60 * DAY)
    found = gaps([need], list(gates), lambda _kind, _gate: demand, today)
    shown = [ShownGap(gap, "Asuminen", "", gap.days, "" if gap.days else "–", "") for gap in found]
    notes = [Lane(each, each.state.value, since) for each in lines]
    return NeedLanes(need, notes, [NumberedGap(*each) for each in enumerate(shown, 1)])


def chart(*lines, gates=(RELEASE,), look=WIDE, today=TODAY, **rest):
    return chart_of([lanes(*lines, gates=gates, today=today, **rest)], gates, today, look)


def marks(drawn):
    return [mark for row in drawn.rows for mark in row.marks]


def kinds(drawn):
    return [mark.kind for mark in marks(drawn)]


@pytest.mark.parametrize(
    ("state", "days", "sign"),
    [
        (State.RUNNING, {}, "running"),
        (State.GRANTED, {"from_gate": True}, "granted"),
        (State.GRANTED, {}, "undated"),
        (State.QUEUED, {}, "queued"),
        (State.APPLIED, {}, "applied"),
        (State.PLANNED, {}, "planned"),
        (State.REFUSED, {}, "refused"),
        (State.NOT_TAKEN, {}, "refused"),
        (State.ENDED, {"ended_because": "stopped"}, "ended"),
    ],
)
def test_each_state_has_a_sign_of_its_own(state, days, sign):
    drawn = chart(line(state, **days))

    assert sign in kinds(drawn)
    assert sign in {mark.kind for mark, _words in drawn.legend}


def test_granted_from_the_gate_begins_at_the_gate():
    drawn = chart(line(State.GRANTED, from_gate=True))

    assert marks(drawn)[0].x == drawn.gates[0].x


def test_service_inside_ends_at_the_gate():
    drawn = chart(line(place=Place.INSIDE))

    (bar,) = [mark for mark in marks(drawn) if mark.kind == "running"]
    assert bar.end == drawn.gates[0].x


def test_hoped_day_is_a_sign_of_its_own_at_the_end_of_the_waiting():
    drawn = chart(line(State.QUEUED, expected_on=GATE + 30 * DAY))

    queue, hoped = [mark for mark in marks(drawn) if mark.kind in ("queued", "hoped")]
    assert (hoped.x, hoped.text) == (queue.end, "13.1.")


def test_gap_without_an_end_runs_open_from_the_gate_with_its_number():
    drawn = chart(line(State.QUEUED))

    (gap,) = [mark for mark in marks(drawn) if mark.kind == "gap"]
    assert (gap.x, gap.is_open, gap.text) == (drawn.gates[0].x, True, "1 · –")


def test_gap_that_ends_reaches_to_the_day_of_cover():
    drawn = chart(line(State.GRANTED, starts_on=GATE + 14 * DAY))

    gap, bar = marks(drawn)
    assert (gap.end, gap.is_open) == (bar.x, False)


def test_interim_solution_is_drawn_apart_with_its_last_day():
    helps = line(place=Place.GATE, from_gate=True, ends_on=GATE + 4 * DAY, is_interim=True)

    (interim,) = [mark for mark in marks(chart(helps)) if mark.kind == "interim"]

    assert "18.12." in interim.text


def test_two_gates_ahead_are_both_drawn():
    freedom = Gate(GateKind.FREEDOM, GATE, "official")
    release = Gate(GateKind.RELEASE, GATE + 60 * DAY, "estimated")

    drawn = chart(line(), gates=(freedom, release))

    assert [gate.label.split()[-1] for gate in drawn.gates] == ["14.12.", "12.2."]


def test_words_of_two_gates_near_each_other_stand_on_either_side():
    freedom = Gate(GateKind.FREEDOM, GATE, "official")
    release = Gate(GateKind.RELEASE, GATE + 5 * DAY, "estimated")

    first, second = chart(line(), gates=(freedom, release)).gates

    assert (first.anchor, second.anchor) == ("end", "start")
    assert first.label_x < second.label_x


def test_unknown_gate_is_said_in_words_and_not_drawn():
    drawn = chart(line(State.GRANTED, from_gate=True), gates=(Gate(GateKind.RELEASE),))

    assert drawn.gates == []
    assert drawn.words
    assert drawn.today is not None
    assert marks(drawn)[0].x == drawn.today.x


def test_unknown_second_gate_is_said_in_words():
    freedom = Gate(GateKind.FREEDOM, GATE, "official")

    drawn = chart(line(), gates=(freedom, Gate(GateKind.RELEASE)))

    assert len(drawn.gates) == 1
    assert drawn.words


def test_gate_far_ahead_is_drawn_with_the_weeks_around_it():
    far = Gate(GateKind.RELEASE, TODAY + 700 * DAY, "official")

    drawn = chart(line(State.QUEUED), gates=(far,))

    assert drawn.gates
    assert drawn.today is None
    assert len(drawn.weeks) <= 26


def test_contact_person_who_leaves_is_marked_at_the_gate():
    drawn = chart(line(contact_leaves=True))

    assert drawn.rows[0].marks[0].kind == "contact"
    assert drawn.rows[0].marks[0].x == drawn.gates[0].x


def test_service_before_the_gate_is_bracketed_up_to_the_gate():
    each = lanes(line(State.GRANTED, starts_on=GATE - 7 * DAY))
    assert [row.shown.gap.why for row in each.gaps] == [Why.BEFORE_GATE]

    drawn = chart_of([each], (RELEASE,), TODAY)

    assert drawn.rows[0].marks[0].end == drawn.gates[0].x


@pytest.mark.parametrize("look", [WIDE, NARROW])
@pytest.mark.parametrize("days", [0, 1, 30, 300])
@pytest.mark.parametrize("state", list(State))
def test_nothing_is_drawn_outside_the_drawing(look, days, state):
    gate = Gate(GateKind.RELEASE, TODAY + days * DAY, "estimated")
    told = line(state, expected_on=TODAY + 400 * DAY, starts_on=TODAY + 50 * DAY)

    drawn = chart(told, gates=(gate,), look=look)

    for mark in marks(drawn):
        assert look.lanes_from <= mark.x <= look.width
        assert mark.end <= look.width + 6
    assert all(row.y < drawn.height for row in drawn.rows)


def test_long_words_are_broken_and_cut_so_that_lanes_do_not_run_into_each_other():
    need = NeedFacts(1, NeedKind.OTHER, "sana " * 60, lines=(line(),))
    each = NeedLanes(need, [Lane(line(), "pitkä " * 60)])

    drawn = chart_of([each], (RELEASE,), TODAY)

    assert [len(row.title) for row in drawn.rows] == [2, 1]
    assert len(drawn.rows[1].note) == 2


@pytest.mark.parametrize(("look", "has_back"), [(WIDE, False), (NARROW, True)])
def test_no_line_crosses_words_that_stand_above_their_lane(look, has_back):
    drawn = chart(line(State.RUNNING), look=look)

    words = [text for row in drawn.rows for text in (*row.title, *row.note)]
    assert [text.back > 6 * len(text.words) for text in words] == [has_back] * len(words)


def test_a_contact_person_who_leaves_stands_below_the_gap_of_the_need():
    drawn = chart(line(State.QUEUED, contact_leaves=True))

    rows = [(row.title[0].words, [mark.kind for mark in row.marks]) for row in drawn.rows[:2]]
    assert rows == [("Asuminen", ["gap"]), ("Yhteyshenkilö", ["contact"])]
