"""The networks of planned cases: six members each, gone through with the client."""

import datetime as dt
from collections.abc import Iterator

from benchmarks.seed.copying import Row, copy_in
from benchmarks.seed.histories import History
from benchmarks.seed.people import People
from networks.models import MemberKind, NetworkMember, NetworkWalkthrough

MEMBERS = [
    (MemberKind.PUBLIC, "Kati Savela", "Kotikunnan asuntotoimi", False, True),
    (MemberKind.PUBLIC, "", "Päihdepoliklinikka", False, True),
    (MemberKind.PUBLIC, "Ismo Rautala", "Vankiterveydenhuolto", True, False),
    (MemberKind.OTHER_ACTOR, "Riitta Lumenen", "Kriminaalityön järjestö", True, True),
    (MemberKind.CLOSE_PERSON, "Sisar", "", True, True),
    (MemberKind.EXPERT, "Vesa Paluranta", "", False, True),
]


def make_networks(histories: list[History], people: People) -> None:
    """Of those open cases that have a plan, and of those whose assessment is being written."""
    copy_in(NetworkMember, _members(histories))
    copy_in(NetworkWalkthrough, people.signed(_walkthroughs(histories), "written_by"))


def _members(histories: list[History]) -> Iterator[Row]:
    for history in histories:
        if history.worker is None or not (history.is_open and history.is_planned):
            continue
        for kind, name, organisation, inside, after in MEMBERS:
            yield {
                "case_id": history.case,
                "kind": kind.value,
                "name": name,
                "organisation_name": organisation,
                "role": "yhteyshenkilö" if name else "",
                "client_wish": NetworkMember.Wish.MAY_TAKE_PART.value,
                "inside": inside,
                "after": after,
                "since": history.opened_on,
                "saved_at": history.opened_at,
                "saved_by_id": history.worker,
            }


def _walkthroughs(histories: list[History]) -> Iterator[Row]:
    for history in histories:
        if history.worker is not None and history.is_planned:
            on = history.opened_on + dt.timedelta(days=2)
            yield {
                "case_id": history.case,
                "outcome": NetworkWalkthrough.Outcome.GATHERED.value,
                "on": on,
                "written_by_id": history.worker,
                "written_at": dt.datetime.combine(on, dt.time(10), dt.UTC),
            }
