"""Pages of the client plans."""

from django.http import Http404, HttpResponse

from accounts.http import SignedInRequest


def step_add(request: SignedInRequest, plan_pk: int, goal_pk: int) -> HttpResponse:
    raise Http404


def step_edit(request: SignedInRequest, plan_pk: int, step_pk: int) -> HttpResponse:
    raise Http404


def step_remove(request: SignedInRequest, plan_pk: int, step_pk: int) -> HttpResponse:
    raise Http404


def step_done(request: SignedInRequest, plan_pk: int, step_pk: int) -> HttpResponse:
    raise Http404
