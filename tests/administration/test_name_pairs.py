"""First names that a county uses for each other: added, taken away, and found by."""

import datetime as dt

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.actions.name_pairs import add_name_pair, remove_name_pair
from cases.models import NamePair
from cases.register.search import Strength, Wanted, find_clients
from referrals.search.duplicates import likely_referrals
from tests.factories import (
    CaseFactory,
    ClientFactory,
    CountyFactory,
    IntakeWorkerFactory,
    ReferralFactory,
    SupervisorFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
PAIRS = reverse("administration:name_pairs")
BORN = dt.date(1980, 1, 1)
ASKED = Wanted(last_name="Sarajärvi", first_names="Ukri", birth_date=BORN)


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def administrator(client, county):
    user = UserFactory(is_superuser=True, organisation=county)
    client.force_login(user)
    return user


def known_as_nestori(county):
    return ClientFactory(
        county=county, last_name="Sarajärvi", first_names="Nestori", birth_date=BORN
    )


def pair_of(county, by):
    return add_name_pair(one="Ukri", other="Nestori", county=county, by=by)


def strengths(county):
    return [hit.match.strength for hit in find_clients(county, ASKED, 10)]


def remove(pair):
    return reverse("administration:name_pair_remove", args=[pair.pk])


def test_a_pair_is_added_listed_and_logged(client, administrator, county):
    response = client.post(PAIRS, {"one": "Ukri", "other": "Nestori"})

    assert response.status_code == 302
    assert "Nestori – Ukri" in client.get(PAIRS).content.decode()
    [event] = AuditEvent.objects.filter(action=Action.NAME_PAIR_ADDED.value)
    assert (event.by_id, event.target) == (
        administrator.pk,
        f"cases.namepair:{NamePair.objects.get().pk}",
    )


def test_a_client_is_found_by_the_other_name_only_where_the_pair_is(administrator, county):
    other = CountyFactory(code="muu")
    for each in (county, other):
        known_as_nestori(each)

    pair_of(county, administrator)

    assert strengths(county) == [Strength.POSSIBLE]
    assert strengths(other) == [Strength.WEAK]


def test_a_client_without_a_birth_date_is_gathered_by_the_other_name(administrator, county):
    ClientFactory(county=county, last_name="Sarajärvi", first_names="Nestori", birth_date=None)
    pair_of(county, administrator)

    assert strengths(county) == [Strength.POSSIBLE]


def test_what_was_taken_away_is_found_by_no_longer(administrator, county):
    known_as_nestori(county)
    remove_name_pair(pair=pair_of(county, administrator), by=administrator)

    assert strengths(county) == [Strength.WEAK]


def test_another_contact_of_the_person_is_found_at_triage(administrator, county):
    told = {"county": county, "last_name": "Sarajärvi", "birth_date": BORN, "identity_code": ""}
    first = ReferralFactory(first_names="Nestori", phone="", **told)
    second = ReferralFactory(first_names="Ukri", phone="", **told)
    pair_of(county, administrator)

    found = likely_referrals(second)

    assert [(each.referral, each.match.strength) for each in found] == [(first, Strength.POSSIBLE)]


def test_own_cases_are_found_by_the_other_name(client, administrator, county):
    unit = UnitFactory(county=county)
    case = CaseFactory(client=known_as_nestori(county), unit=unit)
    pair_of(county, administrator)
    client.force_login(case.responsible)

    page = client.post(reverse("caseload:search"), {"what": "Ukri Sarajärvi"}).content.decode()

    assert case.number in page


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("", "Ukri", "Kirjoita etunimi."),
        ("Ukri", "", "Kirjoita toinen muoto."),
        ("Ukri", "ukri", "Nimet kuulostavat samalta"),
        ("Juhani", "Jussi", "Jatkumo tuntee nämä jo."),
        ("Anna Liisa", "Ukri", "Kirjoita yksi nimi ilman välilyöntejä."),
        ("Иван", "Ukri", "Kirjoita nimi latinalaisin kirjaimin."),
        ("x" * 41, "Ukri", "41"),
    ],
)
def test_what_would_find_nothing_more_is_told_beside_its_field(
    client, administrator, one, other, said
):
    response = client.post(PAIRS, {"one": one, "other": other})

    assert said in response.content.decode()
    assert not NamePair.objects.exists()


@pytest.mark.parametrize(("one", "other"), [("Ukri", "Nestori"), ("nestori", "UKRI")])
def test_a_pair_that_is_there_is_not_added_again_in_either_order(
    client, administrator, county, one, other
):
    pair_of(county, administrator)

    response = client.post(PAIRS, {"one": one, "other": other})

    assert response.status_code == 409
    assert "Hyvinvointialueellasi on jo tämä pari." in response.content.decode()


def test_a_pair_is_taken_away_once_and_the_log_says_by_whom(client, administrator, county):
    pair = pair_of(county, administrator)

    assert client.post(remove(pair)).status_code == 302
    assert client.post(remove(pair)).status_code == 409

    assert "Nestori" not in client.get(PAIRS).content.decode()
    [event] = AuditEvent.objects.filter(action=Action.NAME_PAIR_REMOVED.value)
    assert event.by_id == administrator.pk


def test_a_pair_that_was_taken_away_is_added_again(administrator, county):
    remove_name_pair(pair=pair_of(county, administrator), by=administrator)

    again = pair_of(county, administrator)

    assert list(NamePair.objects.present(county)) == [again]


def test_the_pairs_of_another_county_are_not_there(client, administrator):
    elsewhere = CountyFactory(code="muu")
    pair = pair_of(elsewhere, UserFactory(is_superuser=True, organisation=elsewhere))

    assert "Nestori" not in client.get(PAIRS).content.decode()
    assert client.post(remove(pair)).status_code == 404
    assert NamePair.objects.present(elsewhere).exists()


@pytest.mark.parametrize("maker", [WorkerFactory, IntakeWorkerFactory, SupervisorFactory])
def test_nobody_else_has_the_page(client, maker):
    client.force_login(maker())

    assert client.get(PAIRS).status_code == 404
