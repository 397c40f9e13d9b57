"""What a person reads of gaps on three pages, from their HTML, in the words of a situation.

The Finnish words stand here a second time on purpose: the pages are read, not the report.
"""

import datetime as dt
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder

from django.utils import translation

from continuity.need_kinds import NeedKind

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
DATE = r"(\d{1,2})\.(\d{1,2})\.(\d{4})"
CONTACT = r"Yhteyshenkilö lähtee, eikä jatkajaa ole: "
WHYS = {
    r"Ilman tätä valvottu koevapaus ei ala\.": "not_begin",
    r"Tuen tarpeeseen ei ole kirjattu palvelua\.": "nothing",
    r"Kirjattu palvelu päättyy aiemmin, eikä jatkoa ole\.": "nothing",
    r": (viranomainen hylkäsi|asiakas ei ottanut vastaan)\.": "refused",
    r"Se ei ole varmaa\.|: myönnetty, mutta alkamispäivä ei ole tiedossa\.": "hoped",
    r"Väliaikainen järjestely .* päättyy, eikä jatkoa ole\.": "interim_ends",
    r" päättyy, eikä jatkoa ole\.": "ends",
    r" päättyy, ja jatko alkaa vasta myöhemmin\.": "break",
    r" alkaa liian myöhään\.": "late",
    r" muuksi päiväksi kuin vapautumispäiväksi\.": "wrong_day",
    r" ennen vapautumista\.": "before_gate",
    CONTACT: "contact",
}
DATES = {
    "covered_until": "Katettu %s asti",
    "resumes": "Kattaa taas %s",
    "hoped": "Toivottu päivä on %s",
}
TASKS = (
    "Kata katkos portilla",
    "Sovi palvelun kanssa uusi päivä",
    "Kysy, kuka jatkaa yhteyshenkilönä",
)
GATES = {
    "Ilman tätä valvottu koevapaus ei ala.": "freedom",
    "Koskee valvotun koevapauden alkua.": "freedom",
    "Koskee ehdonalaisen vapauden alkua.": "release",
}

# Of each need, in the order of the page: a gap, and whoever leaves.
Rows = dict[str, list[Any]]


class _Tree(HTMLParser):
    """The page as elements."""

    def __init__(self) -> None:
        super().__init__()
        self.builder = TreeBuilder()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def tree_of(html: str) -> Element:
    reader = _Tree()
    reader.feed(html)
    return reader.builder.close()


def words_of(part: Element | None) -> str:
    assert part is not None
    return " ".join(" ".join(part.itertext()).split())


def on_overview(html: str) -> Rows:
    """The section of gaps, with how many there are in its heading."""
    found: Rows = {}
    section = tree_of(html).find(".//section[@aria-labelledby='gaps-at-gate']")
    if section is None:
        return found
    rows = section.findall(".//ul[@class='gaps']/li")
    for number, row in enumerate(rows, 1):
        title = words_of(row.find("h3")).removeprefix(f"{number} ")
        counted = words_of(row.find("span[@class='days']"))
        text = words_of(row.find("p"))
        found.setdefault(_kind(title), []).append(_as_told(text) | _days(counted))
    assert words_of(section.find(".//h2/span")) == str(len(rows))
    return found


def on_portti(html: str) -> Rows:
    """The rows of the release list that are being arranged; `first` is by when."""
    found: Rows = {}
    for row in tree_of(html).iterfind(".//table[@class='table stack gate-list']/tbody/tr"):
        cells = [words_of(cell) for cell in row.iterfind("td")]
        if cells[:1] != ["Järjestyy"]:
            continue
        by = re.search(r"viimeistään \w\w (\d+)\.(\d+)\.", cells[1])
        first = {"first": (int(by[1]), int(by[2]))} if by else {}
        rows = found.setdefault(_kind(words_of(row.find("th"))), [])
        rows.append(_as_told(cells[1]) | first)
        if rows[0]["why"] != "contact" and re.search(CONTACT, cells[1]):
            # Who leaves stands in the same cell.
            rows.append({"why": "contact", "gate": rows[0]["gate"]})
    return found


def on_my_work(html: str) -> Rows:
    """Of each need that is a task for its gap: the words of the acts, and by when.

    Tasks stand there in the order of their days, here in that of their words.
    """
    found: Rows = {}
    for kind, task in sorted(_tasks(tree_of(html))):
        found.setdefault(kind, []).append(task)
    return found


def _tasks(page: Element) -> Iterator[tuple[str, tuple[str, str]]]:
    for row in page.iterfind(".//ol[@class='todo']/li"):
        act, _colon, about = words_of(row.find("div/a[@class='what']")).partition(": ")
        if act in TASKS:
            end = words_of(row.find("div[@class='end']"))
            day = re.search(DATE, end)
            yield _kind(about), (act, day[0] if day else "heti" if "heti" in end else "")


def _kind(title: str) -> str:
    with translation.override("fi"):
        return next(kind.value for kind in NeedKind if str(kind.label) == title)


def _as_told(text: str) -> dict[str, Any]:
    """The sentences of a row as a situation writes them."""
    why = next(why for words, why in WHYS.items() if re.search(words, text))
    gate = next((gate for words, gate in GATES.items() if words in text), "release")
    found: dict[str, Any] = {"why": why, "gate": gate}
    for name, words in DATES.items():
        day = re.search(words.replace("%s", DATE), text)
        if day:
            found[name] = dt.date(int(day[3]), int(day[2]), int(day[1]))
    return found


def _days(counted: str) -> dict[str, int]:
    number = re.search(r"(\d+) päiv", counted)
    return {"days": int(number[1])} if number else {}
