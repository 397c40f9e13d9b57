"""How long to the release, with its certainty, source and former date."""

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.custody import CustodyKind, ReleaseCertainty
from cases.gates import Gate, gate_ahead_of, gates_of
from cases.models import Case, CustodyFact
from timing.calendar import awkward_release_reason, week_of, working_days_between

# The line under the number: from today to the gate in units of the drawing.
LINE_FROM, LINE_TO = 4, 222
WEEKS_DRAWN = 5
TAKEN = (
    "day",
    "days",
    "days_since",
    "is_unconfirmed",
    "kind",
    "working_days",
    "weeks",
    "awkward",
    "unknown_why",
    "unknown_since",
    "then",
    "freedom_since",
)


def countdown_of(case: Case, facts: Sequence[CustodyFact], today: dt.date) -> dict[str, object]:
    """What `components/countdown.html` takes; of custody the newest facts first."""
    newest = facts[0] if facts else None
    shown: dict[str, object] = dict.fromkeys(TAKEN) | {
        "history_url": reverse("cases:custody", kwargs={"case_pk": case.pk}),
        "certainty": case.get_release_certainty_display() if case.release_on else "",
        "official": case.release_certainty == ReleaseCertainty.OFFICIAL,
        "source": _source(newest),
        "former": _former(facts),
    }
    gate = gate_ahead_of(case)
    if gate is None:
        return shown | _passed(case, newest, today)
    second = gates_of(case)[-1]
    if case.released_on is not None:
        shown |= {"freedom_since": case.released_on}
    elif second != gate and second.is_ahead:
        shown |= {"then": _second_gate(second)}
    if gate.on is None:
        return shown | _unknown(newest)
    days = (gate.on - today).days
    kind = newest.get_release_kind_display() if newest else ""
    shown |= {"day": gate.on, "kind": kind}
    if days < 0:
        return shown | {"days_since": -days, "is_unconfirmed": True}
    return shown | {
        "days": days,
        "working_days": working_days_between(today, gate.on),
        "weeks": _weeks(today, gate.on),
        "awkward": awkward_release_reason(gate.on),
    }


def _passed(case: Case, newest: CustodyFact | None, today: dt.date) -> dict[str, object]:
    """No gate is ahead: since when the client is out, or that none is to come."""
    if case.released_on is None:
        return {"unknown_why": _("No release is to come.")}
    since = (today - case.released_on).days
    kind = newest.get_release_kind_display() if newest else ""
    passed = {"days_since": since} if since else {"days": 0}
    return {"day": case.released_on, "kind": kind} | passed


def _second_gate(gate: Gate) -> str:
    if gate.on is None:
        return _("Conditional release, day not known.")
    certainty = ReleaseCertainty(gate.certainty).short_label
    return _("Conditional release %(day)s, %(certainty)s.") % {
        "day": date_format(gate.on),
        "certainty": certainty,
    }


def _unknown(newest: CustodyFact | None) -> dict[str, object]:
    if newest is None:
        return {"unknown_why": _("Nothing has been recorded of custody."), "unknown_since": None}
    why = newest.not_known_because
    if newest.custody_kind == CustodyKind.NOT_IN_CUSTODY:
        why = why or _("The client is not in custody.")
    return {"unknown_why": why, "unknown_since": timezone.localdate(newest.recorded_at)}


def _source(newest: CustodyFact | None) -> str:
    if newest is None:
        return ""
    apart = newest.told_day_apart
    told = (newest.get_source_display(), newest.source_detail, date_format(apart) if apart else "")
    return ", ".join(str(part) for part in told if part)


def _former(facts: Sequence[CustodyFact]) -> str:
    """The release date before the present one, with its certainty."""
    now = facts[0].release_on if facts else None
    for fact in facts[1:]:
        if fact.release_on and fact.release_on != now:
            certainty = ReleaseCertainty(fact.release_certainty).short_label
            return f"{date_format(fact.release_on)}, {certainty}."
    return ""


def _weeks(today: dt.date, release: dt.date) -> list[dict[str, object]]:
    """The Mondays and the gate on the line; nothing where they would run into each other."""
    days = (release - today).days
    if not 7 <= days <= 7 * WEEKS_DRAWN:
        return []
    marks: list[dict[str, object]] = []
    monday = today + dt.timedelta(days=7 - today.weekday())
    while monday < release - dt.timedelta(days=5):
        at = LINE_FROM + (LINE_TO - LINE_FROM) * (monday - today).days // days
        if at > LINE_FROM + 20:
            marks.append({"x": at, "label": _week_label(monday), "gate": False})
        monday += dt.timedelta(weeks=1)
    return [*marks, {"x": LINE_TO, "label": _week_label(release), "gate": True}]


def _week_label(day: dt.date) -> str:
    return _("wk %(week)s") % {"week": week_of(day).number}
