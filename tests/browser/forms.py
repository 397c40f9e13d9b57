"""Filling in forms as a person does: by the words on the page."""

import re

from playwright.sync_api import Locator, Page

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


def follow(place: Place, words: str) -> None:
    """Follow a link, the first of its name."""
    place.get_by_role("link", name=words, exact=True).first.click()


def tab(page: Page, words: str) -> None:
    """Go to another tab of the case."""
    page.get_by_role("navigation", name="Asian osiot").get_by_role("link", name=words).click()
