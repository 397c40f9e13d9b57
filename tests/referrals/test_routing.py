"""The county of a municipality on a day, through mergers."""

import datetime as dt

import pytest

from accounts.models import Municipality
from referrals.routing import county_of, present
from tests.factories import CountyFactory

pytestmark = pytest.mark.django_db
BEFORE, MERGED, AFTER = dt.date(2026, 6, 1), dt.date(2027, 1, 1), dt.date(2027, 6, 1)


def municipality(code: str, county: str, **more: object) -> Municipality:
    return Municipality.objects.create(
        code=code,
        name_fi=f"Kunta {code}",
        county=CountyFactory(code=county),
        **{"valid_from": dt.date(2020, 1, 1), **more},
    )


def merged(code: str, county: str, into: str) -> Municipality:
    return municipality(code, county, valid_to=MERGED - dt.timedelta(days=1), merged_into=into)


def test_municipality_belongs_to_its_county():
    here = municipality("901", "oma")

    assert county_of(here, BEFORE) == here.county


def test_merged_municipality_leads_to_what_it_became():
    old = merged("901", "oma", into="902")
    new = municipality("902", "muu")

    assert county_of(old, BEFORE) == old.county
    assert present(old, AFTER) == new
    assert county_of(old, AFTER) == new.county


def test_chain_of_mergers_is_followed_to_its_end():
    first = merged("901", "oma", into="902")
    merged("902", "oma", into="903")
    last = municipality("903", "muu")

    assert present(first, AFTER) == last


def test_municipality_that_changed_county_is_that_of_the_day():
    old = municipality("901", "oma", valid_to=MERGED - dt.timedelta(days=1))
    new = municipality("901", "muu", valid_from=MERGED)

    assert county_of(old, AFTER) == new.county
    assert county_of(new, BEFORE) == old.county


@pytest.mark.parametrize("into", ["", "904", "901"])
def test_what_leads_nowhere_is_nobodys(into):
    old = merged("901", "oma", into=into)

    assert county_of(old, AFTER) is None
