import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps

from accounts.models import Municipality, Organisation
from accounts.reference.load import load_reference_data, rows

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _reference_data():
    load_reference_data(Organisation, Municipality)


def municipality(code: str, day: dt.date = TODAY) -> Municipality:
    return Municipality.objects.on(day).get(code=code)


def everything() -> tuple[list[tuple[object, ...]], ...]:
    return tuple(
        list(model.objects.order_by("pk").values_list()) for model in (Organisation, Municipality)
    )


def test_reference_data_holds_the_counties_and_helsinki():
    codes = set(Organisation.objects.counties().values_list("code", flat=True))

    assert codes == {f"{number:02}" for number in range(1, 22)} | {"90"}


def test_reference_data_holds_the_prisons():
    kuopio = Organisation.objects.prisons().get(code="kuopio")

    assert Organisation.objects.prisons().count() == 27
    assert (kuopio.name_fi, kuopio.name_sv, kuopio.name_en) == (
        "Kuopion vankila",
        "Kuopio fängelse",
        "Kuopio Prison",
    )


def test_every_mainland_municipality_has_a_county_and_aland_has_none():
    now = Municipality.objects.on(TODAY)

    assert now.filter(county__kind=Organisation.Kind.COUNTY).count() == 292
    assert now.filter(county=None).count() == 16
    assert municipality("478").name_sv == "Mariehamn"
    assert municipality("478").county is None


@pytest.mark.parametrize(
    ("code", "county"),
    [("297", "13"), ("091", "90"), ("049", "03"), ("837", "08"), ("785", "19")],
)
def test_municipality_leads_to_its_county(code, county):
    assert municipality(code).county.code == county


def test_former_municipality_says_what_it_became():
    last_day = dt.date(2024, 12, 31)
    pertunmaa = municipality("588", last_day)

    assert pertunmaa.valid_to == last_day
    assert municipality(pertunmaa.merged_into).name_fi == "Mäntyharju"
    assert not Municipality.objects.on(last_day + dt.timedelta(days=1)).filter(code="588").exists()


def test_load_reference_data_twice_changes_nothing():
    before = everything()

    load_reference_data(Organisation, Municipality)

    assert everything() == before


def test_load_reference_data_puts_right_what_differs_and_keeps_the_rest():
    Organisation.objects.filter(code="13").update(name_sv="", contact_details="PL 1")
    Municipality.objects.filter(code="297").update(county=None)
    own = Organisation.objects.create(kind=Organisation.Kind.PARTNER, code="13", name_fi="Oma")

    load_reference_data(Organisation, Municipality)

    pohjois_savo = Organisation.objects.counties().get(code="13")
    own.refresh_from_db()
    assert pohjois_savo.name_sv == "Norra Savolax välfärdsområde"
    assert pohjois_savo.contact_details == "PL 1"
    assert municipality("297").county == pohjois_savo
    assert own.name_fi == "Oma"


def test_migration_loads_the_data():
    Municipality.objects.all().delete()
    Organisation.objects.all().delete()

    import_module("accounts.migrations.0002_load_reference_data").load(apps, None)

    assert Organisation.objects.count() == 22 + 27
    assert Municipality.objects.count() == 308 + 3


@pytest.mark.parametrize("name", ["counties", "prisons", "municipalities"])
def test_files_have_a_finnish_and_a_swedish_name_for_all(name):
    assert [row for row in rows(name) if not (row["fi"].strip() and row["sv"].strip())] == []
