"""Pages of contacts."""

from django.http import Http404, HttpResponse

from accounts.http import SignedInRequest


def new(request: SignedInRequest) -> HttpResponse:
    raise Http404


def person(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    raise Http404


def custody(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    raise Http404


def need(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    raise Http404


def check(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    raise Http404


def send(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    raise Http404


def remove(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    raise Http404
