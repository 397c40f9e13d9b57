"""Deciding on a contact."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.models import Case
from records.attempt import Attempt
from records.once import once
from referrals.access import open_referral_page
from referrals.contents import findings_of, parts_of
from referrals.exchange.corrections import is_protected
from referrals.intake.actions import AlreadyTriaged, MovedAway, triage_referral
from referrals.intake.forms.triage import TriageForm
from referrals.intake.listings import next_for
from referrals.intake.nearness import nearness_of
from referrals.intake.reading import reader_of
from referrals.intake.targets import limits_of
from referrals.models import Referral, Triage
from referrals.moving.report_contents import reports_of
from referrals.moving.views.forwarding import told_where_it_went
from referrals.permissions import ReferralPermission
from referrals.search.duplicates import likely_clients, likely_referrals


@require_http_methods(["GET", "POST"])
@told_where_it_went
@once
def referral_triage(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """The contact, those who may be the same person, and the triage; or what was decided."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.TRIAGE)
    if request.method == "GET":
        if referral.is_triaged:
            return _decided(request, referral, referral.triage)
        if referral.offered_county_id is not None:
            return redirect("referrals:transfer_waiting", referral_pk)
    form, attempt = _form(request, referral), Attempt()
    if referral.is_triaged:
        return _decided(request, referral, referral.triage, late=form)
    if "show_workers" in request.POST:
        # Nothing has been sent off yet, so nothing is wrong yet.
        form.errors.clear()
    elif form.is_valid():
        decided = Triage(referral=referral, **form.findings())
        with attempt:
            triage_referral(triage=decided, by=request.user, **form.chosen())
            messages.success(request, _("The decision is recorded."))
            return redirect("referrals:referral_triage", referral.pk)
    if isinstance(attempt.refused, AlreadyTriaged):
        return _decided(request, referral, attempt.refused.triage, late=form)
    if isinstance(attempt.refused, MovedAway):
        raise Http404
    if attempt.refused:
        # What was sent, against what is true now.
        form = _form(request, referral)
        form.full_clean()
        attempt.show_in(form)
    return _page(request, referral, form, attempt)


def _form(request: SignedInRequest, referral: Referral) -> TriageForm:
    likely = likely_clients(referral, by=request.user)
    return TriageForm(
        request.POST or None,
        referral=referral,
        likely=likely,
        by=request.user,
        gate_is_near=nearness_of(referral, timezone.localdate()).is_near,
    )


def _page(
    request: SignedInRequest, referral: Referral, form: TriageForm, attempt: Attempt
) -> HttpResponse:
    context = {
        "referral": referral,
        "likely": list(form.likely.values()),
        "others": likely_referrals(referral),
        "parts": parts_of(referral),
        "reports": reports_of(referral),
        "limits": limits_of(referral, timezone.localdate()),
        "nearness": nearness_of(referral, timezone.localdate()),
        "undone": _undone(request, referral),
        "form": form,
        "reading": reader_of(referral),
        "is_protected": is_protected(referral),
    }
    return attempt.render(request, "referrals/referral_triage.html", context)


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
        "reports": reports_of(referral),
        "may_open": may_open,
        "undone": _undone(request, referral),
        "written": _written(late) if late is not None else [],
        "is_late": late is not None,
        "next": next_for(request.user) if late is None else None,
    }
    status = AlreadyTriaged.status if late is not None else None
    return render(request, "referrals/triaged.html", context, status=status)


def _undone(request: SignedInRequest, referral: Referral) -> list[dict[str, object]]:
    """The decisions of the county that were taken back, each as it was."""
    undone = Triage.objects.undone_for(referral, request.user.county)
    return [{"triage": triage, "answers": findings_of(triage)} for triage in undone]


def _written(form: TriageForm) -> list[dict[str, str]]:
    """The late one's own words, to be copied to where they are of use."""
    texts = [(field.label, field.value()) for field in form if _is_text(field.name)]
    return [{"label": str(label), "value": str(text)} for label, text in texts if text]


def _is_text(name: str) -> bool:
    long = (
        "urgency_reason",
        "although_near",
        "dependants_not_known_because",
        "measures",
        "services_needed",
    )
    return name in (*long, "next_steps") or name.startswith("attempt_")
