"""What stands in the cells of a supervisor's lists, each drawn from a case."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Case
from listings.values import NOTHING, address, as_day


def review(row: Any) -> object:
    """The day agreed for (`review_on`), and how late it is (`late_days`)."""
    if not row.review_on:
        return format_html('<span class="soft">{}</span>', NOTHING)
    on = as_day(row.review_on)
    if not row.late_days:
        return format_html('<span class="num">{}</span>', on)
    late = ngettext("%(days)s day late", "%(days)s days late", row.late_days)
    return format_html('<span class="late">{}, {}</span>', on, late % {"days": row.late_days})


def assign(row: Case) -> object:
    """The way to give the case to a worker."""
    link = '<a href="{}">{}<span class="visually-hidden"> {}</span></a>'
    return format_html(link, address("cases:worker_assign", row.pk), _("Assign"), row.number)
