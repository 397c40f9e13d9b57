"""Filling in forms as a person does: by the words on the page."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

Place = Page | Locator


def named(label: str) -> re.Pattern[str]:
    """A field by the whole of its label, be it optional or not."""
    return re.compile(rf"^{re.escape(label)}( \(valinnainen\))?$")


def write(place: Place, texts: dict[str, str]) -> None:
    """Write into text fields, by label."""
    for label, text in texts.items():
        place.get_by_role("textbox", name=named(label)).fill(text)


def choose(place: Place, question: str, *answers: str) -> None:
    """Tick answers of a question, be they one or many."""
    group = place.get_by_role("group", name=named(question)).last
    for answer in answers:
        group.get_by_label(answer, exact=True).check()


def pick(place: Place, label: str, answer: str) -> None:
    """Pick from a list."""
    place.get_by_role("combobox", name=named(label)).select_option(answer)


def not_known(place: Place, fact: str, because: str) -> None:
    """Say that a fact is not known, and why."""
    place.get_by_label(f"Ei tiedossa, koska ({fact})").check()
    place.get_by_label(f"Syy, miksi tieto puuttuu: {fact}").fill(because)


def press(place: Place, words: str) -> None:
    """Press a button."""
    place.get_by_role("button", name=words, exact=True).click()


def send(place: Place, words: str) -> None:
    """Press a button, and wait for the page that answers."""
    with left_for_the_next(place):
        press(place, words)


def follow(place: Place, words: str) -> None:
    """Follow a link to another page, the first of its name."""
    with left_for_the_next(place):
        place.get_by_role("link", name=words, exact=True).first.click()


def tab(page: Page, words: str) -> None:
    """Go to another tab of the case."""
    with left_for_the_next(page):
        tabs = page.get_by_role("navigation", name="Asian osiot")
        tabs.get_by_role("link", name=words).click()


@contextmanager
def left_for_the_next(place: Place) -> Iterator[None]:
    """Wait until another page has come, and has come whole.

    What is done before that may be done to the old one, or to the half of the new that is read.
    """
    page = place.page if isinstance(place, Locator) else place
    page.locator("html").evaluate("(page) => page.setAttribute('data-left', '')")
    yield
    expect(page.locator("html[data-left]")).to_have_count(0)
    page.wait_for_load_state("domcontentloaded")
