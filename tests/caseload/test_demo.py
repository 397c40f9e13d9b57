"""The demo: believable, artificial, entered through the actions, and only once."""

import copy
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client as Browser
from django.test import override_settings
from django.urls import reverse

from accounts.models import User
from audit.models import AuditEvent
from audit.vocabulary import Action
from caseload.demo.loading import load
from caseload.demo.people import PASSWORD, PEOPLE
from caseload.demo.stories import STORIES
from caseload.phase import phase_of
from cases import identity_code
from cases.models import Case, Client
from cases.phases import Phase
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from plans.models import Plan
from referrals.models import Referral
from tests.factories import ClientFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo() -> None:
    load(tell=str)


def user(key: str) -> User:
    return User.objects.get(email=next(person.email for person in PEOPLE if person.key == key))


def names_seen_by(key: str) -> set[str]:
    cases = Case.objects.visible_to(user(key)).select_related("client")
    return {case.client.first_names for case in cases}


@pytest.mark.usefixtures("demo")
def test_each_story_is_seen_by_its_worker_and_by_nobody_else() -> None:
    of_riikka = {"Pentti", "Marika", "Elina", "Jani", "Eetu", "Samu", "Oskari", "Toni", "Kimmo"}
    assert names_seen_by("riikka") == of_riikka
    assert names_seen_by("mervi") == {"Oskari", "Jani", "Elina", "Ismo", "Saana"}
    assert names_seen_by("johanna") == {"Heidi"}
    assert names_seen_by("sami") == {"Antero"}
    assert names_seen_by("inka") == {"Noora"}
    for nobody in ("kati", "jarmo", "anneli", "paivi", "otso", "marko", "jonna"):
        assert names_seen_by(nobody) == set()


@pytest.mark.usefixtures("demo")
def test_contacts_wait_where_their_senders_and_readers_look() -> None:
    untriaged = Referral.objects.untriaged()
    assert {r.first_names for r in untriaged.visible_to(user("anneli"))} == {
        "Niko",
        "Veeti",
        "Sari",
    }
    assert {r.first_names for r in untriaged.visible_to(user("otso"))} == {"Joonas"}
    assert Referral.objects.drafts_of(user("kati")).count() == 1
    assert {r.first_names for r in Referral.objects.sent_by_house_of(user("jarmo"))} == {"Aleksi"}


@pytest.mark.usefixtures("demo")
def test_the_supervisor_has_something_of_everything() -> None:
    led = Case.objects.led_by(user("paivi"))
    assert {case.phase for case in led} == set(Phase)
    assert led.filter(responsible=None).count() == 1
    assert led.filter(status="closed").count() == 1
    assert {case.track for case in led} == {
        "long",
        "fine_conversion",
        "remand",
        "supervised_probationary_freedom",
    }
    kinds = set(Notice.objects.values_list("kind", flat=True))
    assert {NoticeKind.REVIEW_LATE, NoticeKind.REVIEW_NEAR, NoticeKind.RELEASE_NEAR} <= kinds


@pytest.mark.usefixtures("demo")
def test_the_stored_phase_is_the_derived_one() -> None:
    for case in Case.objects.all():
        assert case.phase == phase_of(case), case.client


@pytest.mark.usefixtures("demo")
def test_every_identity_code_is_valid_and_belongs_to_nobody() -> None:
    people = [*Client.objects.all(), *Referral.objects.exclude(status="draft")]
    codes = [person.identity_code for person in people if person.identity_code]
    assert len(set(codes)) > 15
    for code in codes:
        assert identity_code.check(code) == code
        assert identity_code.is_artificial(code)


@pytest.mark.usefixtures("demo")
def test_everything_was_done_by_somebody_and_is_in_the_log() -> None:
    assert not AuditEvent.objects.filter(by_id=None).exists()
    opened = AuditEvent.objects.filter(action=Action.CASE_OPENED.value)
    assert opened.count() == Case.objects.count()
    agreed = AuditEvent.objects.filter(action=Action.PLAN_AGREED.value)
    assert agreed.count() == Plan.objects.exclude(status="draft").count()


@pytest.mark.usefixtures("demo")
def test_loading_again_changes_nothing() -> None:
    before = Client.objects.count(), AuditEvent.objects.count()
    call_command("load_demo")
    assert (Client.objects.count(), AuditEvent.objects.count()) == before


def test_a_database_with_others_in_it_is_left_alone() -> None:
    ClientFactory()
    with pytest.raises(CommandError, match="not empty"):
        call_command("load_demo")
    assert not User.objects.exists()


@override_settings(DEMO_DATA_ALLOWED=False)
def test_loading_is_refused_where_a_setting_does_not_allow_it() -> None:
    with pytest.raises(CommandError, match="not allowed"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_progress_is_told_story_by_story() -> None:
    told: list[str] = []
    load(tell=told.append)
    assert len(told) == len(STORIES) + 2


def test_demo_people_are_listed_with_their_password(capsys: Any) -> None:
    with pytest.raises(CommandError, match="load_demo"):
        call_command("demo_people")
    load(tell=str)
    call_command("demo_people")
    printed = capsys.readouterr().out
    assert PASSWORD in printed
    for person in PEOPLE:
        assert person.email in printed


def with_demo_context() -> list[dict[str, Any]]:
    templates = copy.deepcopy(settings.TEMPLATES)
    processors = templates[0]["OPTIONS"]["context_processors"]
    processors.append("caseload.demo.context.demo_people")
    return templates


def test_only_the_sign_in_page_of_a_demo_tells_the_password(client: Browser) -> None:
    page = client.get(reverse("account_login"))
    assert PASSWORD not in page.content.decode()
    with override_settings(TEMPLATES=with_demo_context()):
        page = client.get(reverse("account_login"))
    assert PASSWORD in page.content.decode()
    assert "riikka.aaltovuo@example.invalid" in page.content.decode()


def test_somebody_of_the_demo_can_sign_in(client: Browser, demo: None) -> None:
    answer = client.post(
        reverse("account_login"), {"login": user("kati").email, "password": PASSWORD}
    )
    assert answer.status_code == 302
    assert client.get(reverse("referrals:sent")).status_code in (200, 302)
