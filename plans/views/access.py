"""What the pages of a plan have in common: the door, and leaving a plan that is agreed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from audit.vocabulary import Action
from cases.access import open_record_page
from cases.permissions import CasePermission
from cases.views.edit_attempt import EditAttempt
from inputs.record_form import RecordForm
from plans.models import Plan


def open_plan(request: SignedInRequest, plan_pk: int) -> Plan:
    """The plan through its case's door, for writing."""
    plan: Plan = open_record_page(request, Plan.objects, plan_pk, CasePermission.WRITE)
    return plan


def leave_if_final(request: SignedInRequest, plan: Plan) -> HttpResponse | None:
    """Lead from the pages of a draft to a plan that has been agreed since.

    A sent form goes on to its action, so that what was typed comes back with the refusal.
    """
    if plan.is_draft or request.method == "POST":
        return None
    messages.info(request, _("The plan has been agreed and stays as it is."))
    return redirect(plan)


def attempt_to_write(plan: Plan, form: RecordForm) -> EditAttempt:
    """An attempt to save a part of the draft."""
    return EditAttempt(form, case_pk=plan.case_id, saved=Action.PLAN_EDITED)
