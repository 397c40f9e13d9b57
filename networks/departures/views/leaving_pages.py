"""The page of a departure: whom it touches in the reader's units, and the one confirmation."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from audit.recording import record
from audit.vocabulary import Action
from networks.departures.actions.telling_teams import tell_departure
from networks.departures.concerned import counts_for, kept_for, left_open_for
from networks.departures.forms.departure_form import DepartureForm
from networks.directory.access import open_organisation, read_county
from networks.models import DirectoryDeparture, DirectoryPerson, DirectoryService
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def organisation_departure(request: SignedInRequest, listed_organisation_pk: int) -> HttpResponse:
    return _departure(request, open_organisation(request, listed_organisation_pk))


@require_http_methods(["GET", "POST"])
@once
def service_departure(request: SignedInRequest, listed_service_pk: int) -> HttpResponse:
    found = DirectoryService.objects.of_county(read_county(request))
    service = get_object_or_404(found.select_related("organisation"), pk=listed_service_pk)
    return _departure(request, service)


@require_http_methods(["GET", "POST"])
@once
def person_departure(request: SignedInRequest, listed_person_pk: int) -> HttpResponse:
    found = DirectoryPerson.objects.of_county(read_county(request))
    person = get_object_or_404(found.select_related("organisation"), pk=listed_person_pk)
    return _departure(request, person)


def _departure(request: SignedInRequest, entry: Any) -> HttpResponse:
    """Everybody who reads the directory reads it; only its administrator tells of it."""
    keeps = request.user.is_administrator
    if request.method == "POST" and not keeps:
        raise Http404
    told = DirectoryDeparture.objects.of_entry(entry)
    departure = told.present().first()
    taken_back = told.first() if departure is None else None
    form = DepartureForm(request.POST or None, entry=entry, departure=departure)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            tell_departure(entry=entry, **form.cleaned_data, by=request.user)
            messages.success(
                request, _("It is marked in the directory, and the teams concerned were told.")
            )
            return redirect(request.path)
    left_open = left_open_for(request.user, departure)
    kept = kept_for(request.user, taken_back)
    if left_open or kept:
        clients = {member.case.client_id for member in (*left_open, *kept)}
        record(Action.LIST_READ, by=request.user, details={"list": "departure"}, clients=clients)
    context = {
        "entry": entry,
        "organisation": getattr(entry, "organisation", entry),
        "departure": departure,
        "taken_back": taken_back,
        "kept": kept,
        "form": form,
        "keeps": keeps,
        "counts": counts_for(request.user, entry, departure),
        "left_open": left_open,
    }
    return attempt.render(request, "networks/departures/departure.html", context)
