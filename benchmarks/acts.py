"""The acts of a working day: who does what, and how the answer is known to be right."""

import itertools
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.browser import Answer, Browser

Sheet = dict[str, Any]


@dataclass(frozen=True)
class Act:
    """One page or one saving. `floor` is what it is compared with: floor_page or floor_save."""

    key: str
    label: str
    who: str
    floor: str
    perform: Callable[[Browser, Sheet, int], Answer]
    status: int = 200


def _page(name: str) -> Callable[[Browser, Sheet, int], Answer]:
    return lambda browser, sheet, _n: browser.get(sheet["pages"][name])


def _one_of(name: str) -> Callable[[Browser, Sheet, int], Answer]:
    """A page of one of several, each in its turn."""
    return lambda browser, sheet, n: browser.get(sheet[name][n % len(sheet[name])])


def _search(words: int) -> Callable[[Browser, Sheet, int], Answer]:
    def perform(browser: Browser, sheet: Sheet, _n: int) -> Answer:
        name = sheet["rare_name"][words - 1]
        return browser.post(sheet["pages"]["client_search"], {"name": name})

    return perform


def _save_note(browser: Browser, sheet: Sheet, n: int) -> Answer:
    fields = {
        "form_key": str(uuid.uuid4()),
        "kind": "meeting",
        "occurred_on": "2.3.2026",
        "channel": "phone",
        "outcome": "reached",
        "participants": "Asiakas",
        "text": f"Soitettiin ja sovittiin seuraava tapaaminen. {n}",
    }
    return browser.post(sheet["notes"][n % len(sheet["notes"])], fields)


def _send_referral(browser: Browser, sheet: Sheet, n: int) -> Answer:
    return browser.post(sheet["sendings"][n], {"form_key": str(uuid.uuid4()), "version": "1"})


def _save_floor(browser: Browser, sheet: Sheet, n: int) -> Answer:
    return browser.post(sheet["pages"]["floor_save"], {"number": str(n), "title": "Rivi"})


PAGE, SAVE = "floor_page", "floor_save"
FLOORS = {
    PAGE: Act(PAGE, "floor: a page", "", PAGE, _page("floor_page")),
    SAVE: Act(SAVE, "floor: a saving", "", SAVE, _save_floor, status=302),
}
ACTS = [
    Act("frame", "(the empty frame of every page)", "worker", PAGE, _page("floor_frame")),
    Act("my_work", "My work, 60 cases", "worker", PAGE, _page("my_work")),
    Act("case_list", "case list", "worker", PAGE, _page("case_list")),
    Act("case_page", "case page", "worker", PAGE, _one_of("case_pages")),
    Act("continuity", "continuity of a case", "worker", PAGE, _one_of("continuities")),
    Act("portti", "the day at the gate", "worker", PAGE, _one_of("porttis")),
    Act("map", "an assessment's map", "worker", PAGE, _one_of("maps")),
    Act("part", "a part of an assessment", "worker", PAGE, _one_of("parts")),
    Act("estimates", "own estimates, 6 occasions", "worker", PAGE, _one_of("estimates")),
    Act("factors", "factors across the phases", "worker", PAGE, _one_of("factors")),
    Act("network_map", "map of a network", "worker", PAGE, _one_of("network_maps")),
    Act("meeting", "a meeting", "worker", PAGE, _one_of("meetings")),
    Act("minutes", "minutes of a meeting", "worker", PAGE, _one_of("minutes")),
    Act("notes", "notes of a case", "worker", PAGE, _one_of("notes")),
    Act("directory", "directory of 5,000 services", "worker", PAGE, _page("directory")),
    Act("listed", "an organisation of the directory", "worker", PAGE, _one_of("listed")),
    Act("note_saved", "note saved", "worker", SAVE, _save_note, status=302),
    Act("referral_sent", "referral sent", "officer", SAVE, _send_referral, status=302),
    Act("sent", "sender's list", "officer", PAGE, _page("sent")),
    Act("queue", "queue, 2,000 wait", "intake", PAGE, _page("queue")),
    Act("triage", "triage of a referral", "intake", PAGE, _one_of("triages")),
    Act("decided", "decided referrals", "intake", PAGE, _page("decided")),
    Act("search_one", "search, one word", "intake", PAGE, _search(1)),
    Act("search_two", "search, two words", "intake", PAGE, _search(2)),
    Act("dashboard", "dashboard, one unit", "supervisor", PAGE, _page("dashboard")),
    Act("gap_list", "cases with gaps", "supervisor", PAGE, _page("gap_list")),
    Act("my_work_300", "My work, 300 cases", "loaded_worker", PAGE, _page("my_work")),
    Act("dashboard_3000", "dashboard, 3,000 open", "great_supervisor", PAGE, _page("dashboard")),
]


class Wrong(Exception):
    """An answer that is not the one of the act: nothing was measured."""


class Performer:
    """Does an act again and again in one world, and checks each answer."""

    def __init__(self, act: Act, browser: Browser, sheet: Sheet, turns: Iterator[int]) -> None:
        self.act, self.browser, self.sheet, self.turns = act, browser, sheet, turns

    def __call__(self) -> Answer:
        """Once more."""
        answer = self.act.perform(self.browser, self.sheet, next(self.turns))
        if answer.status != self.act.status:
            raise Wrong(f"{self.act.label}: status {answer.status} {answer.location}")
        if answer.status == 302 and not _is_done(self.act, answer):
            raise Wrong(f"{self.act.label}: led to {answer.location}")
        return answer


def performers(act: Act, server: Any, sheet: Sheet) -> tuple[Performer, Performer] | None:
    """The act and its floor, by the same person; None where nobody is there to do it."""
    session = sheet["sessions"][act.who]
    if not session:
        return None
    browser = Browser(server, session)
    floor = FLOORS[act.floor]
    return (
        Performer(act, browser, sheet, itertools.count()),
        Performer(floor, browser, sheet, itertools.count()),
    )


def _is_done(act: Act, answer: Answer) -> bool:
    """A form that was refused leads back to itself or to its pages."""
    ends = {"referral_sent": "/kuittaus/", "note_saved": "#content", "floor_save": "/lattia/"}
    return answer.location.endswith(ends[act.key])
