"""The demo: believable, artificial, entered through the actions, and only once."""

import copy
from io import StringIO
from typing import Any, ClassVar

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client as Browser
from django.test import TestCase, override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from audit.vocabulary import Action
from caseload.demo.loading import load
from caseload.demo.people import PASSWORD, PEOPLE
from caseload.demo.stories import STORIES
from caseload.phase import phase_of
from cases.models import Case, Client
from cases.phases import Phase
from cases.register import identity_code
from cases.register.merging import merge_clients
from inputs.attached.examining import examine
from inputs.attached.store import fetch
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from plans.models import Plan
from referrals.models import Attachment, CustodyReport, Referral, ReferralMessage, Transfer
from referrals.sending.abandoned_drafts import remove_abandoned
from tests.factories import ClientFactory


def user(key: str) -> User:
    return User.objects.get(email=next(person.email for person in PEOPLE if person.key == key))


def names_seen_by(key: str) -> set[str]:
    cases = Case.objects.visible_to(user(key)).select_related("client")
    return {case.client.first_names for case in cases}


class LoadedDemo(TestCase):
    """Loaded once for all of these; each leaves it as it was."""

    told: ClassVar[list[str]]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.told = []
        load(tell=cls.told.append)

    def test_every_act_of_the_stories_has_derived_what_it_moved(self) -> None:
        told = StringIO()

        call_command("derive", check=True, stdout=told)

        assert told.getvalue().count(", 0 differed") == 2

    def test_progress_is_told_story_by_story(self) -> None:
        assert len(self.told) == len(STORIES) + 2

    def test_each_story_is_seen_by_its_worker_and_by_nobody_else(self) -> None:
        of_riikka = {"Pentti", "Marika", "Elina", "Jani", "Eetu", "Samu", "Oskari", "Toni", "Kimmo"}
        assert names_seen_by("riikka") == of_riikka
        assert names_seen_by("mervi") == {
            "Oskari",
            "Jani",
            "Elina",
            "Ismo",
            "Saana",
            "Kristiina Maria",
        }
        assert names_seen_by("johanna") == {"Heidi"}
        assert names_seen_by("sami") == {"Antero"}
        assert names_seen_by("inka") == {"Noora"}
        for nobody in ("kati", "jarmo", "anneli", "paivi", "otso", "marko", "jonna"):
            assert names_seen_by(nobody) == set()

    def test_contacts_wait_where_their_senders_and_readers_look(self) -> None:
        untriaged = Referral.objects.untriaged()
        assert {r.first_names for r in untriaged.visible_to(user("anneli"))} == {
            *("Niko", "Veeti", "Sari", "Tapio", "Jere", "Mirja", "Petri", "Katja", "Ilari"),
            *("Leo", "Emmi", "Kristina", "Teemu"),
        }
        assert {r.first_names for r in untriaged.visible_to(user("otso"))} == {"Joonas", "Leo"}
        assert Referral.objects.drafts_of(user("kati")).count() == 2
        assert {r.first_names for r in Referral.objects.sent_by_organisation_of(user("jarmo"))} == {
            "Aleksi",
            "Ilari",
        }

    def test_each_kind_of_contact_and_of_exchange_is_there_to_see(self) -> None:
        sent = Referral.objects.exclude(status="draft")
        assert sent.get(kind="notification").ground
        short = sent.filter(path="short")
        assert {referral.first_names for referral in short} == {"Jere", "Teemu"}
        assert sent.get(channel="public").sender is None
        questions = ReferralMessage.objects.filter(kind="question")
        assert questions.count() == 2
        assert {q.referral.first_names for q in questions.open_questions()} == {"Petri"}
        assert examine(fetch(Attachment.objects.get().stored_as)).media_type == "application/pdf"

    def test_moves_and_changes_wait_for_the_one_who_acts_on_them(self) -> None:
        assert Referral.objects.get(first_names="Ilari").offered_to == user("kati").organisation
        change = CustodyReport.objects.waiting().get(facility=None)
        case = change.referral.triage.case
        assert (case.client.first_names, case.responsible) == ("Jani", user("riikka"))
        transfers = {t.referral.first_names: t.outcome for t in Transfer.objects.all()}
        assert transfers == {"Leo": "waiting", "Emmi": "accepted"}

    def test_two_records_of_one_person_can_be_merged(self) -> None:
        kept, merged = Client.objects.filter(last_name="Ahvenlahti").order_by("pk")
        merge_clients(kept=kept, merged=merged, reason="Sama henkilö.", by=user("anneli"))
        assert kept.cases.count() == 2

    def test_a_forgotten_draft_is_told_of_before_it_is_removed(self) -> None:
        told = Notice.objects.get(kind=NoticeKind.DRAFT_EXPIRES)
        assert told.receiver == user("kati")
        assert remove_abandoned(timezone.now()) == 0

    def test_the_supervisor_has_something_of_everything(self) -> None:
        led = Case.objects.led_by(user("paivi"))
        assert {case.phase for case in led} == set(Phase)
        assert led.open().filter(responsible=None).count() == 1
        assert led.filter(status="closed").count() == 2
        assert {case.track for case in led} == {
            "long",
            "short",
            "fine_conversion",
            "remand",
            "supervised_probationary_freedom",
        }
        kinds = set(Notice.objects.values_list("kind", flat=True))
        assert {NoticeKind.DUE_NEAR, NoticeKind.DUE_NOW, NoticeKind.DUE_LATE} <= kinds

    def test_the_stored_phase_is_the_derived_one(self) -> None:
        for case in Case.objects.all():
            assert case.phase == phase_of(case), case.client

    def test_every_identity_code_is_valid_and_belongs_to_nobody(self) -> None:
        people = [*Client.objects.all(), *Referral.objects.exclude(status="draft")]
        codes = [person.identity_code for person in people if person.identity_code]
        assert len(set(codes)) > 15
        for code in codes:
            assert identity_code.check(code) == code
            assert identity_code.is_artificial(code)

    def test_everything_was_done_by_somebody_and_is_in_the_log(self) -> None:
        by_nobody = AuditEvent.objects.filter(by_id=None)
        assert [event.action for event in by_nobody] == [Action.REFERRAL_SENT.value]  # public
        opened = AuditEvent.objects.filter(action=Action.CASE_OPENED.value)
        assert opened.count() == Case.objects.count()
        agreed = AuditEvent.objects.filter(action=Action.PLAN_AGREED.value)
        assert agreed.count() == Plan.objects.exclude(status="draft").count()

    def test_loading_again_changes_nothing(self) -> None:
        before = Client.objects.count(), AuditEvent.objects.count()
        call_command("load_demo")
        assert (Client.objects.count(), AuditEvent.objects.count()) == before

    def test_it_lists_who_can_sign_in(self) -> None:
        printed = StringIO()
        call_command("demo_people", stdout=printed)
        assert PASSWORD in printed.getvalue()
        for person in PEOPLE:
            assert person.email in printed.getvalue()

    def test_somebody_can_sign_in(self) -> None:
        typed = {"login": user("kati").email, "password": PASSWORD}
        self.client.post(reverse("account_login"), typed)
        assert self.client.session["_auth_user_id"] == str(user("kati").pk)


