"""What stands in the cells of the case list, each drawn from a case."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from cases.models import Case
from listings.values import address, as_day


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
    if row.responsible:
        return row.responsible
    return format_html('<span class="late">{}</span>', _("Nobody"))


def release(row: Any) -> object:
    """The day; its week to who may not open the case (`may_open`)."""
    if not row.release_on:
        return _("not known")
    if row.may_open:
        return as_day(row.release_on, "SHORT_WEEKDAY_DATE_FORMAT")
    return _("wk %(week)s") % {"week": as_day(row.release_on, "WEEK_FORMAT")}
