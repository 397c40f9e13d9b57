"""The source of a fact that came with a contact is whoever told it, not whoever wrote it down."""

import pgtrigger
import pytest

from cases.models import CustodyFact
from referrals.models import Referral
from referrals.proposals import source_of
from tests.factories import PrisonFactory, ReferralFactory, TriageFactory

pytestmark = pytest.mark.django_db


def rewrite(**told: object) -> None:
    """As if the contact had been sent so: the county's log form and the public one have tests."""
    with pgtrigger.ignore("referrals.Referral:referral_kept"):
        Referral.objects.update(**told)


def opened_from(**told: object) -> CustodyFact:
    ReferralFactory(facility=PrisonFactory(code="kuopio"))
    rewrite(**told)
    TriageFactory(referral=Referral.objects.get())
    return CustodyFact.objects.get()


@pytest.mark.parametrize(
    ("made_by", "source"), [("client", "client"), ("close_person", "close_person")]
)
@pytest.mark.parametrize("channel", ["phone", "letter", "visit", "public"])
def test_who_called_is_the_source_and_no_employee_of_the_county(made_by, source, channel):
    fact = opened_from(made_by=made_by, channel=channel, contact_name="Sari Usvakallio")

    assert (fact.source, fact.source_detail) == (source, "Sari Usvakallio")


def test_an_officer_who_sent_the_form_is_named_with_the_prison():
    referral = ReferralFactory(facility=PrisonFactory(code="kuopio"))
    TriageFactory(referral=referral)

    fact = CustodyFact.objects.get()
    assert fact.source == "sender"
    assert fact.source_detail.endswith(referral.sender_organisation.name_fi)


def test_what_a_caller_proposes_is_not_said_to_come_from_the_county():
    referral = ReferralFactory()
    rewrite(made_by="client", channel="phone", contact_name="Sari Usvakallio")

    house = referral.sender_organisation.name_fi
    assert house not in source_of(Referral.objects.get())
    assert "Sari Usvakallio, Henkilö itse" in source_of(Referral.objects.get())
