"""What a sender sees afterwards: the list, the receipt, the status; and the case's team."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from cases.access import open_case_page
from referrals.access import open_referral_page
from referrals.answers import findings_of, parts_of
from referrals.models import Referral
from referrals.permissions import ReferralPermission
from referrals.steps import go_on

PAGE = 25
DRAFTS_SHOWN = 50


@require_GET
def sent(request: SignedInRequest) -> HttpResponse:
    """The user's drafts, and what the user and colleagues have sent."""
    if request.user.organisation is None:
        raise Http404
    house = Referral.objects.sent_by_house_of(request.user).for_listing()
    drafts = Referral.objects.drafts_of(request.user)[:DRAFTS_SHOWN]
    context = {
        "page": Paginator(house, PAGE).get_page(request.GET.get("page")),
        "drafts": [
            {"draft": draft, "name": draft.typed_name, "url": go_on(draft)} for draft in drafts
        ],
        "may_send": request.user.is_prison_staff or request.user.is_partner,
    }
    return render(request, "referrals/sent.html", context)


@require_GET
def referral_page(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """What became of the contact; and, for the one who wrote it, what they wrote."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.FOLLOW)
    if referral.is_draft:
        raise Http404
    case = referral.triage.case if referral.is_triaged else None
    may_read = ReferralPermission.READ in referral.rights
    context = {
        "referral": referral,
        "unit": case.unit if case else None,
        "parts": parts_of(referral) if may_read else [],
    }
    return render(request, "referrals/referral_page.html", context)


@require_GET
def receipt(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """That the contact arrived: a reference, and nothing about anybody."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.FOLLOW)
    if referral.is_draft:
        raise Http404
    return render(request, "referrals/receipt.html", {"referral": referral})


@require_GET
def in_case(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """The contact as the team of its case reads it."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.READ)
    if not referral.is_triaged or referral.triage.case_id is None:
        raise Http404
    case = open_case_page(request, referral.triage.case_id)
    context = {
        "case": case,
        "tab": "",
        "referral": referral,
        "triage": referral.triage,
        "findings": findings_of(referral.triage),
        "parts": parts_of(referral),
    }
    return render(request, "referrals/in_case.html", context)
