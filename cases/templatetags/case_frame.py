"""The frame of a case's pages: which tabs it has and what each is called."""

import datetime as dt
from typing import Any, NamedTuple

from django import template
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.custody import ReleaseCertainty
from listings.values import address

register = template.Library()


class Tab(NamedTuple):
    """A part of a case: its key in a page's `tab`, its page and its words."""

    key: str
    url_name: str
    label: Promise | str


TABS = (
    Tab("overview", "caseload:case_page", pgettext_lazy("tab", "Overview")),
    Tab("assessment", "assessments:assessment_list", pgettext_lazy("tab", "Assessment")),
    Tab("network", "networks:network", pgettext_lazy("tab", "Network")),
    Tab("continuity", "continuity:continuity", pgettext_lazy("tab", "Continuity of services")),
    Tab("plans", "plans:plan_list", pgettext_lazy("tab", "Plans")),
    Tab("desistance", "desistance:checklists", pgettext_lazy("tab", "Desistance")),
    Tab("notes", "cases:notes", pgettext_lazy("tab", "Notes")),
    Tab("custody", "cases:custody", pgettext_lazy("tab", "Custody and release")),
    Tab("client", "cases:client", pgettext_lazy("tab", "Client")),
    Tab("team", "cases:team", pgettext_lazy("tab", "Team")),
    Tab("log", "cases:log", pgettext_lazy("tab", "Usage log")),
)
LABELS = {tab.key: tab.label for tab in TABS}
# Remand is no sentence.
NOT_IN_REMAND = {"desistance"}
# Custody is itself secret, and a page's title stands in the browser's history.
NOT_IN_TITLES = {"overview", "custody", "continuity"}


@register.inclusion_tag("components/tabs.html")
def case_tabs(case: Any, tab: str) -> dict[str, object]:
    """The tabs of `case`; a part that is not installed is left out, and one not for remand."""
    shown = []
    for each in TABS:
        if each.key in NOT_IN_REMAND and case.is_in_remand:
            continue
        try:
            url = address(each.url_name, case.pk)
        except NoReverseMatch:
            continue
        shown.append({"url": url, "label": each.label, "current": each.key == tab, "count": 0})
    return {"tabs": shown, "label": _("Parts of the case")}


@register.filter
def tab_heading(tab: str) -> Promise | str:
    """What a tab is called in the page's heading."""
    return LABELS.get(tab, "")


@register.filter
def tab_title(tab: str) -> Promise | str:
    """What a tab is called in the page's title: nothing that tells of custody."""
    return "" if tab in NOT_IN_TITLES else LABELS.get(tab, "")


@register.filter
def is_past(day: dt.date) -> bool:
    return day < timezone.localdate()


@register.filter
def certainty_word(certainty: str) -> Promise | str:
    """How sure a release date is, in a word after the date."""
    return ReleaseCertainty(certainty).short_label
