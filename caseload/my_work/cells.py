"""What stands in the cells of a worker's own cases."""

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from caseload.my_work.groups import days_to_gate
from cases.custody import ReleaseCertainty
from cases.models import Case
from listings.markup import component
from listings.values import NOTHING, address


def client(case: Case) -> object:
    link = '<a href="{}">{}</a> <small class="num">{}</small>'
    page = address("caseload:case_page", case.pk)
    return format_html(link, page, case.client.full_name, case.number)


def path(case: Case) -> object:
    """How far the case is."""
    template = "components/minipath.html"
    return component(template, number=case.phase_number, name=case.phase_label)


def certainty(case: Case) -> object:
    """How sure the day is, in a word: the whole phrase stands on the case's page."""
    return ReleaseCertainty(case.release_certainty).short_label


def days(case: Case) -> object:
    """To the release, or since it."""
    left = days_to_gate(case, timezone.localdate())
    if left is not None and left < 0:
        return _("%(n)s ago") % {"n": -left}
    return NOTHING if left is None else left
