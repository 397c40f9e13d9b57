"""Pages of the trunk."""

from django.http import Http404, HttpResponse

from accounts.http import SignedInRequest


def team(request: SignedInRequest, case_pk: int) -> HttpResponse:
    raise Http404


def team_add(request: SignedInRequest, case_pk: int) -> HttpResponse:
    raise Http404


def team_remove(request: SignedInRequest, case_pk: int, user_pk: int) -> HttpResponse:
    raise Http404
