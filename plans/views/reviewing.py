"""Pages of the client plans."""

from django.http import Http404, HttpResponse

from accounts.http import SignedInRequest


def plan_review(request: SignedInRequest, plan_pk: int) -> HttpResponse:
    raise Http404
