"""What the pages of one case say on one day of what is due, read from what they show.

Nothing here asks a function of the application what is due: only rendered words count.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.test import Client as Browser
from django.urls import reverse

from cases.models import Case
from tests.html_tree import Node, tree_of

TABS = (
    "caseload:case_page",
    "assessments:assessment_list",
    "networks:network",
    "continuity:continuity",
    "plans:plan_list",
    "cases:custody",
    "caseload:portti",
)
NOTHING = ("Tehtäviä ei ole nyt", "Seuraava tehtävä viimeistään ")
IS_THE_CLIENT_OUT = "Selvitä, onko asiakas vapautunut"
# Of these the words are their own where it is told which one it is.
SAID_IN_OWN_WORDS = (
    "Toteuta suunnitelmaan kirjattu keino",
    "Huolehdi palaverissa sovitusta asiasta",
)
NOTHING_IN_MY_WORK = ("Mikään ei odota sinua", "Mitään ei ole nyt tehtävänä")
DAY = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
SHORT_DAY = re.compile(r"viimeistään \w* ?(\d{1,2})\.(\d{1,2})\.")
COVERED_UNTIL = re.compile(r"Katettu (\d{1,2})\.(\d{1,2})\.(\d{4}) asti")
# A gap far ahead is marked with the colour of what is late, and so are days of shut offices.
NOT_LATE = ("katkos portilla",)


class Said(NamedTuple):
    """One thing that a page says to be due; without a day "at once" or whenever."""

    title: str
    day: dt.date | None
    late: str = ""

    def may_be(self, other: "Said") -> bool:
        """Whether `other` is the same, told in more words: of what, or in words of its own."""
        same = other.title == self.title or other.title.startswith(f"{self.title}: ")
        same = same or self.title in SAID_IN_OWN_WORDS
        return same and (self.day, self.late) == (other.day, other.late)


class Pages:
    """Of one case on one day, as `reader` sees them."""

    def __init__(self, case: Case, reader: Any, today: dt.date) -> None:
        self.case, self.today = case, today
        self.browser = Browser()
        self.browser.force_login(reader)
        self.tabs = {name: self._page(name, case_pk=case.pk) for name in TABS}
        self.my_work = self._page("caseload:my_work")
        self.case_list = self._page("caseload:case_list")

    def _page(self, name: str, **kwargs: int) -> Node:
        response = self.browser.get(reverse(name, kwargs=kwargs))
        assert response.status_code == 200, name
        main = tree_of(response.content.decode()).first("main")
        assert main is not None
        return main

    @property
    def overview(self) -> Node:
        return self.tabs["caseload:case_page"]

    # --- What is next -------------------------------------------------------------------

    @property
    def next(self) -> Said:
        """What the overview says to be next."""
        box = self.overview.first("section", "next")
        assert box is not None
        title, due, late = box.first("h2"), box.first("span", "due"), box.first("span", "late")
        assert title is not None
        return Said(title.text, _day_in(due), late.text if late else "")

    @property
    def nothing_is_due(self) -> bool:
        return self.next.title.startswith(NOTHING)

    # --- What is due, by page -----------------------------------------------------------

    def timeline(self) -> list[Said]:
        """All that is ahead or late, but for the release itself."""
        return list(self._timeline())

    def _timeline(self) -> Iterator[Said]:
        for line in self.overview.all("li"):
            if not {"ahead", "late"} & set(line.classes) or "gate" in line.classes:
                continue
            time, what, late = (
                line.first("time"),
                line.first(css="what"),
                line.first("span", "late"),
            )
            assert time is not None
            assert what is not None
            dateless = time.text in ("heti", "ei päivää")
            day = None if dateless else dt.date.fromisoformat(time.attributes["datetime"])
            yield Said(what.text, day, late.text if late else "")

    def tasks(self) -> list[Said]:
        """The rows of My work that are of this case."""
        page = reverse("caseload:case_page", kwargs={"case_pk": self.case.pk})
        found = []
        for row in self.my_work.all("li"):
            what, who = row.first("a", "what"), row.first("a", "who")
            if what is None or who is None or who.attributes["href"] != page:
                continue
            late = row.first("span", "late")
            found.append(
                Said(what.text, _day_in(row.first("span", "due")), late.text if late else "")
            )
        return found

    @property
    def my_work_is_cut(self) -> bool:
        """More tasks than the page shows."""
        return "asioiden omilla sivuilla" in self.my_work.text

    @property
    def my_work_says_nothing(self) -> bool:
        return any(words in self.my_work.text for words in NOTHING_IN_MY_WORK)

    def listed(self) -> Said | None:
        """What the list of cases says to be next in it: the kind and the day."""
        page = reverse("caseload:case_page", kwargs={"case_pk": self.case.pk})
        for row in self.case_list.all("tr"):
            link = next((each for each in row.all("a") if each.attributes["href"] == page), None)
            cells = [
                cell
                for cell in row.all("td")
                if "seuraava" in cell.attributes.get("data-l", "").lower()
            ]
            if link is not None and cells:
                late = cells[0].first("span", "late")
                words = late.text.rpartition(", ")[2] if late else ""
                return Said(cells[0].text, _day_in(cells[0]), words)
        return None

    def gaps(self, tab: str) -> dict[str, dt.date | None]:
        """The rows of the gap report: of each need the first day without, where one is told."""
        found = {}
        for row in (item for list_ in self.tabs[tab].all("ul", "gaps") for item in list_.all("li")):
            title = row.first("h3")
            assert title is not None
            name = re.sub(r"^\d+ ?", "", title.text)
            until = COVERED_UNTIL.search(row.text)
            found[name] = _date(until) + dt.timedelta(days=1) if until else None
        return found

    def of_the_list(self) -> dict[str, str]:
        """The rows of the release list: what each matter says of itself."""
        found = {}
        for row in self.tabs["caseload:portti"].all("tr"):
            name = row.first("th")
            if name is not None and row.first("td") is not None:
                found[name.text] = row.text
        return found

    def late_words(self) -> list[tuple[str, str]]:
        """Whatever any page of the case shows as late: page and words."""
        return [
            (name, late.text)
            for name, page in self.tabs.items()
            for late in page.all(css="late")
            if late.tag != "li" and late.text not in NOT_LATE
        ]


def contradictions(pages: Pages) -> list[str]:
    """Where two of the pages say what cannot both be true, or one says nothing beside a due."""
    found = _beside_nothing(pages) if pages.nothing_is_due else _about_next(pages)
    return [*found, *_about_tasks(pages), *_about_gaps(pages), *_about_release(pages)]


def _beside_nothing(pages: Pages) -> Iterator[str]:
    """Where the overview says that nothing is due."""
    yield from (f"nothing due, and late: {said}" for said in pages.timeline() if said.late)
    yield from (f"nothing due, and a task: {said}" for said in pages.tasks())
    yield from (f"nothing due, and on {name}: {words}" for name, words in pages.late_words())
    if pages.overview.first(css="gaps") is not None:
        yield "nothing due, and gaps on the overview"
    listed = pages.listed()
    if listed is not None and listed.late:
        yield f"nothing due, and listed {listed}"


def _about_next(pages: Pages) -> Iterator[str]:
    """What is next stands on the timeline, first among the tasks, and in the list of cases."""
    timeline, tasks, listed = pages.timeline(), pages.tasks(), pages.listed()
    if not any(pages.next.may_be(said) for said in timeline):
        yield f"next is not on the timeline: {pages.next}, {timeline}"
    if tasks and not pages.next.may_be(tasks[0]):
        yield f"first of my work {tasks[0]}, next of the case {pages.next}"
    if not tasks and not pages.my_work_is_cut and pages.case.is_open:
        yield f"next of the case is not in my work: {pages.next}"
    if listed is not None and (listed.day, listed.late) != (pages.next.day, pages.next.late):
        yield f"listed {listed}, next {pages.next}"
    if pages.my_work_says_nothing and pages.case.is_open:
        yield f"my work says nothing, the case {pages.next}"


def _about_tasks(pages: Pages) -> Iterator[str]:
    """Each stands on the timeline with its day, and what is late there is a task."""
    timeline, tasks = pages.timeline(), pages.tasks()
    yield from (f"a task is not on the timeline: {each}" for each in tasks if each not in timeline)
    if not pages.my_work_is_cut:
        yield from (
            f"late, and no task: {each}" for each in timeline if each.late and each not in tasks
        )


def _about_gaps(pages: Pages) -> Iterator[str]:
    """The report, the overview, the release list and the timeline tell of one need one day."""
    timeline = pages.timeline()
    report = pages.gaps("continuity:continuity")
    on_list = pages.of_the_list()
    for name, day in pages.gaps("caseload:case_page").items():
        if name not in report or report[name] != day:
            yield f"overview has the gap {name} {day}, the report {report.get(name, 'no row')}"
    for name, day in report.items():
        told = {each.day for each in timeline if each.title.endswith(f": {name}")}
        if not told:
            yield f"the report has the gap {name}, the timeline has not"
        elif day is not None and day not in told and told != {None}:
            yield f"gap {name}: the report says {day}, the timeline {told}"
        row = on_list.get(name, "")
        by = SHORT_DAY.search(row)
        if by and day and (int(by[1]), int(by[2])) != (day.day, day.month):
            yield f"gap {name}: the report says {day}, the release list {row}"
        if row and "Kunnossa" in row:
            yield f"gap {name}: in order by the release list: {row}"


def _about_release(pages: Pages) -> Iterator[str]:
    """Where it is asked whether the client is out, no page says that they are."""
    if not any(said.title == IS_THE_CLIENT_OUT for said in pages.timeline()):
        return
    counted = pages.overview.first(css="count-down")
    assert counted is not None
    if counted.text.startswith("Vapautumisesta"):
        yield f"nobody has told of the release, and {counted.text}"


def _day_in(node: Node | None) -> dt.date | None:
    found = DAY.search(node.text) if node else None
    return _date(found) if found else None


def _date(found: re.Match[str]) -> dt.date:
    day, month, year = (int(part) for part in found.groups())
    return dt.date(year, month, day)
