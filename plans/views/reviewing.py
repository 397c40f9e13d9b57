"""Reviewing the plan in force."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from plans.actions.reviewing import review_plan
from plans.forms.reviewing import ReviewPlanForm
from plans.models import Plan
from plans.views.answers import Attempt, open_plan
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def plan_review(request: SignedInRequest, plan_pk: int) -> HttpResponse:
    """Record how each goal went and when the plan is looked at next."""
    plan = open_plan(request, plan_pk)
    if not plan.is_in_force and request.method == "GET":
        messages.info(request, _("Only the plan in force is reviewed."))
        return redirect(plan)
    form = ReviewPlanForm(request.POST or None, plan=plan, goals=plan.goals.all())
    attempt = Attempt(form)
    drafts: list[Plan | None] = []
    if form.is_valid() and attempt.succeeds(
        lambda: drafts.append(
            review_plan(review=form.review(), outcomes=form.outcomes(), by=request.user)
        )
    ):
        messages.success(request, _("The review is saved."))
        draft = drafts[0]
        return redirect("plans:plan_edit", plan_pk=draft.pk) if draft else redirect(plan)
    context = {"case": plan.case, "tab": "plans", "plan": plan, "form": form}
    return render(request, "plans/review.html", context, status=attempt.status)
