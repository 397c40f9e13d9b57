"""The goals of a draft."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.actions.answering_offers import text_with
from cases.offers import Offer, put_beside
from cases.views.offered import DECLINE, TAKE, pressed
from plans.actions.carrying_over import add_goal_from, decline_goal
from plans.actions.parts import edit_goal, remove_goal
from plans.forms.parts import GoalForm
from plans.known_from_assessment import goal_offers_for
from plans.models import Goal, Plan
from plans.views.access import attempt_to_write, open_plan
from plans.views.parts import PartPage, ask_to_remove, back_to_draft, show_part
from records.once import once

# What is carried along while a goal begins with an offer.
BEGUN = ("words", "description", "scale", "begun_with")


@require_http_methods(["GET", "POST"])
@once
def goal_add(request: SignedInRequest, plan_pk: int) -> HttpResponse:
    """A new goal, which may begin with what the client said in the assessment."""
    plan = open_plan(request, plan_pk)
    offers = goal_offers_for(plan)
    in_remand = plan.case.is_in_remand
    form = GoalForm(request.POST or None, record=None, in_remand=in_remand)
    attempt = attempt_to_write(plan, form)
    if TAKE in request.POST or DECLINE in request.POST:
        with attempt:
            begun = _begun(request, plan, offers)
            form = GoalForm(record=None, in_remand=in_remand, initial=begun)
            attempt.show_in(form)
            offers = goal_offers_for(plan)
    elif form.is_valid():
        goal = Goal(plan=plan)
        form.write_to(goal)
        begun_with = next((o for o in offers if o.key == form.cleaned_data["begun_with"]), None)
        with attempt:
            add_goal_from(goal=goal, offer=begun_with, by=request.user)
            return back_to_draft(request, plan, _("The goal is saved."), goal)
    put_beside(form, offers)
    page = PartPage(_("New goal"), _("Save the goal"))
    return show_part(request, plan, page, attempt)


def _begun(request: SignedInRequest, plan: Plan, offers: list[Offer]) -> dict[str, object]:
    """What was typed, with the words that were taken; nothing is saved of the goal yet."""
    typed: dict[str, object] = {name: request.POST.get(name, "") for name in BEGUN}
    typed["factors"] = request.POST.getlist("factors")
    if found := pressed(request.POST, offers):
        offer, is_taken = found
        if is_taken:
            text = text_with(offer, record=Goal(words=request.POST.get("words", "")), name="words")
            typed |= {"words": text, "begun_with": offer.key}
        else:
            decline_goal(plan=plan, offer=offer, by=request.user)
    return typed


@require_http_methods(["GET", "POST"])
@once
def goal_edit(request: SignedInRequest, plan_pk: int, goal_pk: int) -> HttpResponse:
    plan = open_plan(request, plan_pk)
    goal = _goal(plan, goal_pk)
    form = GoalForm(request.POST or None, record=goal, in_remand=plan.case.is_in_remand)
    attempt = attempt_to_write(plan, form)
    if form.is_valid():
        form.write_to(goal)
        seen = form.cleaned_data["version"]
        with attempt:
            edit_goal(goal=goal, by=request.user, seen=seen)
            return back_to_draft(request, plan, _("The goal is saved."), goal)
    page = PartPage(_("Goal %(number)s") % {"number": goal.position}, _("Save the goal"))
    return show_part(request, plan, page, attempt)


@require_http_methods(["GET", "POST"])
def goal_remove(request: SignedInRequest, plan_pk: int, goal_pk: int) -> HttpResponse:
    """Ask, and take the goal and its steps out of the draft."""
    plan = open_plan(request, plan_pk)
    goal = _goal(plan, goal_pk)
    return ask_to_remove(
        request,
        plan,
        PartPage(_("Remove the goal?"), _("Remove the goal")),
        [goal.words, *(step.text for step in goal.steps.all())],
        lambda: remove_goal(goal=goal, by=request.user),
    )


def _goal(plan: Plan, goal_pk: int) -> Goal:
    return get_object_or_404(plan.goals.select_related("plan"), pk=goal_pk)
