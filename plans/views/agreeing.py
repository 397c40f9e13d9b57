"""Agreeing on a draft."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from plans.actions.agreeing import agree_plan
from plans.contents import read_plan
from plans.forms.agreeing import AgreePlanForm
from plans.forms.plan import PlanForm
from plans.known_from_assessment import offers_for
from plans.models import Plan
from plans.views.access import leave_if_final, open_plan
from records.attempt import Attempt


@require_http_methods(["GET", "POST"])
def plan_agree(request: SignedInRequest, plan_pk: int) -> HttpResponse:
    """Show the draft as it will be, and put it in force."""
    plan = open_plan(request, plan_pk)
    if away := leave_if_final(request, plan):
        return away
    former = Plan.objects.in_force().filter(case=plan.case).exclude(pk=plan.pk).first()
    form = AgreePlanForm(request.POST or None, plan=plan, former=former)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            agree_plan(plan=plan, by=request.user, **form.answer())
            messages.success(request, _("The plan is in force."))
            return redirect(plan)
    document = read_plan(plan)
    context = {
        "case": plan.case,
        "tab": "plans",
        "plan": plan,
        "form": form,
        "document": document,
        "is_complete": all(document.conditions.values()),
        "former": former,
        "waiting": {
            each.place: PlanForm.base_fields[each.place].label for each in offers_for(plan)
        },
    }
    return attempt.render(request, "plans/agree.html", context)
