"""The texts that were replaced in minutes."""

from functools import partial

from django import forms
from django.db import models
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.access import right_to
from cases.views.replaced_texts import put_back_or_show
from networks.meetings.actions.minutes_texts import parts_of, put_text_back
from networks.meetings.forms.decision_form import DecisionForm
from networks.meetings.forms.minutes_form import MinutesForm
from networks.meetings.views.minutes import open_minutes
from networks.models import MeetingDecision, Minutes
from records.once import once

LABELS: dict[str, type[forms.Form]] = {
    Minutes._meta.label_lower: MinutesForm,
    MeetingDecision._meta.label_lower: DecisionForm,
}


@require_http_methods(["GET", "POST"])
@once
def minutes_replaced_texts(request: SignedInRequest, minutes_pk: int) -> HttpResponse:
    """Read them, and put one back while the minutes are a draft."""
    minutes = open_minutes(request, minutes_pk, right_to(request))
    put_back = partial(put_text_back, minutes=minutes)
    return put_back_or_show(request, minutes, put_back, _names, LABELS, tab="network")


def _names(minutes: Minutes) -> dict[models.Model, str]:
    """The parts of the minutes as their pages call them."""
    return {part: _name(part) for part in parts_of(minutes)}


def _name(part: models.Model) -> str:
    if isinstance(part, MeetingDecision):
        return _("Decision %(number)s") % {"number": part.position}
    return ""
