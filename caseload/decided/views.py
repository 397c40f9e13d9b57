"""The page on which decisions of meetings are taken to the client's needs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from caseload.decided.actions import take_to_needs
from caseload.decided.forms import DecidedForm
from caseload.decided.open_decisions import open_decisions
from cases.access import open_case_page
from cases.permissions import CasePermission
from continuity.models import Need
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def decided_to_needs(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Which need each decision concerns; nothing is noted but what was chosen."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    decisions = open_decisions(case)
    needs = list(Need.objects.present().filter(case=case).order_by("pk"))
    form = DecidedForm(request.POST or None, decisions=decisions, needs=needs)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            take_to_needs(case=case, answers=form.answers(), by=request.user)
            messages.success(request, _("The answers are saved."))
            return redirect("continuity:continuity", case_pk=case.pk)
    context = {"case": case, "tab": "continuity", "form": form}
    return attempt.render(request, "caseload/decided.html", context)
