"""Pages of the trunk."""

from django.http import Http404, HttpResponse

from accounts.http import SignedInRequest


def log(request: SignedInRequest, case_pk: int) -> HttpResponse:
    raise Http404
