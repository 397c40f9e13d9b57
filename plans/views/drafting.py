"""Pages of the client plans."""

from django.http import Http404, HttpResponse

from accounts.http import SignedInRequest


def plan_new(request: SignedInRequest, case_pk: int) -> HttpResponse:
    raise Http404


def plan_edit(request: SignedInRequest, plan_pk: int) -> HttpResponse:
    raise Http404
