"""Starting a plan and writing its texts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_case_page
from cases.offers import put_beside
from cases.permissions import CasePermission
from cases.views.offered import DECLINE, TAKE, pressed
from cases.views.replaced_texts import count_replaced
from plans.actions.carrying_over import answer_offer
from plans.actions.drafting import DraftExists, draft_plan, edit_plan
from plans.contents import read_plan
from plans.decided_in_meetings import step_offers_for
from plans.forms.plan import PlanForm
from plans.known_from_assessment import offers_for
from plans.models import Plan
from plans.views.access import attempt_to_write, leave_if_final, open_plan
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def plan_new(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Start a draft, with what is open in the former version."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            plan = draft_plan(case=case, by=request.user)
            return redirect("plans:plan_edit", plan_pk=plan.pk)
        # The frame of the page says that the case is closed, and what to do.
        case.refresh_from_db(fields=["status", "closed_on"])
    if isinstance(attempt.refused, DraftExists):
        messages.info(request, attempt.refused.words)
        return redirect("plans:plan_edit", plan_pk=attempt.refused.draft.pk)
    former = Plan.objects.filter(case=case).first()
    context = {"case": case, "tab": "plans", "former": former}
    return attempt.render(request, "plans/new.html", context)


@require_http_methods(["GET", "POST"])
@once
def plan_edit(request: SignedInRequest, plan_pk: int) -> HttpResponse:
    """Show the draft's goals and what it would cite, and take its texts."""
    plan = open_plan(request, plan_pk)
    if away := leave_if_final(request, plan):
        return away
    form = PlanForm(request.POST or None, record=plan)
    attempt = attempt_to_write(plan, form)
    if form.is_valid():
        part = _part_to_add(plan, request.POST.get("next", ""))
        if part and not form.has_changed():
            return redirect(part)
        form.write_to(plan)
        with attempt:
            edit_plan(plan=plan, by=request.user, seen=form.cleaned_data["version"])
            answered = _answer_offer(request, plan)
            messages.success(request, _("The draft is saved."))
            return redirect(part or answered or reverse("plans:plan_edit", args=[plan.pk]))
        # The lists beside the form tell of what is saved.
        plan.read_anew()
    document = read_plan(plan)
    put_beside(form, offers_for(plan))
    context = {
        "case": plan.case,
        "tab": "plans",
        "plan": plan,
        "form": form,
        "document": document,
        "conditions": [
            {"text": condition.line, "done": met, "url": condition.place}
            for condition, met in document.conditions.items()
        ],
        "conflict": attempt.conflict,
        "replaced": count_replaced(plan),
        "decided": step_offers_for(plan),
    }
    return attempt.render(request, "plans/edit.html", context)


def _answer_offer(request: SignedInRequest, plan: Plan) -> str:
    """Take or decline what was pressed; where its field is, or nothing for another button."""
    if TAKE not in request.POST and DECLINE not in request.POST:
        return ""
    found = pressed(request.POST, offers_for(plan))
    if found is None:
        messages.info(request, _("It stands in the draft, or was left out before."))
        return ""
    offer, is_taken = found
    answer_offer(plan=plan, offer=offer, is_taken=is_taken, by=request.user)
    return f"{reverse('plans:plan_edit', args=[plan.pk])}#div_id_{offer.place}"


def _part_to_add(plan: Plan, wanted: str) -> str:
    """The page to which a button leads once the texts are saved; nothing but these."""
    name, _colon, goal_pk = wanted.partition(":")
    if wanted == "goal_add":
        return reverse("plans:goal_add", args=[plan.pk])
    if wanted == "needs":
        return reverse("continuity:continuity", args=[plan.case_id])
    if name == "step_add":
        goals = {str(pk): pk for pk in plan.goals.values_list("pk", flat=True)}
        if goal_pk in goals:
            return reverse("plans:step_add", args=[plan.pk, goals[goal_pk]])
    return ""
