"""The small page that the parts of a draft share: one form, or one question."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from cases.views.edit_attempt import EditAttempt
from plans.models import Goal, Plan
from plans.views.access import leave_if_final
from records.attempt import Attempt


@dataclass(frozen=True)
class PartPage:
    """The words of such a page; `about` says to what the part belongs."""

    heading: str
    button: str
    about: str = ""


def show_part(
    request: SignedInRequest, plan: Plan, page: PartPage, attempt: EditAttempt
) -> HttpResponse:
    """Show the form of a goal or a step."""
    if away := leave_if_final(request, plan):
        return away
    context = {
        "case": plan.case,
        "tab": "plans",
        "plan": plan,
        "part": page,
        "form": attempt.form,
        "conflict": attempt.conflict,
    }
    return attempt.render(request, "plans/part.html", context)


def ask_to_remove(
    request: SignedInRequest,
    plan: Plan,
    page: PartPage,
    lost: list[str],
    remove: Callable[[], object],
) -> HttpResponse:
    """Ask before words are removed; `lost` is what goes."""
    if away := leave_if_final(request, plan):
        return away
    attempt = Attempt(forms.Form({} if request.method == "POST" else None))
    if request.method == "POST":
        with attempt:
            remove()
            return back_to_draft(request, plan, _("Removed from the draft."))
    context = {
        "case": plan.case,
        "tab": "plans",
        "plan": plan,
        "part": page,
        "form": attempt.form,
        "lost": lost,
    }
    return attempt.render(request, "plans/part_remove.html", context)


def back_to_draft(
    request: SignedInRequest,
    plan: Plan,
    words: str,
    goal: Goal | None = None,
) -> HttpResponseRedirect:
    """To the draft, at the goal that was written."""
    messages.success(request, words)
    place = f"#goal-{goal.pk}" if goal else ""
    return redirect(reverse("plans:plan_edit", kwargs={"plan_pk": plan.pk}) + place)
