"""The county of a municipality on a day, through mergers; and who is told there."""

import datetime as dt

import pytest

from accounts.models import Municipality
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from referrals.exchange.actions import add_information
from referrals.models import CustodyReport
from referrals.moving.actions.custody_reports import report_custody
from referrals.routing import county_of, is_received, present
from tests.factories import (
    CountyFactory,
    IntakeWorkerFactory,
    ReferralFactory,
    SupervisorFactory,
    TriageFactory,
    UnitFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
BEFORE, MERGED, AFTER = dt.date(2026, 6, 1), dt.date(2027, 1, 1), dt.date(2027, 6, 1)


def municipality(code: str, county: str, **more: object) -> Municipality:
    return Municipality.objects.create(
        code=code,
        name_fi=f"Kunta {code}",
        county=CountyFactory(code=county),
        **{"valid_from": dt.date(2020, 1, 1), **more},
    )


def merged(code: str, county: str, into: str) -> Municipality:
    return municipality(code, county, valid_to=MERGED - dt.timedelta(days=1), merged_into=into)


def test_municipality_belongs_to_its_county():
    here = municipality("901", "oma")

    assert county_of(here, BEFORE) == here.county


def test_merged_municipality_leads_to_what_it_became():
    old = merged("901", "oma", into="902")
    new = municipality("902", "muu")

    assert county_of(old, BEFORE) == old.county
    assert present(old, AFTER) == new
    assert county_of(old, AFTER) == new.county


def test_chain_of_mergers_is_followed_to_its_end():
    first = merged("901", "oma", into="902")
    merged("902", "oma", into="903")
    last = municipality("903", "muu")

    assert present(first, AFTER) == last


def test_municipality_that_changed_county_is_that_of_the_day():
    old = municipality("901", "oma", valid_to=MERGED - dt.timedelta(days=1))
    new = municipality("901", "muu", valid_from=MERGED)

    assert county_of(old, AFTER) == new.county
    assert county_of(new, BEFORE) == old.county


@pytest.mark.parametrize("into", ["", "904", "901"])
def test_what_leads_nowhere_is_nobodys(into):
    old = merged("901", "oma", into=into)

    assert county_of(old, AFTER) is None


def test_county_whose_only_intake_role_was_left_behind_in_another_county_receives_nothing():
    county = CountyFactory(code="uusi")
    moved = IntakeWorkerFactory(unit=UnitFactory(county=CountyFactory(code="vanha")))
    moved.organisation = county
    moved.save()

    assert not is_received(county.pk)
    ReferralFactory(county=county)
    assert not Notice.objects.filter(receiver=moved).exists()


def test_what_a_sender_tells_of_a_case_does_not_go_to_a_worker_who_has_left_the_county():
    unit = UnitFactory(county=CountyFactory(code="vanha"))
    worker, leader, gone = WorkerFactory(unit=unit), *SupervisorFactory.create_batch(2, unit=unit)
    triage = TriageFactory(unit=unit, responsible=worker)
    for user in (gone, worker):
        user.organisation = CountyFactory(code="uusi")
        user.save()
    contact = triage.referral

    report = CustodyReport(referral=contact, release_on=AFTER, release_certainty="official")
    report_custody(report=report, by=contact.holder)
    add_information(referral=contact, text="Lisää.", files=[], by=contact.holder)

    told = Notice.objects.filter(cancelled_at=None)
    reported = told.filter(kind=NoticeKind.CUSTODY_REPORTED)
    assert [notice.receiver for notice in reported] == [leader]
    answered = told.filter(kind=NoticeKind.REFERRAL_ANSWERED)
    assert [notice.receiver for notice in answered] == [triage.decided_by]
