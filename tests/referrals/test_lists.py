"""The sender's list and the county's queue."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from referrals.intake.views.queue import LATELY
from tests.factories import (
    CorrectionFactory,
    CountyFactory,
    DraftFactory,
    IntakeWorkerFactory,
    PrisonFactory,
    PrisonOfficerFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
# With session, user, roles, notices, the transaction's savepoints, and the line of the log
# that says whose names were read; of the queue, who reads what today, and what was told and
# reported of the rows since; of the sender's list, what went another way.
QUEUE = 21
SENT = 19
# What was put right in each.
OF_CORRECTED = 1


@pytest.mark.parametrize("count", [1, 30])
def test_queue_query_count_does_not_grow(
    client: Browser, count: int, django_assert_num_queries: Any
) -> None:
    unit = UnitFactory()
    ReferralFactory.create_batch(count, county=unit.county)
    for _each in range(count):
        TriageFactory(unit=unit)
    client.force_login(IntakeWorkerFactory(unit=unit))

    with django_assert_num_queries(QUEUE):
        response = client.get(reverse("referrals:queue"))

    assert len(response.context["table"].page) == count
    assert len(response.context["decided"].rows) == min(count, LATELY)


@pytest.mark.parametrize("count", [1, 30])
def test_queue_query_count_does_not_grow_with_corrected_contacts(
    client: Browser, count: int, django_assert_num_queries: Any
) -> None:
    unit = UnitFactory()
    for referral in ReferralFactory.create_batch(count, county=unit.county):
        CorrectionFactory(referral=referral, protected_address=True)
        TriageFactory(unit=unit)
    client.force_login(IntakeWorkerFactory(unit=unit))

    with django_assert_num_queries(QUEUE + OF_CORRECTED):
        response = client.get(reverse("referrals:queue"))

    rows = response.context["table"].page
    assert [row.is_protected for row in rows] == [True] * count


@pytest.mark.parametrize("count", [1, 30])
def test_sent_query_count_does_not_grow(
    client: Browser, count: int, django_assert_num_queries: Any
) -> None:
    officer = PrisonOfficerFactory()
    DraftFactory.create_batch(count, sender=officer)
    for _each in range(count):
        TriageFactory(referral=ReferralFactory(by=officer))
    client.force_login(officer)

    with django_assert_num_queries(SENT):
        response = client.get(reverse("referrals:referral_list"))

    assert len(response.context["table"].page) == count


def test_queue_shows_the_nearest_release_first_then_the_oldest(client: Browser) -> None:
    unit = UnitFactory()
    common = {"county": unit.county}
    unknown = {"release_on": None, "release_certainty": "unknown"}
    later = ReferralFactory(**common, release_on=dt.date(2026, 12, 20))
    first_unknown = ReferralFactory(**common, **unknown)
    second_unknown = ReferralFactory(**common, **unknown)
    sooner = ReferralFactory(**common, release_on=dt.date(2026, 5, 1))
    ReferralFactory(county=CountyFactory(code="muu"))
    client.force_login(IntakeWorkerFactory(unit=unit))

    page = client.get(reverse("referrals:queue")).context["table"].page

    assert list(page) == [sooner, later, first_unknown, second_unknown]


def test_queue_shows_name_and_week_but_no_prison_kind_or_day(client: Browser) -> None:
    unit = UnitFactory()
    prison = PrisonFactory(name_fi="Salainen vankila", code="salainen")
    referral = ReferralFactory(
        county=unit.county, facility=prison, by=PrisonOfficerFactory(organisation=prison)
    )
    client.force_login(IntakeWorkerFactory(unit=unit))

    shown = client.get(reverse("referrals:queue")).content.decode()

    assert referral.full_name in shown
    assert "51/2026" in shown
    for secret in ("Salainen vankila", "14.12.", "Vankeusrangaistus"):
        assert secret not in shown


def test_decided_contact_is_listed_without_the_name(client: Browser) -> None:
    unit = UnitFactory()
    triage = TriageFactory(unit=unit)
    client.force_login(IntakeWorkerFactory(unit=unit))

    shown = client.get(reverse("referrals:queue")).content.decode()

    assert triage.referral.reference in shown
    assert triage.referral.last_name not in shown


def test_sent_list_has_own_drafts_and_the_houses_contacts(client: Browser) -> None:
    officer = PrisonOfficerFactory()
    colleague = PrisonOfficerFactory(organisation=officer.organisation)
    own, shared = ReferralFactory(by=officer), ReferralFactory(by=colleague)
    draft = DraftFactory(sender=officer)
    DraftFactory(sender=colleague)
    ReferralFactory(by=PrisonOfficerFactory(organisation=PrisonFactory(code="muu")))
    client.force_login(officer)

    context = client.get(reverse("referrals:referral_list")).context

    parts = context["table"].parts
    assert [part.label for part in parts] == ["Omat", "Organisaation muut"]
    assert [list(part.rows) for part in parts] == [[own], [shared]]
    assert context["drafts"] == [draft]
