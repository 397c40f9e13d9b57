"""Deciding on a contact."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from accounts.once import once
from cases.actions.opening import AlreadyOpen
from cases.actions.team import CannotJoinTeam
from cases.models import Case
from cases.views.answers import CONFLICT
from referrals.access import open_referral_page
from referrals.actions.triage import AlreadyTriaged, ClientExists, NoOpenCase, triage_referral
from referrals.answers import findings_of, parts_of
from referrals.forms.triage import TriageForm
from referrals.likely import likely_clients
from referrals.models import Referral, Triage
from referrals.permissions import ReferralPermission


@require_http_methods(["GET", "POST"])
@once
def triage(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """The contact, those who may be the same person, and the triage; or what was decided."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.TRIAGE)
    if referral.is_triaged and request.method == "GET":
        return _decided(request, referral, referral.triage)
    likely = likely_clients(referral, by=request.user)
    form = TriageForm(request.POST or None, referral=referral, likely=likely)
    if referral.is_triaged:
        return _decided(request, referral, referral.triage, late=form)
    status = 200
    if form.is_valid():
        try:
            triage_referral(
                triage=Triage(referral=referral, **form.findings()),
                by=request.user,
                **form.chosen(),
            )
        except AlreadyTriaged as other:
            return _decided(request, referral, other.triage, late=form)
        except (AlreadyOpen, CannotJoinTeam, ClientExists, NoOpenCase):
            form = TriageForm(
                request.POST, referral=referral, likely=likely_clients(referral, by=request.user)
            )
            form.full_clean()
            form.add_error("decision", _("The client’s situation changed just now. Look again."))
            status = CONFLICT
        else:
            messages.success(request, _("The decision is recorded."))
            return redirect("referrals:triage", referral_pk)
    context = {
        "referral": referral,
        "likely": likely,
        "parts": parts_of(referral),
        "form": form,
    }
    return render(request, "referrals/triage.html", context, status=status)


def _decided(
    request: SignedInRequest,
    referral: Referral,
    triage: Triage,
    late: TriageForm | None = None,
) -> HttpResponse:
    """What was decided and by whom; for one who came late (409), also what they wrote."""
    own_cases = Case.objects.visible_to(request.user)
    may_open = triage.case is not None and own_cases.filter(pk=triage.case.pk).exists()
    context = {
        "referral": referral,
        "triage": triage,
        "answers": findings_of(triage),
        "parts": parts_of(referral),
        "may_open": may_open,
        "written": _written(late) if late is not None else [],
        "is_late": late is not None,
    }
    status = CONFLICT if late is not None else 200
    return render(request, "referrals/triaged.html", context, status=status)


def _written(form: TriageForm) -> list[dict[str, str]]:
    """The late one's own words, to be copied to where they are of use."""
    names = ("urgency_reason", "measures", "next_steps")
    texts = [(form[name].label, form[name].value()) for name in names]
    return [{"label": str(label), "value": str(text)} for label, text in texts if text]
