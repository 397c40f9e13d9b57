"""Pages of the client plans."""

from django.http import Http404, HttpResponse

from accounts.http import SignedInRequest


def service_add(request: SignedInRequest, plan_pk: int) -> HttpResponse:
    raise Http404


def service_edit(request: SignedInRequest, plan_pk: int, service_pk: int) -> HttpResponse:
    raise Http404


def service_remove(request: SignedInRequest, plan_pk: int, service_pk: int) -> HttpResponse:
    raise Http404
