"""Help, accessibility statement and privacy notice are read by anybody, in three languages."""

import re

import pytest
from django.test import Client as Browser
from django.urls import reverse

from audit.models import AuditEvent
from tests.factories import CountyFactory, IntakeWorkerFactory, UnitFactory, WorkerFactory

pytestmark = pytest.mark.django_db
PAGES = ["caseload:help", "caseload:accessibility", "caseload:privacy"]
TITLES = {
    "fi": ["Ohjeet", "Saavutettavuusseloste", "Tietosuoja ja käyttöloki"],
    "sv": ["Anvisningar", "Tillgänglighetsutlåtande", "Dataskydd och användningslogg"],
    "en": ["Instructions", "Accessibility statement", "Data protection and access log"],
}
OTHERS = {"fi": ["välfärdsområde", "county"], "sv": ["hyvinvointialue", "county"]}
OTHERS["en"] = ["hyvinvointialue", "välfärdsområde"]
CASES = [
    (page, language, title)
    for language, titles in TITLES.items()
    for page, title in zip(PAGES, titles, strict=True)
]


def read(browser: Browser, page: str, language: str = "fi") -> str:
    response = browser.get(f"{reverse(page)}?kieli={language}")
    assert response.status_code == 200
    return response.content.decode()


def main_of(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


@pytest.mark.parametrize(("page", "language", "title"), CASES)
def test_anybody_reads_each_page_in_the_language_of_its_address(client, page, language, title):
    html = read(client, page, language)

    assert f'<html lang="{language}">' in html
    assert f"<h1>{title}</h1>" in html
    assert [word for word in OTHERS[language] if word in main_of(html)] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_languages_say_the_same_under_the_same_number_of_headings(client, page):
    counts = {language: main_of(read(client, page, language)).count("<h2>") for language in TITLES}

    assert len(set(counts.values())) == 1


@pytest.mark.parametrize("language", TITLES)
@pytest.mark.parametrize("page", ["referrals:public_form", "account_login"])
def test_every_foot_leads_to_the_pages_in_its_language(client, settings, page, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    html = read(client, page, language)

    found = re.findall(r'href="(/[^"]+)"', html[html.index("<footer") :])
    wanted = [f"{reverse(each)}?kieli={language}" for each in PAGES]
    assert found == wanted


def test_a_worker_finds_them_in_the_foot_and_reads_them_signed_in(client):
    client.force_login(WorkerFactory())

    assert reverse("caseload:privacy") in read(client, "caseload:my_work")
    assert "<h1>Tietosuoja ja käyttöloki</h1>" in read(client, "caseload:privacy")


@pytest.mark.parametrize("page", PAGES)
def test_the_counties_that_receive_contacts_are_named_with_their_numbers(client, page):
    unit = UnitFactory(phone="029 555 0100")
    IntakeWorkerFactory(unit=unit)

    html = main_of(read(client, page))

    assert unit.county.name in html
    assert "029 555 0100" in html


def test_they_are_read_in_as_many_queries_however_many_counties_receive_contacts(
    client, django_assert_num_queries
):
    for number in range(3):
        IntakeWorkerFactory(unit=UnitFactory(county=CountyFactory(code=f"alue-{number}")))

    for page in PAGES:
        # Two, and the savepoint around them.
        with django_assert_num_queries(4):
            read(client, page)


def test_the_statement_has_the_address_for_feedback_where_there_is_one(client, settings):
    assert "mailto:" not in read(client, "caseload:accessibility")
    settings.FEEDBACK_EMAIL = "palaute@example.invalid"

    assert "mailto:palaute@example.invalid" in read(client, "caseload:accessibility")


@pytest.mark.parametrize("language", TITLES)
def test_the_statement_says_where_to_complain_and_in_how_many_days_one_gets_an_answer(
    client, language
):
    html = main_of(read(client, "caseload:accessibility", language))

    assert [word for word in ("306/2019", "14", "Traficom", "WCAG") if word not in html] == []


def test_reading_them_leaves_no_cookie_and_no_trace(client):
    for page in PAGES:
        read(client, page)

    assert not client.cookies
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("page", PAGES)
def test_they_are_only_read(client, page):
    assert client.post(reverse(page)).status_code == 405
