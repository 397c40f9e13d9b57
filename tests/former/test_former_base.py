"""A base of the former version, migrated to this one: nothing is lost, and it shows the same."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from accounts.models import User
from assessments.models import ClientWords
from audit.chain import first_broken_event, seal_new_events
from audit.models import AuditEvent, AuditSeal
from cases.templatetags.case_log import event_words
from continuity.models import ServiceState
from plans.models import PlanService
from tests.former.conftest import NOON, Migrated, PlannedService
from tests.former.visible import visible_text

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("migrated", "db")]

WRITING = os.environ.get("FORMER_PAGES") == "write"
PAGES = Path(__file__).with_name("pages.txt")
# `## riikka.aaltovuo /asiakkaat/ name=ahvenlahti`; what stands last is posted.
HEADING = re.compile(r"^## (\S+) (\S+)(?: (\S+))?\n", re.MULTILINE)
# Django writes these by itself, and the migrations are what was added.
MAY_GROW = {
    model._meta.db_table for model in (ContentType, Permission, MigrationRecorder.Migration)
}

Page = tuple[str, str, str]


def read_pages() -> tuple[str, dict[Page, str]]:
    """The head of the file, and the text of each page by its heading."""
    head, *parts = HEADING.split(PAGES.read_text())
    texts = {
        (who, address, posted or ""): text.strip()
        for who, address, posted, text in zip(*[iter(parts)] * 4, strict=True)
    }
    return head, texts


HEAD, TEXTS = read_pages()


@pytest.fixture(scope="module", autouse=True)
def written_anew() -> Iterator[dict[Page, str]]:
    """With FORMER_PAGES=write, the texts that are answered now replace those of the file."""
    answered: dict[Page, str] = {}
    yield answered
    if WRITING:
        texts = TEXTS | answered
        parts = [f"## {' '.join(page).strip()}\n{text}\n\n" for page, text in texts.items()]
        PAGES.write_text(HEAD + "".join(parts).rstrip("\n") + "\n")


@pytest.mark.parametrize("page", TEXTS, ids=" ".join)
def test_a_page_shows_what_the_former_version_showed(
    page: Page, written_anew: dict[Page, str]
) -> None:
    who, address, posted = page
    path, _, part = address.partition("#")
    browser = Client()
    with time_machine.travel(NOON, tick=False):
        browser.force_login(User.objects.get(email=f"{who}@example.invalid"))
        answer = browser.post(path, parse_qs(posted)) if posted else browser.get(path)
    shown = visible_text(answer.content.decode(), inside="header" if part == "menu" else "main")
    text = f"{answer.status_code}\n{shown}"
    written_anew[page] = text

    # Where a line ends is markup.
    assert text.split() == TEXTS[page].split() or WRITING


def test_every_row_is_still_there(migrated: Migrated) -> None:
    kept = {table: migrated.after.get(table, 0) for table in migrated.before}
    # What drafts had lives on as services of the case.
    kept["plans_planservice"] += sum(row.plan == "draft" for row in migrated.services)

    assert {t: n for t, n in kept.items() if t not in MAY_GROW} == {
        t: n for t, n in migrated.before.items() if t not in MAY_GROW
    }


def test_every_service_of_a_plan_lives_on_with_its_state_and_days(migrated: Migrated) -> None:
    assert len(migrated.services) > 10
    missing = [row for row in migrated.services if not _lives_on(row)]

    assert missing == []


def _lives_on(row: PlannedService) -> bool:
    """Named, told in the state of the plan with its days, and its interim solution in words."""
    hoped = row.state in ("applied", "queued")
    told = ServiceState.objects.told().filter(
        service__case=row.case,
        service__name=row.name,
        service__provider=row.provider,
        service__place=row.place,
        service__need__words__contains=row.interim,
        state=row.state,
        ends_on=row.ends_on,
        **{"expected_on" if hoped else "starts_on": row.starts_on},
    )
    applied = ServiceState.objects.told().filter(service__name=row.name, state="applied")
    was_applied = row.applied_on is None or applied.filter(holds_from=row.applied_on).exists()
    return told.exists() and was_applied


def test_what_the_client_said_of_a_life_area_is_one_row_in_it(migrated: Migrated) -> None:
    assert len(migrated.words) > 10

    rows = ClientWords.objects.order_by("entry").values_list("entry", "words")
    assert list(rows) == migrated.words


def test_a_moved_service_says_that_it_comes_from_the_plan() -> None:
    states = ServiceState.objects.all()

    assert states
    assert [s for s in states if not s.told_by.startswith("Siirretty suunnitelmasta")] == []


def test_what_an_agreed_plan_in_force_cites_is_joined_to_what_lives() -> None:
    rows = PlanService.objects.filter(plan__status="agreed")

    assert rows
    assert [row.name for row in rows if row.service is None or row.need is None] == []


def test_the_chain_of_the_log_holds() -> None:
    assert AuditSeal.objects.count() > 250
    assert first_broken_event() is None


def test_the_chain_goes_on_after_what_was_not_sealed_yet() -> None:
    assert AuditEvent.objects.unsealed().exists()

    seal_new_events()

    assert not AuditEvent.objects.unsealed().exists()
    assert first_broken_event() is None


def test_every_act_in_the_log_has_words() -> None:
    events = AuditEvent.objects.distinct("action").order_by("action")

    assert [event.action for event in events if event_words(event) == event.action] == []


def test_the_application_may_still_not_change_the_log() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('audit_auditevent', 'UPDATE, DELETE')")
        assert cursor.fetchone() == (False,)
