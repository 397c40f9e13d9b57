"""What the pages of a contact say to what is typed."""

import datetime as dt
from typing import Any

import pytest
import time_machine

from accounts.models import User
from inputs.not_known import reason_name, unknown_name
from referrals.sending.forms.custody import CustodyForm
from referrals.sending.forms.need import NeedForm
from referrals.sending.forms.person import PersonForm
from tests.factories import CountyFactory, MunicipalityFactory, PrisonOfficerFactory
from tests.referrals.answers import (
    custody_page,
    need_page,
    person_page,
    receiving_municipality,
)

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 3, 10, tzinfo=dt.UTC)
HUGE = "x" * 500_000
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def officer() -> User:
    return PrisonOfficerFactory()


def unknown(name: str, reason: str) -> dict[str, str]:
    return {name: "", unknown_name(name): "on", reason_name(name): reason}


def person_errors(officer: User, **changed: Any) -> dict[str, list[str]]:
    municipality = receiving_municipality(CountyFactory())
    with time_machine.travel(NOON):
        form = PersonForm(person_page(municipality, **changed), sender=officer)
        return dict(form.errors)


PERSON = {
    "no name": ({"last_name": " "}, ["last_name"]),
    "wrong check character": ({"identity_code": "010180-900X"}, ["identity_code"]),
    "no such day": ({"identity_code": "320180-900A"}, ["identity_code"]),
    "birth date of somebody else": ({"birth_date": "2.1.1980"}, ["birth_date"]),
    "neither code nor reason": ({"identity_code": ""}, ["identity_code"]),
    "reason is missing": (unknown("identity_code", ""), [reason_name("identity_code")]),
    "birth date alone will do": ({"identity_code": "", "birth_date": "1.1.1980"}, []),
    "code unknown with a reason": (unknown("identity_code", "ei papereita"), []),
    "municipality unknown, no county": (
        unknown("home_municipality", "ei osaa sanoa"),
        ["county"],
    ),
    "no consent": ({"consent_manner": "none"}, ["consent_manner"]),
    "consent in the future": ({"consent_on": "4.3.2026"}, ["consent_on"]),
    "consent without a receiver": ({"consent_received_by": ""}, ["consent_received_by"]),
    "another date form": ({"consent_on": "2026-03-02"}, []),
    "no date form": ({"consent_on": "maanantaina"}, ["consent_on"]),
    "half a megabyte": ({"first_names": HUGE}, ["first_names"]),
    "null byte": ({"last_name": "a\x00b"}, ["last_name"]),
    "markup is text": ({"last_name": HOSTILE}, []),
    "municipality of nobody": ({"home_municipality": "999999"}, ["home_municipality"]),
}


@pytest.mark.parametrize("what", PERSON)
def test_person_page(officer: User, what: str) -> None:
    changed, wrong = PERSON[what]

    assert list(person_errors(officer, **changed)) == wrong


def test_municipality_that_was_merged_away_cannot_be_chosen(officer: User) -> None:
    county = CountyFactory()
    receiving_municipality(county)
    gone = MunicipalityFactory(county=county, code="991", valid_to=dt.date(2025, 12, 31))

    form = PersonForm(person_page(gone), sender=officer)

    assert "home_municipality" in form.errors


def test_county_where_nobody_reads_contacts_may_be_written_to(officer: User) -> None:
    elsewhere = MunicipalityFactory(county=CountyFactory(code="muualla"))

    form = PersonForm(person_page(elsewhere), sender=officer)

    assert form.is_valid()
    assert form.values()["county"] == elsewhere.county


def test_county_is_asked_only_where_the_municipality_is_unknown(officer: User) -> None:
    county = CountyFactory()
    municipality = receiving_municipality(county)
    chosen = unknown("home_municipality", "asunnoton") | {"county": str(county.pk)}

    known = PersonForm(person_page(municipality), sender=officer)
    asked = PersonForm(person_page(municipality, **chosen), sender=officer)

    assert (known.is_valid(), asked.is_valid()) == (True, True)
    assert known.values()["county"] == asked.values()["county"] == county
    assert asked.reasons() == {"home_municipality": "asunnoton"}


CUSTODY = {
    "complete": ({}, []),
    "nothing known": (
        unknown("custody_kind", "a")
        | unknown("facility", "b")
        | unknown("custody_started_on", "c")
        | unknown("release_on", "d"),
        [],
    ),
    "release before custody": ({"release_on": "1.1.2026"}, ["release_on"]),
    "release without certainty": ({"release_certainty": ""}, ["release_certainty"]),
    "kind not chosen": ({"custody_kind": ""}, ["custody_kind"]),
    "prison of nobody": ({"facility": "999999"}, ["facility"]),
    "served in freedom": (
        {"custody_kind": "community_service", "facility": "", "custody_started_on": ""},
        [],
    ),
}


@pytest.mark.parametrize("what", CUSTODY)
def test_custody_page(officer: User, what: str) -> None:
    changed, wrong = CUSTODY[what]
    form = CustodyForm(custody_page(officer.organisation, **changed), sender=officer)

    assert list(form.errors) == wrong


def test_wrong_order_of_days_is_told_with_both_days(officer: User) -> None:
    page = custody_page(officer.organisation, release_on="1.1.2026")

    [message] = CustodyForm(page, sender=officer).errors["release_on"]

    assert "1.1.2026" in message
    assert "2.1.2026" in message


def test_own_prison_is_chosen_beforehand(officer: User) -> None:
    form = CustodyForm(sender=officer)

    assert form["facility"].value() == officer.organisation.pk


NEED = {
    "complete": ({}, []),
    "nothing chosen": ({"needs": []}, ["needs"]),
    "a need that is not on the list": ({"needs": ["77"]}, ["needs"]),
    "no words": ({"description": ""}, ["description"]),
    "no phone": ({"contact_phone": ""}, ["contact_phone"]),
    "too long": ({"description": "x" * 10_001}, ["description"]),
}


@pytest.mark.parametrize("what", NEED)
def test_need_page(officer: User, what: str) -> None:
    changed, wrong = NEED[what]

    assert list(NeedForm(need_page(**changed), sender=officer).errors) == wrong


def test_errors_are_listed_in_the_order_of_the_page_and_none_is_said_twice(officer: User) -> None:
    form = CustodyForm(unknown("custody_kind", "") | unknown("release_on", ""), sender=officer)

    shown = [(field.name, field.errors) for field in form if field.errors]

    assert [name for name, _errors in shown] == [
        reason_name("custody_kind"),
        "facility",
        "custody_started_on",
        reason_name("release_on"),
    ]
    assert len({str(errors) for _name, errors in shown}) == 4
