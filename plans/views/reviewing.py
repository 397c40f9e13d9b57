"""Reviewing the plan in force."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.attending import asked_in
from cases.views.newcomers import tell_who_joined
from plans.actions.reviewing import review_plan
from plans.forms.reviewing import ReviewPlanForm
from plans.models import Plan, Review
from plans.views.access import open_plan
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def plan_review(request: SignedInRequest, plan_pk: int) -> HttpResponse:
    """Record how each goal went and when the plan is looked at next."""
    plan = open_plan(request, plan_pk)
    if not plan.is_in_force and request.method == "GET":
        messages.info(request, _("Only the plan in force is reviewed."))
        return redirect(plan)
    goals = plan.goals.all()
    form = ReviewPlanForm(request.POST or None, plan=plan, goals=goals, **asked_in(plan.case))
    attempt = Attempt(form)
    if form.is_valid():
        review = form.review()
        with attempt:
            draft = review_plan(
                review=review,
                outcomes=form.outcomes(),
                attendees=form.attendees,
                by=request.user,
            )
            messages.success(request, _saved(review, draft))
            tell_who_joined(request, form.attendees)
            return redirect("plans:plan_edit", plan_pk=draft.pk) if draft else redirect(plan)
    context = {"case": plan.case, "tab": "plans", "plan": plan, "form": form}
    return attempt.render(request, "plans/review.html", context)


def _saved(review: Review, draft: Plan | None) -> str:
    """What was saved, and which review date the draft of a new version has now."""
    saved = _("The review is saved.")
    if draft is None or draft.review_on is None:
        return saved
    if draft.review_on == review.next_review_on:
        of_draft = _("The review date of the draft is %(draft)s.")
    else:
        of_draft = _(
            "The draft keeps the review date that was written in it, %(draft)s. In the review "
            "%(review)s was agreed: change the draft if that is meant."
        )
    days = {"draft": draft.review_on, "review": review.next_review_on}
    return f"{saved} {of_draft}" % {key: date_format(day) for key, day in days.items()}
