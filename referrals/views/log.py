"""Pages of contacts."""

from django.http import Http404, HttpResponse

from accounts.http import SignedInRequest


def log_contact(request: SignedInRequest) -> HttpResponse:
    raise Http404
