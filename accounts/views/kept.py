"""What is being typed: kept for its writer, offered when the form is opened again, discarded."""

import uuid

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from accounts import keeping
from accounts.http import SignedInRequest
from records import held_text, kept_text
from records.form_tokens import WRITTEN_BY


@csrf_exempt
@require_POST
def kept_text_save(request: SignedInRequest) -> HttpResponse:
    """Keep what stands on an open page.

    The page proves by its writer's signed mark that it is ours, not by its CSRF token: that
    one is of another sign-in when its writer has signed in again in another tab.
    """
    save = keeping.save_of(request)
    if save is None or held_text.signed_writer(request.POST.get(WRITTEN_BY, "")) != _pk(request):
        return JsonResponse({"state": "refused"})
    state = keeping.keep(save, request.user.pk)
    at = time_format(timezone.localtime())
    return JsonResponse({"state": state, "words": _("Kept unfinished at %(at)s") % {"at": at}})


@require_GET
def kept_text_offers(request: SignedInRequest) -> HttpResponse:
    """What was kept of a form: its fields, and the words that offer it."""
    offers = kept_text.kept_by(request.user, form=request.GET.get("lomake", ""))
    words = render_to_string("accounts/_kept_text_offers.html", {"offers": offers}, request)
    fields = {str(kept.pk): kept.typed.fields for kept in offers}
    return JsonResponse({"fields": fields, "html": words if offers else ""})


@require_GET
def kept_text_list(request: SignedInRequest) -> HttpResponse:
    """Everything of one's own that was kept."""
    every = kept_text.kept_by(request.user)
    return render(request, "accounts/kept_text_list.html", {"kept_texts": every})


@require_GET
def kept_text_page(request: SignedInRequest, kept_pk: uuid.UUID) -> HttpResponse:
    """One's own text as it was typed, where its form cannot be opened any more."""
    return render(request, "accounts/kept_text.html", {"kept": _own(request, kept_pk)})


@require_POST
def kept_text_discard(request: SignedInRequest, kept_pk: uuid.UUID) -> HttpResponse:
    """Remove one's own text."""
    kept_text.discard(_own(request, kept_pk).pk, by=request.user)
    return HttpResponseRedirect(reverse("accounts:kept_text_list"))


def _own(request: SignedInRequest, kept_pk: uuid.UUID) -> kept_text.Kept:
    kept = kept_text.find(kept_pk, by=request.user)
    if kept is None:
        raise Http404
    return kept


def _pk(request: SignedInRequest) -> int:
    return int(request.user.pk)
