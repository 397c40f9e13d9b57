"""A role holds from a day to a day, wherever it is asked for."""

import datetime as dt

import pytest
import time_machine

from accounts.models import UnitMembership, UnitRole, User
from cases.carriers import Carriers
from cases.forms.worker_choice import Workers
from cases.models import Case
from referrals.routing import intake_of, receiving_counties
from tests.factories import (
    CaseFactory,
    IntakeWorkerFactory,
    SupervisorFactory,
    UnitFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 30)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)
SPANS = [
    (None, None, True),
    (TODAY, TODAY, True),
    (None, YESTERDAY, False),
    (TOMORROW, None, False),
    (YESTERDAY, TOMORROW, True),
]


@pytest.fixture(autouse=True)
def on_that_day():
    with time_machine.travel(dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC), tick=True):
        yield


def hold(user: User, first: dt.date | None, last: dt.date | None) -> User:
    UnitMembership.objects.filter(user=user).update(first_on=first, last_on=last)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.mark.parametrize(("first", "last", "holds"), SPANS)
def test_a_worker_is_one_from_the_first_to_the_last_day(unit, first, last, holds):
    worker = hold(WorkerFactory(unit=unit), first, last)

    assert worker.is_county_worker == holds
    assert (worker in Workers(unit.county_id, unit, TODAY).users) == holds
    assert (worker in User.objects.holding(UnitRole.WORKER, today=TODAY)) == holds
    assert worker.unit_memberships.get().holds_on(TODAY) == holds


@pytest.mark.parametrize(("first", "last", "holds"), SPANS)
def test_intake_reads_contacts_from_the_first_to_the_last_day(unit, first, last, holds):
    worker = hold(IntakeWorkerFactory(unit=unit), first, last)

    assert (worker in intake_of(unit.county_id)) == holds
    assert (unit.county in receiving_counties()) == holds


@pytest.mark.parametrize(("first", "last", "holds"), SPANS)
def test_a_supervisor_leads_from_the_first_to_the_last_day(unit, first, last, holds):
    supervisor = hold(SupervisorFactory(unit=unit), first, last)
    case = CaseFactory(unit=unit, responsible=None)

    assert (supervisor in Carriers([case], TODAY).supervisors_of(case)) == holds
    assert Case.objects.led_by(supervisor).exists() == holds


def test_a_role_in_a_unit_of_another_county_is_none(unit):
    worker = WorkerFactory(unit=unit)
    worker.organisation = UnitFactory(county__code="muu").county
    worker.save()

    assert worker not in User.objects.holding(UnitRole.WORKER, today=TODAY)
