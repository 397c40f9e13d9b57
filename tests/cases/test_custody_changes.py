"""What a new fact changed is said in words, and nothing is said of what stayed."""

import datetime as dt

import pytest

from cases.custody_changes import changes, moved
from cases.models import CustodyFact
from tests.factories import CustodyFactFactory, PrisonFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2027, 1, 12)


def fact(**values):
    return CustodyFactFactory(**({"case": None, "release_on": DAY} | values))


UNKNOWN = {"release_on": None, "release_certainty": "unknown"}


@pytest.mark.parametrize(
    ("former", "now", "words"),
    [
        (
            {},
            {"release_on": dt.date(2027, 1, 26)},
            ["Vapautuminen siirtyi 14 päivää myöhemmäksi: 12.1. → 26.1.2027"],
        ),
        (
            {},
            {"release_on": dt.date(2026, 12, 31)},
            ["Vapautuminen siirtyi 12 päivää aikaisemmaksi: 12.1.2027 → 31.12.2026"],
        ),
        (
            {"release_certainty": "estimated"},
            {},
            ["Vapautumispäivä on sama, varmuus arvio → vahvistettu"],
        ),
        (UNKNOWN, {}, ["Vapautumispäivä selvisi: 12.1.2027 (vahvistettu)"]),
        ({}, UNKNOWN, ["Vapautumispäivä 12.1.2027 ei enää pidä, eikä uutta tiedetä"]),
        ({"custody_kind": "remand"}, {}, ["Vankeuden laji: Tutkintavankeus → Vankeusrangaistus"]),
        (
            {"custody_started_on": None},
            {},
            ["Selvisi, milloin vankeus alkoi: 2.1.2026"],
        ),
        (
            {"release_kind": ""},
            {"release_kind": "end_of_sentence"},
            ["Vapautumisen laji: ei tiedossa → Rangaistus suoritettu"],
        ),
        ({}, {}, ["Mikään ei muuttunut: sama kerrottiin uudelleen"]),
        (UNKNOWN, UNKNOWN, ["Mikään ei muuttunut: sama kerrottiin uudelleen"]),
    ],
)
def test_words_of(former, now, words):
    assert changes(fact(**former), fact(**now)) == words


def test_first_fact_changes_nothing():
    assert changes(None, fact()) == []


def test_another_prison_is_named_with_the_former():
    one = PrisonFactory(code="yksi", name_fi="Sukevan vankila")
    other = PrisonFactory(code="toinen", name_fi="Kuopion vankila")

    assert changes(fact(facility=one), fact(facility=other)) == [
        "Siirretty toiseen vankilaan: Sukevan vankila → Kuopion vankila"
    ]
    assert changes(fact(facility=one), fact(facility=None)) == ["Ei enää: Sukevan vankila"]
    assert changes(fact(facility=None), fact(facility=one)) == ["Vankilassa: Sukevan vankila"]


def test_one_day_is_said_in_the_singular():
    assert moved(DAY, DAY + dt.timedelta(days=1)).startswith("Vapautuminen siirtyi 1 päivän")


def test_model_knows_when_the_release_moves():
    assert CustodyFact(case_id=1, pk=1, release_on=DAY).moves_release is False
