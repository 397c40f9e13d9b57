"""Plans on paper: about three pages, about thirty, and the longest texts that the form takes."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.browser import Browser, pages_of
from benchmarks.measuring import Site
from benchmarks.worlds import tell

TIMES = {"paper_3": 7, "paper_30": 3, "paper_letters": 2}
# Each of the two web processes keeps a press of its own, which starts with its first document.
WARM_UP = 4


@dataclass(frozen=True)
class Paper:
    """One plan: its pages and what a warm printing takes; no pages where none came."""

    key: str
    pages: int
    failures: int
    wall: float
    cpu: float


def print_plans(site: Site) -> Sequence[Paper]:
    """By the worker whose plans they are, over the web as she does."""
    browser = Browser(site.world.socket, site.sheet["sessions"]["colleague"])
    addresses: list[str] = site.sheet["papers"]
    papers = []
    for (key, times), address in zip(TIMES.items(), addresses, strict=True):
        tell(f"  {key} …")
        papers.append(_printed(site, browser, key, address, times))
    return papers


def _printed(site: Site, browser: Browser, key: str, address: str, times: int) -> Paper:
    for _turn in range(WARM_UP):
        browser.get(address)
    wall, cpu, pages, failures = [], [], 0, 0
    site.meter.look()
    for _turn in range(times):
        answer = browser.get(address)
        cpu.append(sum(site.meter.look()))
        wall.append(answer.seconds)
        pages = pages_of(answer.body)
        failures += answer.status != 200
    return Paper(key, pages, failures, statistics.median(wall), statistics.median(cpu))


def figures_of(papers: Sequence[Paper]) -> dict[str, float]:
    """What the goals are about; a paper that failed has no milliseconds."""
    found = {f"{paper.key}.failures": float(paper.failures) for paper in papers}
    short, long, _letters = papers
    if not short.failures:
        found["paper_3.ms"] = 1000 * short.wall
    if not short.failures and not long.failures:
        of_a_page = [paper.cpu / paper.pages for paper in (short, long)]
        found["paper_30.ms_of_a_page_to_paper_3"] = of_a_page[1] / of_a_page[0]
    return found
