"""What stands in the cells of a worker's own cases."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from caseload.my_work.rows import Row
from listings.markup import component
from listings.values import NOTHING, address


def client(row: Row) -> object:
    link = '<a href="{}">{}</a> <small class="num">{}</small>'
    case = row.case
    page = address("caseload:case_page", case.pk)
    return format_html(link, page, case.client.full_name, case.number)


def path(row: Row) -> object:
    """How far the case is."""
    template = "components/minipath.html"
    return component(template, number=row.phase_number, name=row.case.phase_label)


def days(row: Row) -> object:
    """To the release, or since it."""
    if row.days_since:
        return _("%(n)s ago") % {"n": row.days_since}
    return NOTHING if row.days is None else row.days
