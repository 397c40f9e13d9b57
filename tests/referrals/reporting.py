"""A sender reports a change of custody, and a case whose team is told of it."""

import datetime as dt
from typing import Any

from django.urls import reverse

from cases.models import Case
from referrals.models import CustodyReport, Referral
from referrals.moving.actions.custody_reports import report_custody
from tests.factories import TriageFactory, UnitFactory, WorkerFactory

NEW_DAY = dt.date(2027, 3, 5)


def url_of(referral: Referral) -> str:
    return reverse("referrals:custody_report", args=[referral.pk])


def reports_url(case: Case) -> str:
    return reverse("referrals:custody_reports", args=[case.pk])


def release_form(**changed: str) -> dict[str, str]:
    words = {"what": "release", "release_on": "5.3.2027", "release_certainty": "official"}
    return words | changed


def told(referral: Referral, **values: Any) -> CustodyReport:
    report = CustodyReport(referral=referral, **values)
    return report_custody(report=report, by=referral.holder)


def told_release(referral: Referral) -> CustodyReport:
    return told(referral, release_on=NEW_DAY, release_certainty="official")


def case_of_a_contact() -> Case:
    """Opened from a contact, with a personal worker."""
    unit = UnitFactory()
    triage = TriageFactory(unit=unit, responsible=WorkerFactory(unit=unit))
    return Case.objects.get(pk=triage.case.pk)
