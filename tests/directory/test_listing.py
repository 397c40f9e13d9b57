"""The list of services: what it finds, what it says of old facts, and what it costs."""

import datetime as dt

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from networks.models.directory_service import stale_before
from tests.factories import (
    CountyFactory,
    DirectoryOrganisationFactory,
    DirectoryPersonFactory,
    DirectoryServiceFactory,
    MunicipalityFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)
from tests.html_tree import tree_of

pytestmark = pytest.mark.django_db
PAGE = reverse("networks:directory")
DAY = dt.timedelta(days=1)


@pytest.fixture
def county(client):
    county = CountyFactory()
    client.force_login(WorkerFactory(unit=UnitFactory(county=county)))
    return county


def found(client, **query):
    return [row.name_fi for row in client.get(PAGE, query).context["table"].page]


def test_each_choice_narrows_the_list(client, county):
    MunicipalityFactory(county=county, code="297", name_fi="Kuopio")
    of = DirectoryOrganisationFactory(county=county, kind="public", municipalities=["297"])
    elsewhere = DirectoryOrganisationFactory(county=county, municipalities=["140"])
    DirectoryServiceFactory(
        organisation=of,
        name_fi="Velkaneuvonta",
        what_sv="skulder",
        access="referral",
        languages=["sv"],
        in_prison="agreed",
    )
    DirectoryServiceFactory(organisation=elsewhere, name_fi="Päiväkeskus", languages=["fi"])

    assert len(found(client)) == 2
    assert found(client, sana="VELKA") == ["Velkaneuvonta"]
    assert found(client, sana="skuld") == ["Velkaneuvonta"]
    assert found(client, kunta="297") == ["Velkaneuvonta"]
    assert found(client, laji="public") == ["Velkaneuvonta"]
    assert found(client, saaminen="low") == ["Päiväkeskus"]
    assert found(client, palvelukieli="sv") == ["Velkaneuvonta"]
    assert found(client, vankila="tulee") == ["Velkaneuvonta"]


def test_who_serves_the_whole_county_is_found_in_each_municipality(client, county):
    DirectoryServiceFactory(organisation__county=county, name_fi="Puhelinneuvonta")

    assert found(client, kunta="297") == ["Puhelinneuvonta"]


def test_a_service_is_stale_when_it_was_checked_over_six_months_ago(client, county):
    of = DirectoryOrganisationFactory(county=county)
    DirectoryServiceFactory(organisation=of, name_fi="Juuri vielä", checked_on=stale_before())
    DirectoryServiceFactory(organisation=of, name_fi="Vanha", checked_on=stale_before() - DAY)

    assert found(client, tarkistus="vanhentuneet") == ["Vanha"]
    assert client.get(PAGE).content.decode().count("yli puoli vuotta sitten</span>") == 1


def test_an_old_fact_is_said_in_words_on_the_page_of_its_organisation(client, county):
    service = DirectoryServiceFactory(organisation__county=county, checked_on=stale_before() - DAY)

    page = client.get(
        reverse("networks:directory_organisation", args=[service.organisation_id])
    ).content.decode()

    assert "yli puoli vuotta sitten: varmista" in page


def test_what_is_over_or_to_come_is_listed_only_when_asked_for(client, county):
    today, of = timezone.localdate(), DirectoryOrganisationFactory(county=county)
    DirectoryServiceFactory(
        organisation=of, name_fi="Ohi", valid_from=today - 9 * DAY, valid_until=today - DAY
    )
    DirectoryServiceFactory(organisation=of, name_fi="Viimeistä päivää", valid_until=today)
    DirectoryServiceFactory(organisation=of, name_fi="Tulossa", valid_from=today + DAY)
    to_come = DirectoryOrganisationFactory(county=county, valid_from=today + DAY)
    DirectoryServiceFactory(organisation=to_come, name_fi="Tulevan")

    assert found(client) == ["Viimeistä päivää"]
    assert found(client, aika="paattyneet") == ["Ohi"]
    assert sorted(found(client, aika="tulevat")) == ["Tulevan", "Tulossa"]


