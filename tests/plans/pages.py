"""Addresses and forms for the tests of a plan's pages."""

import datetime as dt

from django.urls import reverse

from cases.models import Case
from plans.models import Plan

TODAY = dt.date(2026, 2, 2)
CANARY = "Kanarialintu"


def url(name: str, **arguments: object) -> str:
    return reverse(f"plans:{name}", kwargs=arguments)


def of(plan: Plan, name: str, **more: object) -> str:
    return url(name, plan_pk=plan.pk, **more)


def closed(plan: Plan) -> None:
    Case.objects.filter(pk=plan.case_id).update(status="closed", closed_on=TODAY)
