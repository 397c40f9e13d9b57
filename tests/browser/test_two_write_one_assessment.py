"""Two write in one assessment at random parts, and what each typed is somewhere at the end."""

import os
import random
import time
from contextlib import suppress
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, TimeoutError, expect

from accounts.models import User
from assessments.draft_parts import PARTS
from assessments.models import Assessment, ClientWords
from cases.actions.team import assign_worker
from cases.models import WrittenText
from cases.permissions import CaseRole
from records import kept_text
from records.text_lengths import LONG_TEXT
from tests.assessments.part_pages import part_page
from tests.browser.acts import PASSWORD
from tests.browser.acts import sign_in as sign_in_by_form
from tests.browser.conftest import PATIENCE_MS
from tests.browser.forms import send
from tests.factories import AssessmentFactory, WorkerFactory

pytestmark = pytest.mark.django_db(transaction=True)

# How many turns are taken; TWO_WRITERS_MINUTES=10 goes on for so long instead.
TURNS = 60
MINUTES = float(os.environ.get("TWO_WRITERS_MINUTES", "0"))
# At which of the saves.
NETWORK_AWAY, SESSIONS_END = (6, 18), 12
WITH_STORIES = [part for part in PARTS if part.key not in ("osallistujat", "verkosto")]
MINE = 'input[name^="two_texts:"][value="mine"]'
LOOK_AGAIN_MS = 5_000
SAVE = ".form-end button.btn-outline-primary"


class Writer:
    """Somebody with a browser: opens a part, types a word of their own, and saves."""

    def __init__(self, browser: Browser, server: str, user: User, draft: Assessment) -> None:
        self.user, self.draft = user, draft
        self.context = browser.new_context(base_url=server, locale="fi-FI")
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        sign_in_by_form(self.page, user)
        self.words: list[str] = []
        # The part that is open with something typed.
        self.part = ""

    def open_and_type(self, part: str, chance: random.Random) -> None:
        self.page.goto(part_page(self.draft, part))
        fields = self.page.locator("form.part textarea:visible")
        field = fields.nth(chance.randrange(fields.count()))
        word = f"{self.user.first_name}{len(self.words)}sana"
        field.fill(f"{field.input_value()} {word}".strip())
        self.words.append(word)
        self.part = part

    def press(self) -> None:
        """Press until the page is left: what could not be kept is not sent, and it is said."""
        html = self.page.locator("html")
        html.evaluate("(page) => page.setAttribute('data-left', '')")
        while self.page.locator("html[data-left]").count():
            # "Signed out" is said, and the page is left all the same: the button may be gone.
            with suppress(TimeoutError):
                self.page.locator(SAVE).click(timeout=LOOK_AGAIN_MS)
            either = self.page.locator("html:not([data-left]), form.part .saved-not").first
            either.wait_for(state="attached")

    def save(self) -> bool:
        """Save what is typed; whether the page came back with two texts to choose from."""
        self.press()
        met = False
        while (rows := self.page.locator(MINE)).count():
            met = True
            for n in range(rows.count()):
                name = rows.nth(n).get_attribute("name")
                both = self.page.locator(f'input[name="{name}"][value="both"]')
                (both if both.count() and self._is_short() else rows.nth(n)).check()
            self.press()
        expect(self.page.get_by_role("status").first).to_contain_text("tallennettu")
        self.part = ""
        return met

    def _is_short(self) -> bool:
        """Both texts one after the other double what is written, and soon are too long."""
        lengths = self.page.locator("form.part textarea").evaluate_all(
            "(fields) => fields.map((field) => field.value.length)"
        )
        return bool(max(lengths) < LONG_TEXT // 4)

    def save_without_network(self) -> None:
        """The press fails, the text stays on the page, and the next press saves it."""
        self.context.set_offline(True)
        self.page.locator(SAVE).click()
        said = self.page.locator("form.part .saved")
        expect(said).to_have_class("saved mb-0 saved-not")
        self.context.set_offline(False)
        expect(said).to_have_class("saved mb-0")
        self.save()

    def save_after_the_session_ended(self) -> None:
        """The press leads to the sign-in, and from there the text is sent on."""
        self.press()
        self.page.locator("[name=login]").fill(self.user.email)
        self.page.locator("[name=password]").fill(PASSWORD)
        send(self.page, "Kirjaudu sisään")
        send(self.page, "Jatka tästä")
        self.part = ""


@pytest.fixture
def writers(browser, live_server):
    draft = AssessmentFactory()
    case, users = draft.case, []
    for name in ("Riikka", "Mervi"):
        user = WorkerFactory(unit=case.unit, first_name=name)
        user.set_password(PASSWORD)
        user.save()
        assign_worker(case=case, user=user, role=CaseRole.MEMBER, by=case.responsible)
        users.append(user)
    made = [Writer(browser, live_server.url, user, draft) for user in users]
    yield made
    for writer in made:
        writer.context.close()


def test_every_word_is_kept_and_other_parts_stop_nobody(writers, faults):
    chance, started, turn = random.Random(41), time.monotonic(), 0
    met, stopped_by_another_part = 0, []
    saved_in: list[tuple[Writer, str]] = []

    def goes_on() -> bool:
        return time.monotonic() - started < MINUTES * 60 if MINUTES else turn < TURNS

    since: dict[Writer, int] = {}
    while goes_on() or any(writer.part for writer in writers):
        turn += 1
        writer = chance.choice(writers)
        if not writer.part:
            if goes_on():
                part = chance.choice(WITH_STORIES[: 3 if turn % 3 else None]).key
                writer.open_and_type(part, chance)
                since[writer] = len(saved_in)
            continue
        part = writer.part
        if len(saved_in) in NETWORK_AWAY:
            writer.save_without_network()
        elif len(saved_in) == SESSIONS_END:
            end_the_sessions(writers)
        elif writer.save():
            met += 1
            if not any(who is not writer and at == part for who, at in saved_in[since[writer] :]):
                stopped_by_another_part.append((turn, part))
        saved_in.append((writer, part))

    assert len(saved_in) > max(NETWORK_AWAY)
    assert met > 0
    assert words_missing(writers) == []
    assert stopped_by_another_part == []
    faults.clear()


def end_the_sessions(writers: list[Writer]) -> None:
    Session.objects.all().delete()
    for writer in writers:
        if writer.part:
            writer.save_after_the_session_ended()
        else:
            writer.context.clear_cookies()
            sign_in_by_form(writer.page, writer.user)


def words_missing(writers: list[Writer]) -> list[str]:
    draft = Assessment.objects.get(pk=writers[0].draft.pk)
    texts: list[Any] = [getattr(draft, name) for name in Assessment.FIELDS]
    for entry in draft.areas.all():
        texts += [getattr(entry, name) for name in ("situation", "worker_view", "strengths")]
    texts += ClientWords.objects.values_list("words", flat=True)
    texts += WrittenText.objects.values_list("former", flat=True)
    for writer in writers:
        for kept in kept_text.kept_by(writer.user):
            texts += [value for _name, value in kept.typed.fields]
    everything = "\n".join(str(text) for text in texts)
    return [word for writer in writers for word in writer.words if word not in everything]
