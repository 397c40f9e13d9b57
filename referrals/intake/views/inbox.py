"""The county's contacts, those that wait first; and what was decided on."""

import datetime as dt

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from accounts.models import Organisation
from referrals.intake.queue import most_urgent_first, reasons
from referrals.intake.targets import target_in_force
from referrals.models import Referral, Transfer, Triage

PAGE = 25
LATELY = 10
# Transfers are few; more of them than this are told of by their number.
OFFERS = 50


@require_GET
def inbox(request: SignedInRequest) -> HttpResponse:
    """What waits for triage, with names; what was decided lately, without them."""
    county = _county_of(request)
    today = timezone.localdate()
    target = target_in_force(today).working_days
    waiting = Referral.objects.listable_to(request.user).untriaged().not_offered()
    queue = most_urgent_first(waiting, today, target)
    context = {
        "page": _page_of(Paginator(queue, PAGE).get_page(request.GET.get("page")), today, target),
        "target": target,
        "offered_to_us": list(Transfer.objects.offered_to(county)[: OFFERS + 1]),
        "offered_by_us": list(Transfer.objects.offered_by(county)[: OFFERS + 1]),
        "shown": OFFERS,
        "decided": Triage.objects.of_county(county)[:LATELY],
        "moved": Transfer.objects.moved_from(county)[:LATELY],
    }
    return render(request, "referrals/inbox.html", context)


@require_GET
def triage_list(request: SignedInRequest) -> HttpResponse:
    """Every decision of the county, the latest first; without names."""
    decisions = Triage.objects.of_county(_county_of(request))
    page = Paginator(decisions, PAGE).get_page(request.GET.get("page"))
    return render(request, "referrals/triage_list.html", {"page": page})


def _county_of(request: SignedInRequest) -> Organisation:
    """The county that the user reads contacts for; the page does not exist for others."""
    county = request.user.county
    if county is None or not request.user.is_intake:
        raise Http404
    return county


def _page_of(page: Page[Referral], today: dt.date, target: int) -> Page[Referral]:
    """Give each row of the page the words for why it stands there."""
    page.object_list = list(page.object_list)
    for referral in page.object_list:
        referral.reasons = reasons(referral, today, target)  # type: ignore[attr-defined]
    return page
