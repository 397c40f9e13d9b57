"""The small page that the parts of a draft share: one form, or one question."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from plans.models import Goal, Plan, PlanService
from plans.views.answers import Attempt, leave_if_final


@dataclass(frozen=True)
class PartPage:
    """The words of such a page; `about` says to what the part belongs."""

    heading: str
    button: str
    about: str = ""


def show_part(
    request: SignedInRequest, plan: Plan, page: PartPage, attempt: Attempt
) -> HttpResponse:
    """Show the form of a goal, a step or a service."""
    context = {
        "case": plan.case,
        "tab": "plans",
        "plan": plan,
        "part": page,
        "form": attempt.form,
        "conflict": attempt.conflict,
    }
    away = leave_if_final(request, plan)
    return away or render(request, "plans/part.html", context, status=attempt.status)


def ask_to_remove(
    request: SignedInRequest,
    plan: Plan,
    page: PartPage,
    lost: list[str],
    remove: Callable[[], object],
) -> HttpResponse:
    """Ask before words are removed; `lost` is what goes."""
    attempt = Attempt(forms.Form({} if request.method == "POST" else None))
    if attempt.form.is_valid() and attempt.succeeds(remove):
        return back_to_draft(request, plan, _("Removed from the draft."))
    context = {
        "case": plan.case,
        "tab": "plans",
        "plan": plan,
        "part": page,
        "form": attempt.form,
        "lost": lost,
    }
    away = leave_if_final(request, plan)
    return away or render(request, "plans/part_remove.html", context, status=attempt.status)


def back_to_draft(
    request: SignedInRequest,
    plan: Plan,
    words: str,
    part: Goal | PlanService | None = None,
) -> HttpResponseRedirect:
    """To the draft, at the part that was written."""
    messages.success(request, words)
    place = ""
    if part is not None:
        place = f"#goal-{part.pk}" if isinstance(part, Goal) else "#services"
    return redirect(reverse("plans:plan_edit", kwargs={"plan_pk": plan.pk}) + place)
