"""The texts that were replaced in a plan."""

from functools import partial

from django import forms
from django.db import models
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_record_page, right_to
from cases.views.replaced_texts import put_back_or_show
from plans.actions.plan_texts import parts_of, put_text_back
from plans.forms.parts import GoalForm, StepForm
from plans.forms.plan import PlanForm
from plans.models import Goal, Plan, Step
from records.once import once

LABELS: dict[str, type[forms.Form]] = {
    Plan._meta.label_lower: PlanForm,
    Goal._meta.label_lower: GoalForm,
    Step._meta.label_lower: StepForm,
}


@require_http_methods(["GET", "POST"])
@once
def plan_replaced_texts(request: SignedInRequest, plan_pk: int) -> HttpResponse:
    """Read them, and put one back while the plan is a draft."""
    plan: Plan = open_record_page(request, Plan.objects, plan_pk, right_to(request))
    put_back = partial(put_text_back, plan=plan)
    return put_back_or_show(request, plan, put_back, _names, LABELS, tab="plans")


def _names(plan: Plan) -> dict[models.Model, str]:
    """The parts of the plan as its pages call them."""
    return {part: _name(part) for part in parts_of(plan)}


def _name(part: models.Model) -> str:
    if isinstance(part, Goal):
        return _("Goal %(number)s") % {"number": part.position}
    if isinstance(part, Step):
        place = {"number": part.goal.position, "step": part.position}
        return _("Goal %(number)s, step %(step)s") % place
    return ""
