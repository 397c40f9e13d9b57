"""Pages of the trunk."""

from django.http import Http404, HttpResponse

from accounts.http import SignedInRequest


def notes(request: SignedInRequest, case_pk: int) -> HttpResponse:
    raise Http404


def note_correct(request: SignedInRequest, note_pk: int) -> HttpResponse:
    raise Http404
