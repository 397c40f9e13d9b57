"""Pages of what was decided: written in the draft of the minutes, seen to afterwards."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SignedInRequest
from audit.vocabulary import Action
from cases.views.edit_attempt import EditAttempt
from networks.meetings.actions.deciding import (
    add_decision,
    edit_decision,
    end_decision,
    remove_decision,
    take_back_end,
)
from networks.meetings.forms.decision_form import TAKE_BACK, DecisionEndForm, DecisionForm
from networks.meetings.views.minutes import open_minutes
from networks.models import DecisionEnd, MeetingDecision, Minutes
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def decision_add(request: SignedInRequest, minutes_pk: int) -> HttpResponse:
    minutes = open_minutes(request, minutes_pk)
    form = DecisionForm(request.POST or None, record=None, case=minutes.case)
    attempt = _attempt(minutes, form)
    if form.is_valid():
        decision = MeetingDecision(minutes=minutes)
        form.write_to(decision)
        with attempt:
            add_decision(decision=decision, by=request.user)
            messages.success(request, _("What was decided is saved."))
            return _back(minutes)
    return _show(request, minutes, attempt)


@require_http_methods(["GET", "POST"])
@once
def decision_edit(request: SignedInRequest, minutes_pk: int, decision_pk: int) -> HttpResponse:
    minutes = open_minutes(request, minutes_pk)
    decision = _decision(minutes, decision_pk)
    form = DecisionForm(request.POST or None, record=decision, case=minutes.case)
    attempt = _attempt(minutes, form)
    if form.is_valid():
        form.write_to(decision)
        with attempt:
            edit_decision(decision=decision, seen=form.cleaned_data["version"], by=request.user)
            messages.success(request, _("What was decided is saved."))
            return _back(minutes)
    return _show(request, minutes, attempt)


@require_http_methods(["GET", "POST"])
def decision_remove(request: SignedInRequest, minutes_pk: int, decision_pk: int) -> HttpResponse:
    """Ask, and take it out of the draft."""
    minutes = open_minutes(request, minutes_pk)
    decision = _decision(minutes, decision_pk)
    attempt = Attempt(forms.Form({} if request.method == "POST" else None))
    if request.method == "POST":
        with attempt:
            remove_decision(decision=decision, by=request.user)
            messages.success(request, _("Removed from the draft."))
            return _back(minutes)
    context = _context(minutes) | {"form": attempt.form, "decision": decision}
    return attempt.render(request, "networks/meetings/decision_remove.html", context)


@require_POST
def decision_end(request: SignedInRequest, minutes_pk: int, decision_pk: int) -> HttpResponse:
    """Note that it was done or is needed no more, or take the note back."""
    minutes = open_minutes(request, minutes_pk)
    decision = _decision(minutes, decision_pk)
    form = DecisionEndForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        with Attempt(form):
            if told["what"] == TAKE_BACK:
                take_back_end(decision=decision, by=request.user)
            else:
                how = DecisionEnd.How(told["what"])
                end_decision(decision=decision, how=how, on=told["on"], by=request.user)
            return redirect(f"{minutes.get_absolute_url()}#decisions")
    for errors in form.errors.values():
        messages.error(request, " ".join(str(error) for error in errors))
    return redirect(minutes)


def _decision(minutes: Minutes, decision_pk: int) -> MeetingDecision:
    found = minutes.decisions.filter(pk=decision_pk).first()
    if found is None:
        raise Http404
    found.minutes = minutes
    return found


def _attempt(minutes: Minutes, form: DecisionForm) -> EditAttempt:
    return EditAttempt(form, case_pk=minutes.case_id, saved=Action.MINUTES_EDITED)


def _show(request: SignedInRequest, minutes: Minutes, attempt: EditAttempt) -> HttpResponse:
    if not minutes.is_draft and request.method == "GET":
        messages.info(request, _("The minutes have been approved and stay as they are."))
        return redirect(minutes)
    context = _context(minutes) | {"form": attempt.form, "conflict": attempt.conflict}
    return attempt.render(request, "networks/meetings/decision.html", context)


def _back(minutes: Minutes) -> HttpResponse:
    address = reverse("networks:minutes_edit", kwargs={"minutes_pk": minutes.pk})
    return redirect(f"{address}#decisions")


def _context(minutes: Minutes) -> dict[str, object]:
    return {"case": minutes.case, "tab": "network", "minutes": minutes}
