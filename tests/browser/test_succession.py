"""Somebody leaves a network, and somebody leaves the directory, on a desk and on a phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from networks.models import DirectoryDeparture, NetworkMember
from tests.browser.acts import day, heading, saved
from tests.browser.conftest import DESKTOP, PHONE, expect_accessible
from tests.browser.forms import send, write
from tests.browser.scene import make_people
from tests.factories import (
    CaseFactory,
    DirectoryOrganisationFactory,
    DirectoryPersonFactory,
    NetworkMemberFactory,
)

on_each = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
WHO, WHOSE = "Kati Lähtevä", "Velkaneuvonta"


@pytest.fixture
def people(live_server):
    return make_people()


def case_of(worker):
    case = CaseFactory(responsible=worker, unit=worker.unit_memberships.get().unit)
    NetworkMemberFactory(case=case, name=WHO, organisation_name=WHOSE)
    return case


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    expect_accessible(page)


@on_each
def test_a_leaving_ahead_stays_open_until_somebody_follows(page, people, sign_in, size):
    case = case_of(people["worker"])
    page.set_viewport_size(size)
    sign_in(page, people["worker"])
    member = NetworkMember.objects.get()

    page.goto(reverse("networks:member_end", args=[member.pk]))
    write(page, {"Lähtee tai lähti verkostosta": day(20), "Syy": "Vaihtaa työtä"})
    fits(page)
    send(page, "Kirjaa lähtö")
    page.goto(case.get_absolute_url())
    expect(page.locator("#leaving")).to_contain_text(f"{WHO} lähtee {day(20)}")
    fits(page)
    page.locator("#leaving").get_by_role("link").click()
    write(page, {"Jatkajaa ei tarvita, koska": "Velat on järjestelty"})
    fits(page)
    send(page, "Tallenna")
    saved(page, "on kirjattu")

    page.goto(case.get_absolute_url())
    expect(page.locator("#leaving")).to_have_count(0)


@on_each
def test_a_departure_from_the_directory_is_told_in_one_press(page, people, sign_in, size):
    county = people["administrator"].organisation
    organisation = DirectoryOrganisationFactory(county=county, name_fi=WHOSE)
    DirectoryPersonFactory(organisation=organisation, name=WHO)
    case = case_of(people["worker"])
    page.set_viewport_size(size)

    sign_in(page, people["administrator"])
    page.goto(reverse("networks:directory_organisation", args=[organisation.pk]))
    page.locator("a[href$='/lahtee/']", has_text=WHO).click()
    heading(page, f"Lähtee: {WHO}")
    write(page, {"Viimeinen päivä": day(20), "Syy": "Vaihtaa työtä"})
    fits(page)
    send(page, "Merkitse lähtö ja kerro tiimeille")
    saved(page, "Lähtö on merkitty hakemistoon")
    fits(page)

    sign_in(page, people["worker"])
    page.goto(case.get_absolute_url())
    expect(page.locator("#leaving")).to_contain_text(f"{WHO} lähtee {day(21)}")
    sign_in(page, people["supervisor"])
    page.goto(reverse("caseload:dashboard"))
    row = page.get_by_role("row", name=WHO)
    expect(row).to_contain_text("1")
    fits(page)
    row.get_by_role("link").click()
    expect(page.get_by_role("row", name="Vapautuvien tiimi")).to_contain_text("1")
    fits(page)

    sign_in(page, people["administrator"])
    page.goto(DirectoryDeparture.objects.get().get_absolute_url())
    page.get_by_role("link", name="Kerrottu vahingossa").click()
    heading(page, f"Ei lähdekään: {WHO}")
    write(page, {"Miksi lähtö perutaan": "Kerrottiin väärästä henkilöstä"})
    fits(page)
    send(page, "Peru lähtö")
    saved(page, "Lähtö peruttiin, ja tiimeille kerrottiin siitä")
    fits(page)
    sign_in(page, people["worker"])
    page.goto(case.get_absolute_url())
    expect(page.locator("#leaving")).to_have_count(0)
