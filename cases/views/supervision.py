"""Pages of the trunk."""

from django.http import Http404, HttpResponse

from accounts.http import SignedInRequest


def purpose(request: SignedInRequest, case_pk: int) -> HttpResponse:
    raise Http404


def assign(request: SignedInRequest, case_pk: int) -> HttpResponse:
    raise Http404
