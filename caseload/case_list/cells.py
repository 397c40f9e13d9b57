"""What stands in the cells of the case list, each drawn from a case."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseload.case_list.next_due import NextDue
from cases.models import Case
from listings.values import NOTHING, address, as_day


def case(row: Any) -> object:
    """By its client, and by its number to who may not open it (`may_open`)."""
    if row.may_open:
        link = '<a href="{}">{}</a> <small class="num">{}</small>'
        page = address("caseload:case_page", row.pk)
        return format_html(link, page, row.client.full_name, row.number)
    return numbered(row)


def numbered(row: Case) -> object:
    """By its number, with the door for a stated purpose."""
    door = address("cases:case_open_for_purpose", row.pk)
    return format_html('<a class="num" href="{}">{}</a>', door, row.number)


def phase(row: Case) -> object:
    """And when it was closed."""
    if row.is_open or row.closed_on is None:
        return row.phase_label
    closed = _("closed %(on)s") % {"on": as_day(row.closed_on)}
    return format_html("{}<br><small>{}</small>", row.phase_label, closed)


def worker(row: Case) -> object:
    """The name, and that it is nobody any more."""
    if row.has_worker:
        return row.responsible
    if row.responsible:
        return format_html('<span class="late">{}, {}</span>', row.responsible, _("has left"))
    return format_html('<span class="late">{}</span>', _("Nobody"))


def release(row: Any) -> object:
    """The day, and why offices are shut then; its week to who may not open the case."""
    if not row.gate_on:
        return _("not known")
    if not row.may_open:
        return _("wk %(week)s") % {"week": as_day(row.gate_on, "WEEK_FORMAT")}
    return _marked(row.gate_on, row)


def day_of_gate(row: Case) -> object:
    """The day on which the client came out or is expected to, and why offices are shut then."""
    return _marked(row.gate_on, row) if row.gate_on else NOTHING


def _marked(on: dt.date, row: Case) -> object:
    day = as_day(on, "SHORT_WEEKDAY_DATE_FORMAT")
    awkward = row.awkward_day(timezone.localdate())
    return format_html('{} <small class="late">{}</small>', day, awkward) if awkward else day


def due(row: Any) -> object:
    """What is due next (`next_due`), to who may open the case (`may_open`) with its day."""
    return _due(row.next_due, bare=not row.may_open)


def bare_due(row: Any) -> object:
    """What is due next (`next_due`); a day that would tell the release only as its week."""
    return _due(row.next_due, bare=True)


def _due(due: NextDue | None, *, bare: bool) -> object:
    if due is None:
        return NOTHING
    when, late = _when(due, bare=bare), _late(due, bare=bare)
    more = _("+ %(count)s more") % {"count": due.more} if due.more else ""
    return format_html(
        '{}<br><small class="num">{}</small>{}',
        due.kind.label,
        format_html('<span class="late">{}, {}</span>', when, late) if late else when,
        format_html(" <small>{}</small>", more) if more else "",
    )


def _when(due: NextDue, *, bare: bool) -> object:
    if due.day is None:
        return _("at once") if due.is_at_once else _("no day")
    if bare and due.tells_release:
        return _("wk %(week)s") % {"week": as_day(due.day, "WEEK_FORMAT")}
    return as_day(due.day)


def _late(due: NextDue, *, bare: bool) -> str:
    if not due.days_late:
        return ""
    if bare and due.tells_release:
        return _("late")
    late = ngettext("%(days)s day late", "%(days)s days late", due.days_late)
    return late % {"days": due.days_late}