@pytest.mark.django_db
def test_a_database_with_others_in_it_is_left_alone() -> None:
    ClientFactory()
    with pytest.raises(CommandError, match="not empty"):
        call_command("load_demo")
    assert not User.objects.exists()


@pytest.mark.django_db
@override_settings(DEMO_DATA_ALLOWED=False)
def test_loading_is_refused_where_a_setting_does_not_allow_it() -> None:
    with pytest.raises(CommandError, match="not allowed"):
        call_command("load_demo")
    assert not User.objects.exists()


@pytest.mark.django_db
def test_demo_people_are_not_listed_where_there_are_none() -> None:
    with pytest.raises(CommandError, match="load_demo"):
        call_command("demo_people")


def with_demo_context() -> list[dict[str, Any]]:
    templates = copy.deepcopy(settings.TEMPLATES)
    processors = templates[0]["OPTIONS"]["context_processors"]
    processors.append("caseload.demo.sign_in_page.demo_people")
    return templates


@pytest.mark.django_db
def test_only_the_sign_in_page_of_a_demo_tells_the_password(client: Browser) -> None:
    page = client.get(reverse("account_login"))
    assert PASSWORD not in page.content.decode()
    with override_settings(TEMPLATES=with_demo_context()):
        page = client.get(reverse("account_login"))
    assert PASSWORD in page.content.decode()
    assert "riikka.aaltovuo@example.invalid" in page.content.decode()
