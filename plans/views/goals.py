"""Pages of the client plans."""

from django.http import Http404, HttpResponse

from accounts.http import SignedInRequest


def goal_add(request: SignedInRequest, plan_pk: int) -> HttpResponse:
    raise Http404


def goal_edit(request: SignedInRequest, plan_pk: int, goal_pk: int) -> HttpResponse:
    raise Http404


def goal_remove(request: SignedInRequest, plan_pk: int, goal_pk: int) -> HttpResponse:
    raise Http404
