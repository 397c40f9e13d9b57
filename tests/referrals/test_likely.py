"""Whom a contact may be about: clients by spelling and slip, and contacts that came twice."""

import datetime as dt
import random

import pytest
from django.db import ProgrammingError, connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from accounts.models import Unit, User
from cases.register.merging import merge_clients
from cases.register.search import Person, Strength, Wanted, compare
from referrals.models import Referral
from referrals.reference import new_reference
from referrals.search.duplicates import SHOWN, likely_clients, likely_referrals
from referrals.vocabulary import Decision
from tests.cases.register import day, invented
from tests.cases.search_pairs import OTHER, SAME
from tests.factories import (
    ClientFactory,
    ContactDetailFactory,
    CorrectionFactory,
    CountyFactory,
    IntakeWorkerFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
BORN = dt.date(1980, 5, 12)


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def intake(unit: Unit) -> User:
    return IntakeWorkerFactory(unit=unit)


def contact(unit: Unit, last: str = "Wirtanen", first: str = "Matti", **more: object) -> Referral:
    known = {"last_name": last, "first_names": first, "birth_date": BORN} | more
    referral: Referral = ReferralFactory(county=unit.county, **known)
    return referral


def test_misspelt_client_is_likely_with_both_spellings_in_the_reason(unit, intake):
    known = {"county": unit.county, "first_names": "Matti", "birth_date": BORN}
    client = ClientFactory(last_name="Virtanen", **known)
    other = ClientFactory(last_name="Lehtinen", **known)

    hit, weak = likely_clients(contact(unit), by=intake)

    assert (weak.client, weak.is_weak) == (other, True)
    assert (hit.client, hit.is_weak, hit.match.is_same_code) == (client, False, False)
    assert "Virtanen – Wirtanen" in hit.reason


def test_client_is_likely_by_the_phone_under_another_name(unit, intake):
    client = ClientFactory(county=unit.county, last_name="Toinen")
    ContactDetailFactory(client=client, value="+358401234567")

    [hit] = likely_clients(contact(unit, phone="040 123 4567"), by=intake)

    assert hit.client == client


def test_who_shares_only_a_part_is_a_weak_likeness(unit, intake):
    ClientFactory(county=unit.county, last_name="Wirtanen", first_names="Ville", birth_date=BORN)
    ClientFactory(
        county=unit.county,
        last_name="Wirtanen",
        first_names="Matti",
        birth_date=dt.date(1961, 10, 8),
    )

    assert [hit.is_weak for hit in likely_clients(contact(unit), by=intake)] == [True, True]


def test_merged_record_is_offered_as_the_kept_one(unit, intake):
    kept = ClientFactory(county=unit.county, last_name="Uusi")
    merged = ClientFactory(county=unit.county, last_name="Wirtanen", first_names="Matti")
    merge_clients(kept=kept, merged=merged, reason="Sama", by=intake)

    assert [hit.client for hit in likely_clients(contact(unit), by=intake)] == [kept]


def test_contact_that_came_twice_is_told_with_a_link(client: Browser, unit, intake):
    first, second = contact(unit, "Virtanen"), contact(unit)
    contact(unit, "Lehtinen", "Ville")
    client.force_login(intake)

    page = client.get(reverse("referrals:referral_triage", args=[second.pk])).content.decode()

    assert [other.referral for other in likely_referrals(second)] == [first]
    assert reverse("referrals:referral_triage", args=[first.pk]) in page
    assert first.reference in page


def test_contact_that_was_put_right_is_likely_by_what_holds_now(unit):
    """Both sides: who is looked for, and who waits."""
    wrong = contact(unit, "Lehtinen", "Ville", birth_date=None)
    other = contact(unit, "Virtanen", birth_date=None)
    assert likely_referrals(wrong) == []

    CorrectionFactory(referral=wrong, last_name="Wirtanen", first_names="Matti")
    wrong = Referral.objects.get(pk=wrong.pk)

    assert [each.referral for each in likely_referrals(wrong)] == [other]
    assert [each.referral for each in likely_referrals(other)] == [wrong]
    assert likely_referrals(contact(unit, "Lehtinen", "Ville", birth_date=None)) == []


def test_name_key_follows_the_name_and_cannot_be_written(unit):
    referral = contact(unit)

    assert Referral.objects.get(pk=referral.pk).name_key == "virtanen mati"
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute("UPDATE referrals_referral SET name_key = 'muu'")


def test_decided_and_other_counties_contacts_are_not_told(unit):
    decided = contact(unit)
    TriageFactory(referral=decided, unit=unit, decision=Decision.GUIDE)
    contact(UnitFactory(county=CountyFactory(code="muu")))

    assert likely_referrals(contact(unit)) == []


def arrived(unit: Unit, last: str, first: str, born: str, code: str) -> Referral:
    """A contact that waits; unsaved."""
    return Referral(
        county=unit.county,
        status=Referral.Status.SENT,
        reference=new_reference(),
        sent_at=timezone.now(),
        made_by="client",
        needs=["01"],
        last_name=last,
        first_names=first,
        birth_date=day(born),
        identity_code=code,
    )


def misspelt(chance: random.Random, name: str) -> str:
    """With two neighbouring letters swapped, one left out, or as it is."""
    place = chance.randrange(len(name) - 1)
    before, pair, after = name[:place], name[place : place + 2], name[place + 2 :]
    return before + chance.choice([pair, pair[::-1], pair[0]]) + after


def as_when_all_are_compared(asked: Referral, waiting: list[Referral]) -> list[tuple[int, float]]:
    """What `likely_referrals` must find, with its score: each with each, without an index."""
    wanted = Wanted(
        last_name=asked.last_name,
        first_names=asked.first_names,
        identity_code=asked.identity_code,
        birth_date=asked.birth_date,
    )
    found = []
    for other in waiting:
        person = Person(
            last_name=other.last_name,
            first_names=other.first_names,
            identity_code=other.identity_code,
            birth_date=other.birth_date,
        )
        match = compare(wanted, person)
        if other != asked and match is not None and match.strength >= Strength.POSSIBLE:
            found.append((other.pk, match.score))
    return sorted(found, key=lambda pair: -pair[1])


def test_nobody_is_missed_who_would_be_found_by_comparing_all(unit):
    chance = random.Random(20261129)
    people = [person for pair in SAME + OTHER for person in pair[1:]]
    for person in invented(120):
        twin = (misspelt(chance, person.last), person.first.split()[0])
        people += [person, person._replace(last=twin[0], first=twin[1], code="")]
        if chance.random() < 0.3:
            people.append(person._replace(last=twin[0], born="", code=""))
    Referral.objects.bulk_create(
        arrived(unit, each.last, each.first, each.born, each.code) for each in people
    )
    waiting = list(Referral.objects.order_by("pk"))

    differing = []
    for asked in waiting[::3]:
        expected = as_when_all_are_compared(asked, waiting)
        found = [(hit.referral.pk, hit.match.score) for hit in likely_referrals(asked)]
        if sorted(found) != sorted(expected) and len(expected) <= SHOWN:
            differing.append((asked.full_name, expected, found))

    assert differing == []


def test_weak_likeness_is_shown_as_weak_and_demands_no_answer(client: Browser) -> None:
    intake = IntakeWorkerFactory()
    county = intake.organisation
    ClientFactory(
        county=county, last_name="Kukkonen", first_names="Mirja", birth_date=dt.date(1978, 3, 3)
    )
    contact = ReferralFactory(
        county=county, last_name="Kukkonen", first_names="Tuula", birth_date=dt.date(1978, 3, 3)
    )
    client.force_login(intake)

    response = client.post(
        reverse("referrals:referral_triage", args=[contact.pk]), {"decision": "open"}
    )

    assert "Heikko yhtäläisyys:" in response.content.decode()
    assert "client" not in response.context["form"].errors
