"""Whoever made the contact is suggested to the network of the case that it opened."""

from typing import Any

import pytest
from django.urls import reverse

from cases.actions.team import assign_worker
from cases.models import Case
from cases.permissions import CaseRole
from tests.factories import NetworkMemberFactory, ReferralFactory, TriageFactory, WorkerFactory

pytestmark = pytest.mark.django_db
KATI = "Kati Savela"


def opened_by(**told: Any) -> Case:
    referral = ReferralFactory(**{"contact_name": KATI, "contact_phone": "029 500 0201"} | told)
    case: Case = TriageFactory(referral=referral).case
    worker = WorkerFactory(unit=case.unit)
    assign_worker(case=case, user=worker, role=CaseRole.RESPONSIBLE, by=worker)
    case.refresh_from_db()
    return case


def page_of(client, case: Case, query: str = ""):
    client.force_login(case.responsible)
    return client.get(reverse("networks:member_add", kwargs={"case_pk": case.pk}) + query)


def suggested(client, case: Case) -> list[str]:
    return [each.name for each in page_of(client, case).context["known"]]


def test_the_sender_is_suggested_with_the_day_and_house(client):
    case = opened_by()

    page = page_of(client, case)

    assert suggested(client, case) == [KATI]
    assert str(case.triages.get().referral.sender_organisation) in page.content.decode()


def test_the_form_begins_with_what_is_known_and_stores_nothing(client):
    case = opened_by()

    form = page_of(client, case, f"?tuttu=yhteydenotto-{case.triages.get().referral_id}").context[
        "form"
    ]

    assert form["name"].value() == KATI
    assert form["phone"].value() == "029 500 0201"
    assert not case.networkmembers.exists()


def test_a_suggestion_stays_the_same_person_when_somebody_else_is_told_of(client):
    case = opened_by()
    link = f"?tuttu=yhteydenotto-{case.triages.get().referral_id}"
    later = ReferralFactory(contact_name="Aino Toinen", county=case.county)
    TriageFactory(referral=later, decision="join", client=case.client)

    assert page_of(client, case, link).context["form"]["name"].value() == KATI


@pytest.mark.parametrize("key", ["0", "yhteydenotto-0", "99999", "²", "x", ""])
def test_a_key_of_nobody_begins_an_empty_form(client, key):
    page = page_of(client, opened_by(), f"?tuttu={key}")

    assert page.status_code == 200
    assert not page.context["form"]["name"].value()


def test_who_is_or_was_in_the_network_is_not_suggested(client):
    case = opened_by()
    NetworkMemberFactory(case=case, name=KATI)

    assert suggested(client, case) == []


def test_a_notifier_who_is_kept_secret_is_not_suggested(client):
    case = opened_by(sender_is_secret=True, sender_secret_because="Uhkaus.")

    assert suggested(client, case) == []


def test_the_client_is_no_member_of_the_own_network(client):
    case = opened_by(made_by="client")

    assert suggested(client, case) == []
