"""How a unit is reached stands on receipts and papers; without it, the county's own."""

import pytest

from accounts.reach import reach_of, reach_of_intake
from tests.factories import CountyFactory, IntakeWorkerFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory(
        contact_details="Aluekatu 1, puh. 017 000", phone="017 000", on_call_phone="017 112"
    )


def test_a_unit_is_reached_by_its_own_address_and_numbers(county):
    unit = UnitFactory(county=county, address="Katu 3", phone="017 3", opening_hours="ma–pe 9–15")

    assert reach_of(unit, county).words == "Katu 3, puh. 017 3, ma–pe 9–15"


def test_where_the_unit_has_nothing_the_countys_line_stands_in(county):
    assert reach_of(UnitFactory(county=county), county).words == "Aluekatu 1, puh. 017 000"


def test_the_on_call_number_is_the_units_or_else_the_countys(county):
    own = UnitFactory(county=county, on_call_phone="017 999")

    numbers = [reach_of(unit, county).on_call_phone for unit in (own, UnitFactory(county=county))]

    assert numbers == ["017 999", "017 112"]


def test_the_place_of_the_service_on_call_goes_with_its_number(county):
    county.on_call_address = "Päivystyskatu 1"
    own = UnitFactory(county=county, on_call_phone="017 999")
    without = UnitFactory(county=county, on_call_address="Toinen katu 2")

    places = [reach_of(unit, county).on_call_address for unit in (own, without, None)]

    assert places == ["", "Päivystyskatu 1", "Päivystyskatu 1"]


@pytest.mark.parametrize("own", [{}, {"address": "Katu 3"}])
def test_where_the_unit_has_no_phone_the_countys_is_called(county, own):
    assert reach_of(UnitFactory(county=county, **own), county).phone == "017 000"


def test_before_a_case_it_is_the_unit_that_reads_contacts(county):
    UnitFactory(county=county, address="Väärä katu")
    IntakeWorkerFactory(unit=UnitFactory(county=county, address="Oikea katu", phone="017 5"))

    assert reach_of_intake(county).words == "Oikea katu, puh. 017 5"


def test_the_name_of_the_unit_is_no_part_of_it(county):
    unit = UnitFactory(county=county, name_fi="Vapautuvien tiimi", address="Katu 3")

    assert "Vapautuvien" not in reach_of(unit, county).words
