"""What the pages of a plan answer alike."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from audit.vocabulary import Action
from cases.access import open_record_page
from cases.actions.closed_case import CaseClosed
from cases.permissions import CasePermission
from cases.views.answers import CONFLICT, Conflict, both_texts, closed_meanwhile, refuse
from inputs.record_form import RecordForm
from plans.actions.doing import NotInForce
from plans.actions.drafting import PlanFrozen
from plans.models import Plan
from records.versions import StaleVersion


def open_plan(request: SignedInRequest, plan_pk: int) -> Plan:
    """The plan through its case's door, for writing."""
    plan: Plan = open_record_page(request, Plan.objects, plan_pk, CasePermission.WRITE)
    return plan


def leave_if_final(request: SignedInRequest, plan: Plan) -> HttpResponse | None:
    """Lead from the pages of a draft to a plan that is a draft no more.

    A sent form goes on to its action, so that what was typed comes back with the refusal.
    """
    if plan.is_draft or request.method == "POST":
        return None
    messages.info(request, _("The plan has been agreed and stays as it is."))
    return redirect(plan)


class Attempt:
    """Runs an act for a form; keeps why it was refused, in words and as a status."""

    def __init__(self, form: forms.BaseForm) -> None:
        self.form = form
        self.status = 200
        self.conflict: Conflict | None = None

    def succeeds(self, act: Callable[[], object]) -> bool:
        """Act, and say whether it was done; the form then holds what went wrong."""
        try:
            act()
        except CaseClosed:
            self.status = closed_meanwhile(self.form)
        except PlanFrozen:
            self.status = refuse(
                self.form,
                _(
                    "The plan was agreed meanwhile, so nothing was saved. Your text is "
                    "still here: copy it, and start a new version."
                ),
            )
        except NotInForce:
            self.status = refuse(
                self.form,
                _(
                    "The plan is in force no more, so nothing was saved. Your text is "
                    "still here: copy it, and open the plan that is in force now."
                ),
            )
        except StaleVersion as stale:
            self.status = CONFLICT
            assert isinstance(self.form, RecordForm)
            self.conflict = both_texts(
                self.form, stale, case_pk=_case_of(stale.current), saved=Action.PLAN_EDITED
            )
        return self.status == 200


def _case_of(record: models.Model) -> int:
    plan = record if isinstance(record, Plan) else getattr(record, "plan", None)
    if plan is None:
        plan = record.goal.plan  # type: ignore[attr-defined]
    case_pk: int = plan.case_id
    return case_pk
