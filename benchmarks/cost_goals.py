"""What each act may cost, in one place, and whether a run holds to it.

A goal is a figure of a run, by name, and the most that it may be. A run fails where a
figure is above its goal by more than NOISE, which is what two runs of the same code differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass

NOISE = 0.15


@dataclass(frozen=True)
class Goal:
    """The most that one figure may be."""

    figure: str
    limit: float
    words: str

    def is_missed_by(self, value: float) -> bool:
        """Whether the value is too much, noise forgiven."""
        return value > self.limit * (1 + NOISE)


def _of_act(key: str, label: str, times: float, growth: float = 1.25) -> list[Goal]:
    return [
        Goal(f"{key}.ratio", times, f"{label}: times the floor"),
        Goal(f"{key}.growth", growth, f"{label}: growth from the smallest scale"),
    ]


GOALS = [
    *_of_act("my_work", "My work, 60 cases", 2.5, growth=1.2),
    *_of_act("case_page", "case page", 3.5, growth=1.2),
    *_of_act("dashboard", "dashboard, one unit", 2.5, growth=1.2),
    # Not in the smallest world, so nothing to have grown from.
    Goal("dashboard_3000.ratio", 3.5, "dashboard, 3,000 open: times the floor"),
    *_of_act("map", "an assessment's map", 3.0),
    *_of_act("part", "a part of an assessment", 3.0),
    *_of_act("estimates", "own estimates", 3.0),
    *_of_act("factors", "factors across the phases", 3.0),
    *_of_act("network_map", "map of a network", 3.0),
    *_of_act("meeting", "a meeting", 3.0),
    *_of_act("minutes", "minutes of a meeting", 3.0),
    *_of_act("directory", "directory of services", 3.0),
    *_of_act("listed", "an organisation of the directory", 3.0),
    *_of_act("note_saved", "note saved", 1.6, growth=1.2),
    *_of_act("referral_sent", "referral sent", 3.5),
    *_of_act("search_one", "search, one word", 2.5),
    *_of_act("search_two", "search, two words", 2.5),
    *_of_act("queue", "queue", 3.0),
    *_of_act("triage", "triage", 3.5),
    Goal("seal.database_ms", 30, "seal with nothing new at 2 million rows: ms of the database"),
    Goal("remind.database_ms", 50, "sweep with nothing new: ms of the database"),
    Goal("check.seconds", 900, "check of the dues of 100,000 cases: seconds of CPU"),
    Goal("gaps.ms_of_a_case", 20, "gap report of an open case: ms"),
    Goal("paper_3.ms", 450, "plan of three pages on paper: ms, warm"),
    Goal("paper_30.ms_of_a_page_to_paper_3", 1.25, "a page of thirty to a page of three"),
    Goal("paper_letters.failures", 0, "10,000 letters in each text: failures"),
]


@dataclass(frozen=True)
class Verdict:
    """One goal and what the run says to it."""

    goal: Goal
    value: float

    @property
    def is_missed(self) -> bool:
        """Too much, noise forgiven."""
        return self.goal.is_missed_by(self.value)


def judge(figures: Mapping[str, float]) -> list[Verdict]:
    """Each goal that the run has a figure for."""
    return [Verdict(goal, figures[goal.figure]) for goal in GOALS if goal.figure in figures]


def exit_status(figures: Mapping[str, float]) -> int:
    """0 where every goal is held, 1 where one is missed."""
    return int(any(verdict.is_missed for verdict in judge(figures)))
