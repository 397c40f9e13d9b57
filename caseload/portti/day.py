"""The gates in words: the day with its certainty, and what is shut on it."""

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseload.portti.known import Known
from cases.custody import GateKind, ReleaseCertainty, Track
from cases.gates import Gate
from timing.calendar import (
    AwkwardReleaseDay,
    WorkingDayRule,
    add_working_days,
    awkward_release_reason,
)

# Within so many working days of arrival the fines may be paid in prison (767/2005, ch. 2).
PAYING_DAYS = 5


@dataclass(frozen=True)
class ShownGate:
    """One gate; without a day `day` is None and the certainty says so."""

    kind: str
    day: dt.date | None
    how_far: str
    certainty: str
    source: str
    shut: str
    notes: list[str]


def shown_gates(known: Known) -> list[ShownGate]:
    """The gate that the page is about, and any later one."""
    first = known.gate
    shown = [gate for gate in known.gates if gate == first or gate.is_ahead]
    return [_shown(gate, known, is_first=gate == first) for gate in shown]


def _shown(gate: Gate, known: Known, *, is_first: bool) -> ShownGate:
    day = gate.day
    certainty = ReleaseCertainty(gate.certainty)
    return ShownGate(
        kind=str(gate.kind.label),
        day=day,
        how_far=how_far(day, known.today) if day else "",
        certainty="" if gate.passed_on else str(certainty.label),
        source=_source(known, certainty) if is_first and day and not gate.passed_on else "",
        shut=shut_on(day) if day and (is_first or gate.is_ahead) else "",
        notes=_notes(gate, known) if is_first else [],
    )


def how_far(day: dt.date, today: dt.date) -> str:
    days = (day - today).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}
    return ngettext("%(n)s day ago", "%(n)s days ago", -days) % {"n": -days}


def shut_on(day: dt.date) -> str:
    """What is shut on the day or after it, and when it opens; empty on an ordinary day."""
    reason = awkward_release_reason(day)
    if reason is None:
        return ""
    opens = date_format(add_working_days(day, 1), "SHORT_WEEKDAY_DAY_FORMAT")
    words = {
        AwkwardReleaseDay.HOLIDAY: _(
            "A public holiday: offices, banks and health stations are shut until %(day)s"
        ),
        AwkwardReleaseDay.WEEKEND: _(
            "A weekend: offices, banks and health stations are shut until %(day)s"
        ),
        AwkwardReleaseDay.EVE_OF_HOLIDAY: _(
            "The eve of a public holiday: offices close early and open again on %(day)s"
        ),
        AwkwardReleaseDay.FRIDAY: _(
            "A Friday: what is not settled by the afternoon waits until %(day)s"
        ),
    }
    return words[reason] % {"day": opens}


def _source(known: Known, certainty: ReleaseCertainty) -> str:
    """Who told it, unless the certainty says so, and when."""
    fact = known.custody
    if fact is None:
        return ""
    told = [fact.get_source_display()] if certainty is not ReleaseCertainty.OFFICIAL else []
    return ", ".join([*told, date_format(fact.told_day)])


def _notes(gate: Gate, known: Known) -> list[str]:
    """What the kind of the gate, or the way to it, asks everybody to remember."""
    if gate.passed_on is not None:
        return []
    if gate.kind is GateKind.FREEDOM:
        return [
            _(
                "Appointments outside the weekly schedule need the permission of the Prison and "
                "Probation Service."
            )
        ]
    if known.case.track == Track.REMAND:
        return [
            _(
                "The remand may end on any day, also in court, in another town or in the "
                "evening. Give the client this sheet beforehand."
            )
        ]
    if known.case.track == Track.FINE_CONVERSION:
        return [_of_fines(known)]
    return []


def _of_fines(known: Known) -> str:
    began = known.custody.custody_started_on if known.custody else None
    last = add_working_days(began, PAYING_DAYS, WorkingDayRule.MON_FRI) if began else None
    if last is not None and known.today > last:
        return _("The days for paying the fines in prison have passed: the end date holds.")
    if last is None:
        return _(
            "Paying the fines within five working days of the arrival opens the gate, if nothing "
            "else holds the client. After that the end date holds."
        )
    return _(
        "Paying the fines opens the gate on any day until %(day)s, if nothing else holds the "
        "client. After that the end date holds."
    ) % {"day": date_format(last)}
