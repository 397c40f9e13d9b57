"""Pages of contacts."""

from django.http import Http404, HttpResponse

from accounts.http import SignedInRequest


def sent(request: SignedInRequest) -> HttpResponse:
    raise Http404


def referral_page(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    raise Http404


def receipt(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    raise Http404


def in_case(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    raise Http404
