"""The county's contacts, those that wait first; and what was decided on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from accounts.models import User
from listings.pages import page_of
from listings.table import Excerpt, Table
from referrals.intake.listings import DECIDED, WAITING
from referrals.intake.targets import target_in_force
from referrals.models import Transfer
from referrals.moving.listings import MOVED, OFFERED_BY_US, OFFERED_TO_US

LATELY = 10
# Transfers are few; more of them than this are told of by their number.
OFFERS = 50


@require_GET
@page_of(WAITING)
def inbox(request: SignedInRequest, table: Table) -> HttpResponse:
    """What waits for triage, with names; what was decided lately, without them."""
    user = request.user
    context = {
        "table": table,
        "target": target_in_force(timezone.localdate()).working_days,
        "decided": Excerpt(DECIDED, user, LATELY),
        "moved": Excerpt(MOVED, user, LATELY),
        **_offers(user),
    }
    return render(request, "referrals/inbox.html", context)


def _offers(user: User) -> dict[str, Excerpt | None]:
    """What is on its way between counties; on most days nothing is, and one question tells."""
    there_are = Transfer.objects.listable_to(user).waiting().exists()
    return {
        "offered_to_us": Excerpt(OFFERED_TO_US, user, OFFERS) if there_are else None,
        "offered_by_us": Excerpt(OFFERED_BY_US, user, OFFERS) if there_are else None,
    }


@require_GET
@page_of(DECIDED)
def triage_list(request: SignedInRequest, table: Table) -> HttpResponse:
    """Every decision of the county, the latest first; without names."""
    return render(request, "referrals/triage_list.html", {"table": table})
