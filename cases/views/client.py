"""Pages of the trunk."""

from django.http import Http404, HttpResponse

from accounts.http import SignedInRequest


def client(request: SignedInRequest, case_pk: int) -> HttpResponse:
    raise Http404


def client_edit(request: SignedInRequest, case_pk: int) -> HttpResponse:
    raise Http404
