"""The guide shows pages that are there, with the words that it names on them.

`docs/guide/README.md` tells how a guide is written and how its pictures are taken anew.
"""

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from PIL import Image
from playwright.sync_api import Page, expect

from accounts.models import User
from caseload.demo.loading import load
from caseload.demo.people import PEOPLE

GUIDE = Path(settings.BASE_DIR) / "docs" / "guide"
GUIDES = sorted(path for path in GUIDE.glob("*.md") if path.name != "README.md")
PICTURE = re.compile(r'!\[([^\]]+)\]\((pictures/[\w-]+\.png) "([^"]+)"\)')
BOLD = re.compile(r"\*\*([^*]+)\*\*")
WRITES = os.environ.get("GUIDE_PICTURES") == "write"
WIDTH, COLOURS = 800, 64


class Shown(NamedTuple):
    """A picture of a guide: who sees the page, the way to it, and what must stand on it."""

    person: str
    heading: str
    file: Path
    way: list[str]
    words: list[str]

    @classmethod
    def all_of(cls, guide: Path) -> Iterator["Shown"]:
        text = guide.read_text()
        person = text.splitlines()[0].split()[1]
        for section in text.split("\n## "):
            for heading, file, way in PICTURE.findall(section):
                yield cls(person, heading, GUIDE / file, way.split(" > "), BOLD.findall(section))

    def open_in(self, page: Page) -> None:
        """Go the way: an address, then links."""
        address, *links = self.way
        page.goto(address)
        for name in links:
            page.get_by_role("link", name=name).first.click()

    def take_from(self, page: Page) -> None:
        """A small picture of what fits on a screen."""
        taken = Image.open(io.BytesIO(page.screenshot()))
        small = taken.resize((WIDTH, round(taken.height * WIDTH / taken.width)), Image.LANCZOS)
        self.file.parent.mkdir(exist_ok=True)
        small.convert("RGB").quantize(COLOURS).save(self.file, optimize=True)


SHOWN = [shown for guide in GUIDES for shown in Shown.all_of(guide)]


def test_each_picture_of_the_guide_is_there_and_small():
    assert {shown.file for shown in SHOWN} == set((GUIDE / "pictures").glob("*.png"))
    assert max(shown.file.stat().st_size for shown in SHOWN) < 100_000


def test_each_kind_of_user_has_a_guide_with_a_picture():
    kinds = {"officer", "intake", "worker", "supervisor", "administrator"}

    assert {guide.stem for guide in GUIDES} == kinds
    assert [guide.stem for guide in GUIDES if not list(Shown.all_of(guide))] == []


def test_the_guide_is_true(page, sign_in, live_server):
    """One test for all: the demo's stories take long to load."""
    load(tell=lambda told: None)
    users = {person.key: User.objects.get(email=person.email) for person in PEOPLE}

    for shown in SHOWN:
        page.context.clear_cookies()
        sign_in(page, users[shown.person])
        shown.open_in(page)
        expect(page.locator("h1")).to_have_text(shown.heading)
        for word in shown.words:
            expect(page.get_by_text(word).first).to_be_attached()
        if WRITES:
            shown.take_from(page)
