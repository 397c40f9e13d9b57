"""Who has used the client's data, on which day, from where and for what, in plain words."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Max, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.models import Case

# What is older is told only for a special reason (703/2023), so it stands apart.
RECENT = dt.timedelta(days=2 * 365)
LOOKED = {
    Action.CASE_READ,
    Action.LOG_READ,
    Action.LOG_REPORTED,
    Action.REFERRAL_READ,
    Action.ATTACHMENT_READ,
}
PRINTED = {
    Action.ASSESSMENT_PRINTED,
    Action.PLAN_PRINTED,
    Action.GATE_PRINTED,
    Action.FIRST_WEEKS_PRINTED,
    Action.DOCUMENTS_EXPORTED,
}
# Also by a supervisor or an administrator who has opened nothing.
STAFFED = {Action.WORKER_ASSIGNED, Action.WORKER_REMOVED}
MET = {Action.LIST_READ, Action.CLIENT_SEARCHED, Action.REGISTER_ASKED}
REFUSED = {Action.CASE_REFUSED, Action.REFERRAL_REFUSED}


@dataclass(frozen=True)
class Use:
    """What one person did with the client's data on one day."""

    day: dt.date
    who: str
    unit: str
    did: list[str]
    purposes: list[str]


@dataclass(frozen=True)
class LogReport:
    """All uses, the newest first; those of more than two years ago apart."""

    recent: list[Use]
    older: list[Use]


def log_report(case: Case, today: dt.date) -> LogReport:
    """Of all cases of the client in the county; call it in the reader's language.

    What the system did by itself is nobody's use and is left out.
    """
    uses = [_use(row) for row in _by_day_and_person(case)]
    since = today - RECENT
    return LogReport(
        recent=[use for use in uses if use.day > since],
        older=[use for use in uses if use.day <= since],
    )


def _by_day_and_person(case: Case) -> Iterable[dict[str, Any]]:
    cases = Case.objects.filter(client=case.client_id, county=case.county_id).values("pk")
    about = Q(client_id=case.client_id) | Q(client_ids__contains=[case.client_id])
    events: Any = AuditEvent.objects.filter(about | Q(case_id__in=cases)).exclude(by_id=None)
    by_day = events.annotate(day=TruncDate("at")).values("day", "by_id")
    rows: Iterable[dict[str, Any]] = by_day.annotate(
        # As it was written then: in the language in which the person worked, so one of them.
        who=Max("by_name"),
        unit=Max("by_unit"),
        actions=ArrayAgg("action", distinct=True),
        purposes=ArrayAgg("purpose", distinct=True, filter=~Q(purpose=""), default=[]),
    ).order_by("-day", "who", "by_id")
    return rows


def _use(row: dict[str, Any]) -> Use:
    actions = set(row["actions"])
    known = LOOKED | PRINTED | STAFFED | REFUSED | MET
    said = {
        _("opened your case"): actions & LOOKED,
        _("wrote or changed"): actions - known,
        _("changed who works in your case"): actions & STAFFED,
        _("took a document"): actions & PRINTED,
        _("saw your name in a list"): actions & {Action.LIST_READ},
        _("looked for somebody and met your name"): actions & {Action.CLIENT_SEARCHED},
        _("asked who works with you"): actions & {Action.REGISTER_ASKED},
        _("tried to open your case and was refused"): actions & REFUSED,
    }
    return Use(
        day=row["day"],
        who=row["who"],
        unit=row["unit"],
        did=[words for words, done in said.items() if done],
        purposes=row["purposes"],
    )
