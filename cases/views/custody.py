"""Pages of the trunk."""

from django.http import Http404, HttpResponse

from accounts.http import SignedInRequest


def custody(request: SignedInRequest, case_pk: int) -> HttpResponse:
    raise Http404
