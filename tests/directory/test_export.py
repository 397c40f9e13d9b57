"""The directory as a file: formulas are text, and what was taken out comes back unchanged."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import AuditEvent
from networks.directory.csv_cells import as_text, from_text
from networks.models import DirectoryImport, DirectoryService
from tests.directory.files import bring, rows_of, taken_out
from tests.factories import (
    CountyFactory,
    DirectoryOrganisationFactory,
    DirectoryServiceFactory,
    MunicipalityFactory,
    UserFactory,
)

FORMULAS = ["=1+1", "+358 40 1", "-2", "@SUM(A1)", "'=1+1", "''@x", "'sanoi'", "=cmd|' /C calc'!A0"]


@pytest.fixture
def county(db):
    return CountyFactory()


@pytest.fixture
def administrator(county, client, db):
    user = UserFactory(is_superuser=True, organisation=county)
    client.force_login(user)
    return user


@settings(suppress_health_check=list(HealthCheck))
@given(st.text(alphabet="=+-@\t\r'a 1", max_size=6))
def test_a_cell_is_never_a_formula_and_comes_back_as_it_was(text):
    cell = as_text(text)

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert from_text(cell) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_text_in_the_file_and_is_read_back_unchanged(
    client, county, administrator, text
):
    of = DirectoryOrganisationFactory(county=county, name_fi=f"{text} ry")
    DirectoryServiceFactory(organisation=of, name_fi=text, phone=text[:40], what_fi=text)

    out = taken_out(client)
    [row] = rows_of(out)
    page = bring(client, out)

    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row.values())
    assert (page.context["found"].changes, page.context["found"].faults) == ([], [])


def test_all_that_a_row_has_comes_back(client, county, administrator):
    MunicipalityFactory(county=county, code="990", name_fi="Esimerkkilä")
    of = DirectoryOrganisationFactory(
        county=county,
        name_sv="Sällskap",
        name_en="Society",
        kind="public",
        authority="1.5",
        municipalities=["990"],
        valid_until="2099-12-31",
    )
    DirectoryServiceFactory(
        organisation=of,
        what_fi='Rivi\ntoinen; ja "lainaus"',
        for_whom_sv="för alla",
        languages=["fi", "sgn"],
        email="a@example.invalid",
        web="https://example.invalid/a?b=c",
        visiting="comes",
        hours_en="Mon–Fri",
        in_prison="agreed",
        queue="viikko",
        queue_told_on="2026-11-01",
        is_public=True,
    )
    out = taken_out(client)

    page = bring(client, out)

    assert page.context["found"].unchanged == 2
    assert page.context["found"].faults == []
    [row] = rows_of(out)
    assert (row["viranomainen"], row["kunnat"], row["kielet"], row["julkinen"]) == (
        "Päihde- ja riippuvuuspalvelut",
        "Esimerkkilä",
        "suomi, viittomakieli",
        "kyllä",
    )


def test_the_file_is_the_same_in_every_language(client, county, administrator):
    DirectoryServiceFactory(organisation__county=county, languages=["sv"])
    finnish = taken_out(client)
    administrator.language = "sv"
    administrator.save()

    assert taken_out(client) == finnish


def test_taking_it_out_is_logged(client, administrator):
    taken_out(client)

    assert AuditEvent.objects.filter(action="directory.exported").count() == 1


def test_no_row_of_another_county_is_in_the_file(client, county, administrator):
    DirectoryServiceFactory(organisation__county=CountyFactory(code="toinen"), name_fi="Muualla")

    assert "Muualla" not in taken_out(client)
    assert DirectoryService.objects.count() == 1
    assert not DirectoryImport.objects.exists()
