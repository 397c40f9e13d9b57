"""Pages of contacts."""

from django.http import Http404, HttpResponse

from accounts.http import SignedInRequest


def triage(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    raise Http404
