"""Who may know of a contact, and who may not."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.actions.team import assign_worker, remove_worker
from cases.permissions import CaseRole
from referrals.models import Referral
from tests.factories import (
    CountyFactory,
    DraftFactory,
    IntakeWorkerFactory,
    PartnerFactory,
    PrisonFactory,
    PrisonOfficerFactory,
    ReferralFactory,
    SupervisorFactory,
    TriageFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
CANARY = "Kanarialintu"

PAGES_OF_A_DRAFT = [
    "draft_person",
    "draft_custody",
    "draft_need",
    "draft_check",
    "draft_send",
    "draft_remove",
]
PAGES = [
    *PAGES_OF_A_DRAFT,
    "referral_page",
    "referral_receipt",
    "referral_in_case",
    "referral_triage",
]


def strangers(referral: Referral) -> dict[str, Any]:
    unit = UnitFactory(county=CountyFactory())
    return {
        "worker of the county": WorkerFactory(unit=unit),
        "supervisor of the county": SupervisorFactory(unit=unit),
        "intake of another county": IntakeWorkerFactory(
            unit=UnitFactory(county=CountyFactory(code="muu"))
        ),
        "officer of another prison": PrisonOfficerFactory(organisation=PrisonFactory(code="muu")),
        "partner": PartnerFactory(),
        "superuser": UserFactory(is_superuser=True, is_staff=True),
    }


def codes(browser: Browser, referral: Referral, pages: list[str]) -> set[int]:
    found = set()
    for page in pages:
        url = reverse(f"referrals:{page}", args=[referral.pk])
        for response in (browser.get(url), browser.post(url, {"last_name": "x"})):
            assert CANARY not in response.content.decode()
            found.add(response.status_code)
    return found


WHO = [
    "worker of the county",
    "supervisor of the county",
    "intake of another county",
    "officer of another prison",
    "partner",
    "superuser",
]


@pytest.mark.parametrize("who", WHO)
def test_sent_contact_does_not_exist_for(client: Browser, who: str) -> None:
    referral = ReferralFactory(first_names=CANARY, last_name=CANARY, description=CANARY)
    user = strangers(referral)[who]
    client.force_login(user)

    assert codes(client, referral, PAGES) <= {404, 405}
    assert not Referral.objects.visible_to(user).exists()


@pytest.mark.parametrize("who", [*WHO, "colleague", "intake of the county"])
def test_draft_does_not_exist_for(client: Browser, who: str) -> None:
    officer = PrisonOfficerFactory()
    draft = DraftFactory(sender=officer, typed={"person": {"last_name": [CANARY]}})
    people = strangers(draft) | {
        "colleague": PrisonOfficerFactory(organisation=officer.organisation),
        "intake of the county": IntakeWorkerFactory(),
    }
    client.force_login(people[who])

    assert codes(client, draft, PAGES) <= {404, 405}
    draft.refresh_from_db()
    assert draft.typed == {"person": {"last_name": [CANARY]}}


def test_colleague_sees_the_status_and_nothing_that_was_written(client: Browser) -> None:
    referral = ReferralFactory(first_names=CANARY, last_name=CANARY, description=CANARY)
    client.force_login(PrisonOfficerFactory(organisation=referral.sender_organisation))

    shown = client.get(referral.get_absolute_url())

    assert shown.status_code == 200
    assert referral.reference in shown.content.decode()
    assert CANARY not in shown.content.decode()
    assert CANARY not in client.get(reverse("referrals:referral_list")).content.decode()


def test_sender_sees_what_they_wrote_and_not_what_the_county_did(client: Browser) -> None:
    referral = ReferralFactory(description="Oma teksti")
    TriageFactory(referral=referral, measures=CANARY, urgency_reason=CANARY, next_steps=CANARY)
    client.force_login(referral.sender)

    shown = client.get(referral.get_absolute_url()).content.decode()

    assert "Oma teksti" in shown
    assert referral.triage.case.unit.name in shown
    assert CANARY not in shown
    assert referral.triage.case.number not in shown


def test_sender_who_works_elsewhere_now_has_left_the_contact_behind() -> None:
    referral = ReferralFactory()
    officer = referral.sender
    officer.organisation = PrisonFactory(code="uusi")
    officer.save()

    assert not Referral.objects.visible_to(officer).exists()


def test_intake_reads_and_triages_but_follows_nothing_as_a_sender(client: Browser) -> None:
    referral = ReferralFactory(description="Luettava")
    client.force_login(IntakeWorkerFactory())

    assert (
        "Luettava"
        in client.get(reverse("referrals:referral_triage", args=[referral.pk])).content.decode()
    )
    assert client.get(referral.get_absolute_url()).status_code == 403


def test_team_reads_the_contact_through_its_case_while_in_the_team(client: Browser) -> None:
    unit = UnitFactory()
    worker = WorkerFactory(unit=unit)
    referral = ReferralFactory(county=unit.county, description="Tiimille")
    triage = TriageFactory(referral=referral, unit=unit, responsible=worker)
    url = reverse("referrals:referral_in_case", args=[referral.pk])
    client.force_login(worker)

    shown = client.get(url)
    successor = WorkerFactory(unit=unit)
    assign_worker(case=triage.case, user=successor, role=CaseRole.RESPONSIBLE, by=worker)
    remove_worker(case=triage.case, user=worker, by=successor, reason="Vaihtui")

    assert "Tiimille" in shown.content.decode()
    assert client.get(url).status_code == 404


def test_reading_and_refusal_are_logged(client: Browser) -> None:
    referral = ReferralFactory()
    intake, stranger = IntakeWorkerFactory(), PartnerFactory()
    url = reverse("referrals:referral_triage", args=[referral.pk])

    for user in (intake, stranger):
        client.force_login(user)
        client.get(url)

    events = AuditEvent.objects.of_referral(referral.pk)
    assert {(e.action, e.by_id) for e in events.exclude(by_id=referral.sender.pk)} == {
        (Action.REFERRAL_READ, intake.pk),
        (Action.CLIENT_SEARCHED, intake.pk),
        (Action.REFERRAL_REFUSED, stranger.pk),
    }


@pytest.mark.parametrize("name", ["draft_new", "queue", "referral_receive"])
def test_page_of_another_work_does_not_exist_for_a_supervisor(client: Browser, name: str) -> None:
    client.force_login(SupervisorFactory())

    assert client.get(reverse(f"referrals:{name}")).status_code == 404


def test_draft_of_somebody_who_works_nowhere_any_more_is_not_there(client: Browser) -> None:
    draft = DraftFactory(typed={"person": {"last_name": [CANARY]}})
    draft.sender.organisation = None
    draft.sender.save()
    client.force_login(draft.sender)

    assert codes(client, draft, PAGES_OF_A_DRAFT) <= {404, 405}
    assert Referral.objects.get().is_draft


def test_officer_who_works_for_a_county_now_has_left_the_draft_behind(client: Browser) -> None:
    draft = DraftFactory(typed={"person": {"last_name": [CANARY]}})
    draft.sender.organisation = CountyFactory()
    draft.sender.save()
    client.force_login(draft.sender)

    assert codes(client, draft, PAGES_OF_A_DRAFT) <= {404, 405}


def test_worker_who_wrote_a_call_down_loses_sight_of_it_with_the_county() -> None:
    worker = WorkerFactory(unit=UnitFactory(county=CountyFactory()))
    logged = ReferralFactory(by=worker, county=worker.county)
    knew = Referral.objects.visible_to(worker).exists()

    Referral.objects.filter(pk=logged.pk).update(county=CountyFactory(code="muu"))

    assert knew
    assert not Referral.objects.visible_to(worker).exists()
