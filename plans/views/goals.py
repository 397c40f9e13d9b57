"""The goals of a draft."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from plans.actions.parts import add_goal, edit_goal, remove_goal
from plans.forms.parts import GoalForm
from plans.models import Goal, Plan
from plans.views.access import attempt_to_write, open_plan
from plans.views.parts import PartPage, ask_to_remove, back_to_draft, show_part
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def goal_add(request: SignedInRequest, plan_pk: int) -> HttpResponse:
    plan = open_plan(request, plan_pk)
    form = GoalForm(request.POST or None, record=None, in_remand=plan.case.is_in_remand)
    attempt = attempt_to_write(plan, form)
    if form.is_valid():
        goal = Goal(plan=plan)
        form.write_to(goal)
        with attempt:
            add_goal(goal=goal, by=request.user)
            return back_to_draft(request, plan, _("The goal is saved."), goal)
    page = PartPage(_("New goal"), _("Save the goal"))
    return show_part(request, plan, page, attempt)


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
