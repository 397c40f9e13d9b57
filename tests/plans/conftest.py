"""What the tests of a plan's pages share: a day, a draft and a plan in force."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from plans.models import Plan
from tests.factories import PlanFactory


@pytest.fixture
def second_of_february() -> Iterator[None]:
    """A day after the factories' agreements and before their reviews."""
    with time_machine.travel(dt.datetime(2026, 2, 2, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def draft(client, second_of_february) -> Plan:
    """A draft whose worker is signed in."""
    plan = PlanFactory()
    client.force_login(plan.case.responsible)
    return plan


@pytest.fixture
def in_force(client, second_of_february) -> Plan:
    """A plan in force whose worker is signed in."""
    plan = PlanFactory(agreed=True)
    client.force_login(plan.case.responsible)
    return plan
