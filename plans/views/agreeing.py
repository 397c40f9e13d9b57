"""Agreeing on a draft."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.actions.closed_case import CaseClosed
from cases.views.answers import closed_meanwhile, refuse
from plans.actions.agreeing import (
    CannotAgree,
    agree_plan,
    conditions_for_agreement,
    contents_of,
)
from plans.contents import read_plan
from plans.forms.agreeing import AgreePlanForm
from plans.models import Plan
from plans.views.answers import leave_if_final, open_plan
from records.states import IllegalTransition
from records.versions import StaleVersion


@require_http_methods(["GET", "POST"])
def plan_agree(request: SignedInRequest, plan_pk: int) -> HttpResponse:
    """Show the draft as it will be, and put it in force."""
    plan = open_plan(request, plan_pk)
    # The action reads the plan anew, and with it a case without the door's rights.
    case = plan.case
    former = Plan.objects.in_force().filter(case=case).exclude(pk=plan.pk).first()
    form = AgreePlanForm(request.POST or None, plan=plan, former=former)
    status = 200
    if form.is_valid():
        status = _agree(request, plan, form)
        if status == 200:
            messages.success(request, _("The plan is in force."))
            return redirect(plan)
    context = {
        "case": case,
        "tab": "plans",
        "plan": plan,
        "form": form,
        "document": read_plan(plan),
        "contents": contents_of(plan),
        "is_complete": all(conditions_for_agreement(plan).values()),
        "former": former,
    }
    away = leave_if_final(request, plan)
    return away or render(request, "plans/agree.html", context, status=status)


def _agree(request: SignedInRequest, plan: Plan, form: AgreePlanForm) -> int:
    """Act; where it is refused, say why in the form and return the status."""
    try:
        agree_plan(
            plan=plan,
            by=request.user,
            on=form.cleaned_data["on"],
            agreement=form.cleaned_data["agreement"],
            reason=form.cleaned_data["reason"],
            copies_to=form.cleaned_data["copies_to"],
            seen=form.cleaned_data["contents"],
        )
    except CaseClosed:
        return closed_meanwhile(form)
    except IllegalTransition:
        return refuse(form, _("The plan has been agreed already. Open it to see how."))
    except StaleVersion:
        return refuse(
            form,
            _(
                "The plan was changed after you opened this page. It is shown below as "
                "it is now. Read it, and agree again."
            ),
        )
    except CannotAgree as cannot:
        return refuse(form, _why_not(cannot.why))
    return 200


def _why_not(why: str) -> str:
    return {
        "goal": _("Write at least one goal first."),
        "step": _("Write at least one step for a goal first."),
        "review": _("Write a review date in the draft first."),
    }.get(why, _("The day does not fit the plan. Check it."))
