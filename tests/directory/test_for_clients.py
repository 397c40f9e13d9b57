"""What those without an account read of the directory, and what goes on paper."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from networks.directory.cells import MOST_ON_PAPER
from tests.factories import (
    CaseFactory,
    CountyFactory,
    DirectoryOrganisationFactory,
    DirectoryPersonFactory,
    DirectoryServiceFactory,
    UnitFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
PRINT = reverse("networks:services_print")
DAY = dt.timedelta(days=1)


@pytest.fixture
def county():
    return CountyFactory(code="oma")


def public_page(client, county, **query):
    page = reverse("networks:public_services", args=[county.code])
    return client.get(page, {"kieli": "fi"} | query).content.decode()


def test_only_what_is_marked_public_is_shown(client, county):
    of = DirectoryOrganisationFactory(county=county)
    DirectoryServiceFactory(organisation=of, name_fi="Avoin", is_public=True)
    DirectoryServiceFactory(organisation=of, name_fi="Sisäinen")

    page = public_page(client, county)

    assert "Avoin" in page
    assert "Sisäinen" not in page


def test_what_is_over_of_another_county_or_of_one_that_left_is_not_shown(client, county):
    today = timezone.localdate()
    past = {"valid_from": today - 9 * DAY, "valid_until": today - DAY}
    DirectoryServiceFactory(organisation__county=county, name_fi="Ohi", is_public=True, **past)
    left = DirectoryOrganisationFactory(county=county, **past)
    DirectoryServiceFactory(organisation=left, name_fi="Lähtenyt", is_public=True)
    other = DirectoryOrganisationFactory(county=CountyFactory(code="toinen"))
    DirectoryServiceFactory(organisation=other, name_fi="Muualla", is_public=True)

    page = public_page(client, county)

    assert not [word for word in ("Ohi", "Lähtenyt", "Muualla") if word in page]


def test_a_person_is_shown_only_if_marked_and_a_queue_never(client, county):
    service = DirectoryServiceFactory(
        organisation__county=county,
        is_public=True,
        queue="kolme viikkoa",
        queue_told_on=timezone.localdate(),
    )
    DirectoryPersonFactory(organisation=service.organisation, name="Aila", phone="017 1")
    DirectoryPersonFactory(organisation=service.organisation, name="Bertta", is_public=True)

    page = public_page(client, county)

    assert "Bertta" in page
    assert not [word for word in ("Aila", "017 1", "kolme viikkoa") if word in page]


@pytest.mark.parametrize(
    ("language", "name"), [("fi", "Ryhmä"), ("sv", "Grupp"), ("en", "Group"), ("xx", "Ryhmä")]
)
def test_the_page_is_in_the_language_of_its_address(client, county, language, name):
    DirectoryServiceFactory(
        organisation__county=county,
        is_public=True,
        name_fi="Ryhmä",
        name_sv="Grupp",
        name_en="Group",
    )

    assert name in public_page(client, county, kieli=language)


def test_another_language_keeps_the_municipality_that_was_chosen(client, county):
    page = reverse("networks:public_services", args=[county.code])

    shown = public_page(client, county, kunta="297")

    assert f'href="{page}?kieli=sv&amp;kunta=297"' in shown


def test_a_public_page_leaves_nothing_in_the_browser(client, county):
    DirectoryServiceFactory(organisation__county=county, is_public=True)

    public_page(client, county)

    assert not client.cookies


def test_with_one_county_the_way_leads_straight_to_it(client, county):
    DirectoryServiceFactory(organisation__county=county, is_public=True)

    answer = client.get(reverse("networks:public_counties"), {"kieli": "sv"})

    assert answer.url == reverse("networks:public_services", args=["oma"]) + "?kieli=sv"


def test_a_county_that_is_not_there_has_no_page(client, db):
    assert client.get(reverse("networks:public_services", args=["eiole"])).status_code == 404


def test_chosen_services_stand_on_paper_in_the_clients_language(client, county):
    of = DirectoryOrganisationFactory(county=county)
    one = DirectoryServiceFactory(organisation=of, name_fi="Ryhmä", name_sv="Grupp", phone="050 1")
    DirectoryServiceFactory(organisation=of, name_fi="Muu", name_sv="Annat")
    client.force_login(WorkerFactory(unit=UnitFactory(county=county)))

    page = client.get(PRINT, {"palvelu": one.pk, "kieli": "sv"}).content.decode()

    assert '<html lang="sv">' in page
    assert "Grupp" in page
    assert "050 1" in page
    assert "Annat" not in page


def test_paper_names_no_client_and_takes_nothing_else_from_its_address(client, county):
    case = CaseFactory(unit=UnitFactory(county=county))
    service = DirectoryServiceFactory(organisation__county=county)
    client.force_login(case.responsible)

    page = client.get(PRINT, {"palvelu": service.pk, "asia": case.pk, "nimi": "Jani Esimerkki"})

    body = page.content.decode()
    assert not [w for w in (case.client.last_name, case.number, "Jani", "asia=") if w in body]


@pytest.mark.parametrize("keys", [[], ["x"], ["1" * 30], ["1" * 5000], ["-1"], ["²"]])
def test_without_a_service_the_list_asks_to_choose(client, county, keys):
    client.force_login(WorkerFactory(unit=UnitFactory(county=county)))

    answer = client.get(PRINT, {"palvelu": keys}, follow=True)

    assert answer.redirect_chain[0][0] == reverse("networks:directory")
    assert "Valitse ensin palvelut" in answer.content.decode()


def test_no_service_of_another_county_is_printed(client, county):
    other = DirectoryServiceFactory(organisation__county=CountyFactory(code="toinen"))
    client.force_login(WorkerFactory(unit=UnitFactory(county=county)))

    assert client.get(PRINT, {"palvelu": other.pk}).status_code == 302


def test_no_more_services_stand_on_paper_than_somebody_reads(client, county):
    of = DirectoryOrganisationFactory(county=county)
    keys = [DirectoryServiceFactory(organisation=of).pk for _each in range(MOST_ON_PAPER + 1)]
    client.force_login(WorkerFactory(unit=UnitFactory(county=county)))

    shown = client.get(PRINT, {"palvelu": [keys[0], *keys]}).context["services"]

    assert {service.pk for service in shown} == set(keys[:MOST_ON_PAPER])


@pytest.mark.parametrize("address", ["public", "print"])
def test_what_is_told_in_finnish_only_is_marked_as_finnish(client, county, address):
    service = DirectoryServiceFactory(
        organisation__county=county,
        name_fi="Velkaneuvonta",
        name_en="Debt advice",
        what_fi="Neuvoo <veloissa>",
        is_public=True,
    )
    client.force_login(WorkerFactory(unit=UnitFactory(county=county)))
    url = PRINT if address == "print" else reverse("networks:public_services", args=[county.code])

    page = client.get(url, {"palvelu": service.pk, "kieli": "en"}).content.decode()

    assert '<span lang="fi">Neuvoo &lt;veloissa&gt;</span>' in page
    assert '<span lang="fi">Debt' not in page


def test_a_finnish_page_marks_no_language_of_a_text(client, county):
    DirectoryServiceFactory(organisation__county=county, what_fi="Neuvoo", is_public=True)

    page = client.get(reverse("networks:public_services", args=[county.code])).content.decode()

    assert '<span lang="fi">' not in page
