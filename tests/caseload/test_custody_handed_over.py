"""What is known of custody goes along with a case: nobody asks for the day of release anew."""

import datetime as dt

import pytest

from cases.actions.custody import record_custody
from cases.models import CustodyFact, HandoverPart
from tests.caseload.test_handing_over import accept
from tests.factories import CaseFactory, CaseHandoverFactory, ClientFactory, CustodyFactFactory
from timing.models import Due

pytestmark = pytest.mark.django_db
CODE = "010180-9004"
RELEASE = dt.date(2027, 3, 9)


def custody(case, release_on=RELEASE, **more):
    told = {"source": "prison_service", "source_detail": "Kati Savela", "return_kind": "breach"}
    fact = CustodyFactFactory(case=case, release_on=release_on, **told | more)
    record_custody(fact=fact, by=case.responsible)


def offered(parts=(HandoverPart.CUSTODY,), **more):
    case = CaseFactory(client=ClientFactory(identity_code=CODE))
    custody(case, **more)
    return CaseHandoverFactory(case=case, parts=list(parts))


def test_the_new_case_begins_with_the_day_of_release_and_who_told_it():
    handover = offered(told_on=dt.date(2026, 11, 2))

    fact = CustodyFact.objects.get(case=accept(handover))

    county = handover.case.county.name
    assert (fact.release_on, fact.told_on, fact.source, fact.source_detail) == (
        RELEASE,
        dt.date(2026, 11, 2),
        "prison_service",
        f"{county}: Kati Savela",
    )


def test_what_brought_the_client_back_inside_stays_in_the_former_case():
    assert CustodyFact.objects.get(case=accept(offered())).return_kind == ""


def test_the_release_is_counted_from_at_once_in_the_new_case():
    case = accept(offered())

    assert Due.objects.present().filter(case_id=case.pk, day=RELEASE).exists()


def test_custody_that_was_not_chosen_does_not_go_along():
    assert not CustodyFact.objects.filter(case=accept(offered(parts=()))).exists()


def test_custody_goes_along_as_it_was_when_it_was_offered():
    handover = offered()
    custody(handover.case, release_on=dt.date(2027, 8, 1))

    assert CustodyFact.objects.get(case=accept(handover)).release_on == RELEASE


def test_a_case_that_is_open_there_keeps_its_own_day_of_release():
    handover = offered()
    there = CaseFactory(
        client=ClientFactory(county=handover.to_county, identity_code=CODE),
        unit=handover.to_county.units.get(),
    )

    assert accept(handover) == there
    assert not CustodyFact.objects.filter(case=there).exists()
