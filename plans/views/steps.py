"""The steps of a goal: written in a draft, done in the plan in force."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SignedInRequest
from cases.actions.answering_offers import text_with
from cases.forms.who_does import actors_of
from cases.offers import put_beside
from cases.views.offered import DECLINE, TAKE, pressed
from plans.actions.carrying_over import DecisionAnswered, add_step_from, decline_step
from plans.actions.doing import mark_step_done, take_back_step
from plans.actions.parts import edit_step, remove_step
from plans.decided_in_meetings import DecisionOffer, step_offers_for
from plans.forms.doing import StepDoneForm
from plans.forms.parts import StepForm
from plans.models import Plan, Step
from plans.views.access import attempt_to_write, open_plan
from plans.views.parts import PartPage, ask_to_remove, back_to_draft, show_part
from records.attempt import Attempt
from records.once import once

# What is carried along while a step begins with a decision.
TYPED = ("text", "who", "actor", "due_on", "is_continuous", "begun_with")


@require_http_methods(["GET", "POST"])
@once
def step_add(request: SignedInRequest, plan_pk: int, goal_pk: int) -> HttpResponse:
    plan = open_plan(request, plan_pk)
    goal = get_object_or_404(plan.goals.select_related("plan"), pk=goal_pk)
    offers = step_offers_for(plan)
    form = StepForm(request.POST or None, record=None, case=plan.case)
    attempt = attempt_to_write(plan, form)
    if TAKE in request.POST or DECLINE in request.POST:
        with attempt:
            begun = _begun(request, plan, offers)
            form = StepForm(record=None, case=plan.case, initial=begun)
            attempt.show_in(form)
            offers = step_offers_for(plan)
    elif form.is_valid():
        step = Step(goal=goal)
        form.write_to(step)
        begun_with = _taken_in(form)
        taken = next((each for each in offers if each.key == begun_with), None)
        with attempt:
            if begun_with and taken is None:
                raise DecisionAnswered(begun_with)
            add_step_from(step=step, offer=taken, by=request.user)
            return back_to_draft(request, plan, _("The step is saved."), goal)
        if isinstance(attempt.refused, DecisionAnswered):
            form.stand_alone()
    put_beside(form, [each for each in offers if not _taken_in(form)])
    page = PartPage(_("New step"), _("Save the step"), about=goal.words)
    return show_part(request, plan, page, attempt)


def _taken_in(form: StepForm) -> str:
    """The key of the decision that stands in the form already."""
    return str(form["begun_with"].value() or "")


def _begun(request: SignedInRequest, plan: Plan, offers: list[DecisionOffer]) -> dict[str, object]:
    """What was typed, with the decision that was taken; nothing is saved of the step yet."""
    typed: dict[str, object] = {name: request.POST.get(name, "") for name in TYPED}
    found = pressed(request.POST, offers)
    if found is None:
        return typed
    offer, is_taken = found
    decision = next(each.decision for each in offers if each.key == offer.key)
    if not is_taken or decision is None:
        decline_step(plan=plan, offer=offer, by=request.user)
        return typed
    text = text_with(offer, record=Step(text=request.POST.get("text", "")), name="text")
    actors = actors_of(plan.case, kept=decision.member_id)
    chosen = actors.as_agreed(decision.actor, decision.member_id)
    return typed | {
        "text": text,
        "who": chosen.key if chosen else "",
        "actor": "" if chosen else decision.actor,
        "due_on": decision.due_on or typed["due_on"],
        "begun_with": offer.key,
    }


@require_http_methods(["GET", "POST"])
@once
def step_edit(request: SignedInRequest, plan_pk: int, step_pk: int) -> HttpResponse:
    plan = open_plan(request, plan_pk)
    step = _step(plan, step_pk)
    form = StepForm(request.POST or None, record=step, case=plan.case)
    attempt = attempt_to_write(plan, form)
    if form.is_valid():
        form.write_to(step)
        seen = form.cleaned_data["version"]
        with attempt:
            edit_step(step=step, by=request.user, seen=seen)
            return back_to_draft(request, plan, _("The step is saved."), step.goal)
    page = PartPage(_("Step"), _("Save the step"), about=step.goal.words)
    return show_part(request, plan, page, attempt)


@require_http_methods(["GET", "POST"])
def step_remove(request: SignedInRequest, plan_pk: int, step_pk: int) -> HttpResponse:
    """Ask, and take the step out of the draft."""
    plan = open_plan(request, plan_pk)
    step = _step(plan, step_pk)
    return ask_to_remove(
        request,
        plan,
        PartPage(_("Remove the step?"), _("Remove the step")),
        [step.text],
        lambda: remove_step(step=step, by=request.user),
    )


@require_POST
def step_done(request: SignedInRequest, plan_pk: int, step_pk: int) -> HttpResponse:
    """Note that a step of the plan in force is done, or take the note back."""
    plan = open_plan(request, plan_pk)
    step = _step(plan, step_pk)
    form = StepDoneForm(request.POST, step=step)
    if form.is_valid():
        on = form.cleaned_data["on"]
        act = mark_step_done if form.is_done else take_back_step
        day = {"on": on} if form.is_done else {}
        with Attempt(form):
            act(step=step, by=request.user, **day)
            return redirect(reverse("plans:plan_page", args=[plan.pk]) + f"#goal-{step.goal_id}")
    for errors in form.errors.values():
        messages.error(request, " ".join(str(error) for error in errors))
    return redirect(plan)


def _step(plan: Plan, step_pk: int) -> Step:
    steps = Step.objects.filter(goal__plan=plan).select_related("goal__plan")
    return get_object_or_404(steps, pk=step_pk)
