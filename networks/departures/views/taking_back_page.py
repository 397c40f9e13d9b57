"""The page on which a departure that was told by mistake is taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from networks.departures.actions.taking_back import take_back_departure
from networks.departures.concerned import counts_for
from networks.departures.forms.departure_form import TakeBackForm
from networks.directory.access import kept_county
from networks.models import DirectoryDeparture
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def departure_take_back(request: SignedInRequest, departure_pk: int) -> HttpResponse:
    """Tell what it does, ask why, and do it in all cases at once."""
    told = DirectoryDeparture.objects.filter(organisation__county=kept_county(request))
    related = told.select_related("organisation", "service", "person")
    departure = get_object_or_404(related, pk=departure_pk)
    if request.method == "GET" and departure.taken_back_at:
        return redirect(departure)
    form = TakeBackForm(request.POST or None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            because = form.cleaned_data["because"]
            take_back_departure(departure=departure, because=because, by=request.user)
            messages.success(request, _("The leaving was taken back, and the teams were told."))
            return redirect(departure)
    context = {
        "departure": departure,
        "form": form,
        "counts": counts_for(request.user, departure.entry, departure),
    }
    return attempt.render(request, "networks/departures/take_back.html", context)
