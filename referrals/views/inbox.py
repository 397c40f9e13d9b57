"""The county's contacts, those that wait first."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from referrals.models import Referral

PAGE = 25
LATELY = 10


@require_GET
def inbox(request: SignedInRequest) -> HttpResponse:
    """What waits for triage, with names; what was decided lately, without them."""
    if not request.user.is_intake:
        raise Http404
    of_county = Referral.objects.listable_to(request.user)
    waiting = of_county.untriaged().most_urgent_first()
    decided = of_county.triaged().select_related("triage__decided_by")
    context = {
        "page": Paginator(waiting, PAGE).get_page(request.GET.get("page")),
        "decided": decided[:LATELY],
    }
    return render(request, "referrals/inbox.html", context)
