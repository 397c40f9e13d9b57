"""The county's contacts, those that wait first; and what was decided on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from accounts.models import User
from cases.models import CaseHandover
from listings.pages import page_of
from listings.table import Excerpt, Table
from referrals.intake.listings import DECIDED, WAITING
from referrals.intake.targets import target_for
from referrals.models import Transfer
from referrals.moving.listings import MOVED, OFFERED_BY_US, OFFERED_TO_US
from referrals.vocabulary import TransferOutcome

LATELY = 10
# Transfers are few; more of them than this are told of by their number.
OFFERS = 50


@require_GET
@page_of(WAITING)
def queue(request: SignedInRequest, table: Table) -> HttpResponse:
    """What waits for triage, with names; what was decided lately, without them."""
    user = request.user
    context = {
        "table": table,
        "target": target_for(user, timezone.localdate()).working_days,
        "decided": Excerpt(DECIDED, user, LATELY),
        "handed_over": CaseHandover.objects.offered_to(user).count(),
        **_between_counties(user),
    }
    return render(request, "referrals/queue.html", context)


def _between_counties(user: User) -> dict[str, Excerpt | None]:
    """What is on its way between counties, and what has moved; None for what there is not.

    One question tells it: on most days nothing is on its way.
    """
    transfers = Transfer.objects.listable_to(user)
    outcomes = set(transfers.order_by().values_list("outcome", flat=True).distinct())
    waits, moved = TransferOutcome.WAITING in outcomes, TransferOutcome.ACCEPTED in outcomes
    return {
        "offered_to_us": Excerpt(OFFERED_TO_US, user, OFFERS) if waits else None,
        "offered_by_us": Excerpt(OFFERED_BY_US, user, OFFERS) if waits else None,
        "moved": Excerpt(MOVED, user, LATELY) if moved else None,
    }


@require_GET
@page_of(DECIDED)
def triage_list(request: SignedInRequest, table: Table) -> HttpResponse:
    """Every decision of the county, the latest first; without names."""
    return render(request, "referrals/triage_list.html", {"table": table})