@pytest.mark.parametrize("word", ["\x00", "x" * 101, "%", "_", "'", "(["])
def test_a_word_that_means_something_to_a_program_means_itself(client, county, word):
    DirectoryServiceFactory(organisation__county=county, name_fi="Palvelu")

    assert client.get(PAGE, {"sana": word}).status_code == 200
    if len(word) < 100 and word != "\x00":
        assert found(client, sana=word) == []


def queries(client, page):
    client.get(page)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        client.get(page)
    return len(caught)


def test_the_list_costs_the_same_whatever_its_length(client, county):
    DirectoryServiceFactory(organisation__county=county)
    one = queries(client, PAGE)
    for _each in range(5):
        DirectoryServiceFactory(organisation__county=county)

    assert queries(client, PAGE) == one
    assert one <= 14


def test_an_entry_costs_the_same_however_much_there_is(client, county):
    of = DirectoryOrganisationFactory(county=county)
    page = reverse("networks:directory_organisation", args=[of.pk])
    DirectoryServiceFactory(organisation=of)
    DirectoryPersonFactory(organisation=of)
    one = queries(client, page)
    for _each in range(4):
        DirectoryServiceFactory(organisation=of)
        DirectoryPersonFactory(organisation=of)

    assert queries(client, page) == one
    assert one <= 14


def test_every_organisation_without_a_service_is_reached(client, county):
    client.force_login(UserFactory(is_superuser=True, organisation=county))
    for _each in range(51):
        DirectoryOrganisationFactory(county=county)

    first, second = client.get(PAGE), client.get(PAGE, {"ilman": "2"})

    assert len(first.context["without_service"]) == 50
    assert "?ilman=2#without" in first.content.decode()
    assert len(second.context["without_service"]) == 1


def test_a_page_has_fifty_rows(client, county):
    of = DirectoryOrganisationFactory(county=county)
    for _each in range(51):
        DirectoryServiceFactory(organisation=of)

    assert len(found(client)) == 50
    assert len(found(client, page="2")) == 1


def test_what_is_ticked_stays_ticked_over_the_next_search(client, county):
    ticked = DirectoryServiceFactory(organisation__county=county, name_fi="Velkaneuvonta")
    DirectoryServiceFactory(organisation__county=county, name_fi="Päiväkeskus")

    sent = {"muista": "kaikki", "sana": "päivä", "palvelu": ticked.pk}
    page = tree_of(client.get(PAGE, sent, follow=True).text)

    boxes = [box for box in page.all("input") if box.attributes.get("name") == "palvelu"]
    assert [
        (box.attributes["value"], "checked" in box.attributes)
        for box in boxes
        if box.attributes["value"] == str(ticked.pk)
    ] == [(str(ticked.pk), True)]
    assert len(boxes) == 2


def test_what_is_ticked_stands_once_on_the_page(client, county):
    ticked = DirectoryServiceFactory(organisation__county=county)

    page = client.get(PAGE, {"palvelu": ticked.pk}).text

    assert page.count(f'name="palvelu" value="{ticked.pk}"') == 1


@pytest.mark.parametrize("keys", [["x"], ["9" * 30], ["²"], ["-1"]])
def test_a_tick_that_names_nothing_is_passed_over(client, county, keys):
    DirectoryServiceFactory(organisation__county=county)

    assert client.get(PAGE, {"palvelu": keys}).context["chosen"] == []


def test_a_service_of_another_county_is_not_among_the_chosen(client, county):
    other = DirectoryServiceFactory(organisation__county=CountyFactory(code="toinen"))

    assert client.get(PAGE, {"palvelu": other.pk}).context["chosen"] == []


def test_services_stand_by_name_whoever_gives_them(client, county):
    for name, whose in (("Velkaneuvonta", "Aamu ry"), ("Päiväkeskus", "Ilta ry")):
        organisation = DirectoryOrganisationFactory(county=county, name_fi=whose)
        DirectoryServiceFactory(organisation=organisation, name_fi=name)

    assert found(client) == ["Päiväkeskus", "Velkaneuvonta"]


def test_in_swedish_the_swedish_names_are_in_order(client, county):
    for name_fi, name_sv in (("Aamu", "Öppet"), ("Ilta", "Dagcenter"), ("Kuu", "")):
        DirectoryServiceFactory(organisation__county=county, name_fi=name_fi, name_sv=name_sv)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "sv"

    assert found(client) == ["Ilta", "Kuu", "Aamu"]
