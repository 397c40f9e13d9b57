"""Offering an expert by experience."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_case_page
from cases.permissions import CasePermission
from networks.members.actions.offering_expert import record_expert_offer
from networks.members.expert_standing import expert_standing
from networks.members.forms.talk_forms import ExpertOfferForm
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def expert_offer(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Record that one was offered and what came of it; the earlier answers stay."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    form = ExpertOfferForm(request.POST or None, case=case)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            record_expert_offer(offer=form.offer(), by=request.user)
            messages.success(request, _("The offer is recorded."))
            return redirect("networks:network", case_pk=case.pk)
    context = {"case": case, "tab": "network", "form": form, "expert": expert_standing(case)}
    return attempt.render(request, "networks/expert_offer.html", context)
