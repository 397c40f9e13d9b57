"""What a worker's tasks and own cases look like: the rows of the day and cells of the table."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caseload.course.next_action import NextAction
from caseload.my_work.groups import Group
from caseload.my_work.tasks import Task
from cases.custody import ReleaseCertainty
from cases.models import Case
from listings.markup import component
from listings.values import NOTHING, address


def client(case: Any) -> object:
    link = '<a href="{}">{}</a> <small class="num">{}</small>'
    page = address("caseload:case_page", case.pk)
    said = format_html(link, page, case.client.full_name, case.number)
    if case.group is not Group.STANDING_IN:
        return said
    absent = _("You stand in for %(name)s") % {"name": case.responsible}
    return said + format_html(" <small>{}</small>", absent)


def in_rows(tasks: Iterable[Task]) -> SafeString:
    """The things of the day, each a row of its own."""
    return format_html_join("\n", "{}", ([_row(each)] for each in tasks))


def _row(row: Task) -> SafeString:
    action, page = row.action, address("caseload:case_page", row.case.pk)
    return format_html(
        '<li{}><div><a class="what" href="{}">{}</a> <a class="who" href="{}">{}</a> '
        '{}<span class="why">{}</span></div><div class="end">{} {}</div></li>',
        format_html(' class="{}"', "first") if row.is_pressing else "",
        action.url or page,
        action.title,
        page,
        row.case.client.full_name,
        _stands_in(row),
        action.why,
        _until(row),
        _not_today(action),
    )


def _stands_in(row: Task) -> object:
    if row.absent is None:
        return ""
    words = _("You stand in for %(name)s") % {"name": row.absent}
    return format_html('<span class="who">{}</span> ', words)


def _until(row: Task) -> object:
    action = row.action
    if action.due_on:
        template, kind = "components/due.html", action.due_kind
        return component(template, kind=kind, on=action.due_on, left=row.left, late=row.late)
    if action.is_at_once:
        return format_html('<span class="strong">{}</span>', _("at once"))
    return ""


def _not_today(action: NextAction) -> object:
    if not action.rest_url:
        return ""
    link = (
        '<a class="quiet small d-block" href="{}">{}<span class="visually-hidden">: {}</span></a>'
    )
    return format_html(link, action.rest_url, _("Not today"), action.title)


def path(case: Case) -> object:
    """How far the case is."""
    template = "components/minipath.html"
    return component(template, number=case.phase_number, name=case.phase_label)


def certainty(case: Case) -> object:
    """How sure the day is, in a word: the whole phrase stands on the case's page."""
    return ReleaseCertainty(case.release_certainty).short_label


def days(case: Any) -> object:
    """To the release, or since it."""
    left = case.days_to_gate
    if left is not None and left < 0:
        return _("%(n)s ago") % {"n": -left}
    return NOTHING if left is None else left
