"""A member's organisation is one of the directory where the name is, and free text elsewhere."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from networks.members.actions.changing import edit_member
from tests.factories import (
    CaseFactory,
    CountyFactory,
    DirectoryOrganisationFactory,
    NeedFactory,
    NetworkMemberFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return CaseFactory()


def listed(case, **values):
    return DirectoryOrganisationFactory(
        county=case.county, name_fi="Kotimatka ry", name_sv="Kotimatka rf", **values
    )


@pytest.mark.parametrize("written", ["Kotimatka ry", "kotimatka RY", "Kotimatka rf"])
def test_a_name_of_the_directory_is_a_key(case, written):
    organisation = listed(case)

    member = NetworkMemberFactory(case=case, organisation_name=written)

    assert member.organisation == organisation
    assert member.organisation_name == written


def test_any_other_name_stays_free_text(case):
    listed(case)

    assert NetworkMemberFactory(case=case, organisation_name="Kirpputori").organisation is None


def test_an_organisation_of_another_county_or_one_that_left_is_not_meant(case):
    past = timezone.localdate() - dt.timedelta(days=9)
    listed(case, valid_from=past, valid_until=past)
    DirectoryOrganisationFactory(county=CountyFactory(code="toinen"), name_fi="Muu ry")

    members = [
        NetworkMemberFactory(case=case, organisation_name=name)
        for name in ("Kotimatka ry", "Muu ry")
    ]

    assert [member.organisation for member in members] == [None, None]


def test_a_name_that_is_changed_changes_the_key(case):
    organisation = listed(case)
    member = NetworkMemberFactory(case=case, organisation_name="Kirpputori")

    edit_member(
        member=member,
        seen=1,
        values={"organisation_name": "Kotimatka ry"},
        by=case.responsible,
    )
    member.refresh_from_db()
    assert member.organisation == organisation

    edit_member(member=member, seen=2, values={"organisation_name": "Muu"}, by=case.responsible)
    member.refresh_from_db()
    assert member.organisation is None


def test_the_form_offers_the_names_of_the_directory(client, case):
    listed(case)
    DirectoryOrganisationFactory(county=CountyFactory(code="toinen"), name_fi="Muu ry")
    client.force_login(case.responsible)

    page = client.get(reverse("networks:member_add", args=[case.pk])).content.decode()

    assert '<option value="Kotimatka ry">' in page
    assert "Muu ry" not in page
    assert 'list="listed-organisations"' in page


def test_the_network_leads_to_the_organisation(client, case):
    organisation = listed(case)
    NetworkMemberFactory(case=case, organisation_name="Kotimatka ry")
    client.force_login(case.responsible)

    page = client.get(reverse("networks:network", args=[case.pk])).content.decode()

    assert reverse("networks:directory_organisation", args=[organisation.pk]) in page


def test_who_provides_a_service_is_offered_from_the_directory(client, case):
    listed(case)
    need = NeedFactory(case=case)
    client.force_login(case.responsible)

    page = client.get(reverse("continuity:service_add", args=[need.pk])).content.decode()

    assert '<option value="Kotimatka ry">' in page
