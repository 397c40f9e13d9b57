"""Starting a plan and writing its texts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_case_page
from cases.actions.closed_case import CaseClosed
from cases.permissions import CasePermission
from cases.views.answers import CONFLICT
from plans.actions.agreeing import conditions_for_agreement
from plans.actions.drafting import DraftExists, draft_plan, edit_plan
from plans.contents import read_plan
from plans.forms.plan import PlanForm
from plans.models import Plan
from plans.views.answers import Attempt, leave_if_final, open_plan
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def plan_new(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Start a draft, with what is open in the former version."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    status = 200
    if request.method == "POST":
        try:
            plan = draft_plan(case=case, by=request.user)
        except DraftExists as existing:
            messages.info(request, _("There is a draft already. Write on in it."))
            return redirect("plans:plan_edit", plan_pk=existing.draft.pk)
        except CaseClosed:
            # The frame of the page says that the case is closed, and what to do.
            case.refresh_from_db(fields=["status", "closed_on"])
            status = CONFLICT
        else:
            return redirect("plans:plan_edit", plan_pk=plan.pk)
    former = Plan.objects.filter(case=case).first()
    context = {"case": case, "tab": "plans", "former": former}
    return render(request, "plans/new.html", context, status=status)


@require_http_methods(["GET", "POST"])
def plan_edit(request: SignedInRequest, plan_pk: int) -> HttpResponse:
    """Show the draft's goals and services, and take its texts."""
    plan = open_plan(request, plan_pk)
    form = PlanForm(request.POST or None, record=plan)
    attempt = Attempt(form)
    if form.is_valid():
        part = _part_to_add(plan, request.POST.get("next", ""))
        if part and not form.has_changed():
            return redirect(part)
        form.write_to(plan)
        seen = form.cleaned_data["version"]
        if attempt.succeeds(lambda: edit_plan(plan=plan, by=request.user, seen=seen)):
            messages.success(request, _("The draft is saved."))
            return redirect(part or reverse("plans:plan_edit", args=[plan.pk]))
    context = {
        "case": plan.case,
        "tab": "plans",
        "plan": plan,
        "form": form,
        "document": read_plan(plan),
        "conditions": _conditions_in_words(plan),
        "conflict": attempt.conflict,
    }
    away = leave_if_final(request, plan)
    return away or render(request, "plans/edit.html", context, status=attempt.status)


def _part_to_add(plan: Plan, wanted: str) -> str:
    """The page to which a button leads once the texts are saved; nothing but these."""
    name, _colon, goal_pk = wanted.partition(":")
    if wanted in ("goal_add", "service_add"):
        return reverse(f"plans:{wanted}", args=[plan.pk])
    if name == "step_add":
        goals = {str(pk): pk for pk in plan.goals.values_list("pk", flat=True)}
        if goal_pk in goals:
            return reverse("plans:step_add", args=[plan.pk, goals[goal_pk]])
    return ""


def _conditions_in_words(plan: Plan) -> list[dict[str, object]]:
    """What the draft still needs before it can be agreed, for `components/opens.html`."""
    held = conditions_for_agreement(plan)
    places = {
        "goal": (_("A goal in the client’s words"), "#goals"),
        "step": (_("A step with somebody who does it"), "#goals"),
        "review": (_("A review date"), "#div_id_review_on"),
    }
    return [{"text": words, "done": held[key], "url": url} for key, (words, url) in places.items()]
