"""A file that renames: no row takes the name that another still has."""

import pytest

from networks.models import DirectoryImport
from tests.directory.files import bring, faults, save, table
from tests.factories import (
    CountyFactory,
    DirectoryOrganisationFactory,
    DirectoryServiceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
HEAD = ("organisaation numero", "organisaatio", "palvelun numero", "palvelu")


@pytest.fixture
def of(client):
    county = CountyFactory()
    client.force_login(UserFactory(is_superuser=True, organisation=county))
    return DirectoryOrganisationFactory(county=county, name_fi="O")


@pytest.mark.parametrize(
    ("names", "faulty"), [(("B", "C"), [2]), (("C", "A"), [3]), (("B", "A"), [2, 3])]
)
def test_a_service_does_not_take_a_name_that_another_gives_up(client, of, names, faulty):
    services = [DirectoryServiceFactory(organisation=of, name_fi=name) for name in "AB"]
    rows = [[of.pk, "O", s.pk, name] for s, name in zip(services, names, strict=True)]

    page = bring(client, table(*rows, head=HEAD))

    assert faults(page) == [(line, "palvelu") for line in faulty]
    assert "omassa tiedostossaan" in page.content.decode()


def test_an_organisation_does_not_take_a_name_that_another_gives_up(client, of):
    other = DirectoryOrganisationFactory(county=of.county, name_fi="P")
    rows = [[of.pk, "P", "", ""], [other.pk, "Q", "", ""]]

    assert faults(bring(client, table(*rows, head=HEAD))) == [(2, "organisaatio")]


def test_another_writing_of_its_own_name_is_no_other_name(client, of):
    bring(client, table([of.pk, "o", "", ""], head=HEAD))

    assert save(client).status_code == 302
    of.refresh_from_db()
    assert of.name_fi == "o"


def test_in_two_files_the_name_goes_over(client, of):
    one, other = [DirectoryServiceFactory(organisation=of, name_fi=name) for name in "AB"]
    for service, name in ((other, "C"), (one, "B")):
        bring(client, table([of.pk, "O", service.pk, name], head=HEAD))
        save(client)

    one.refresh_from_db()
    assert one.name_fi == "B"
    assert DirectoryImport.objects.count() == 2
