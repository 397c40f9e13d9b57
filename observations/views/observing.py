"""The form of an observation."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from audit.refused_openings import note_refused_opening
from audit.vocabulary import Action
from observations.actions import key_of_press, write_observation
from observations.forms import ObservationForm
from observations.models import Observation
from observations.people_of_case import known_to
from observations.places import number_in, proposed, units_of, visible_case
from records.form_tokens import FORM_KEY


@require_http_methods(["GET", "POST"])
def observation_write(request: SignedInRequest) -> HttpResponse:
    """Take an observation; of the case that it is met in only the names are looked at.

    Neither a line of the log nor a form's key is written, since both tell who and when: two
    presses are one by the key of the row itself. Nothing of the case is on the page. Only
    who asks for a case that they may not open stands in the log.
    """
    asked = request.POST if request.method == "POST" else request.GET
    key = asked.get("asia", "")
    case = visible_case(request.user, number_in(key)) if key else None
    if key and case is None:
        note_refused_opening(request, Action.CASE_REFUSED, case_id=number_in(key))
        raise Http404
    units = [case.unit] if case else units_of(request.user)
    county = request.user.county
    if county is None or not units:
        raise Http404
    form = ObservationForm(
        request.POST if request.method == "POST" else None,
        initial=proposed(request.GET),
        known=known_to(request.user, case),
        units=units,
    )
    if form.is_valid():
        unit, said = form.unit(), form.cleaned_data
        month = timezone.localdate().replace(day=1)
        row = {"unit": unit, "county": county, "month": month}
        row |= {name: said[name] for name in ("kind", "area", "text")}
        content = (request.user.pk, sorted(said.items()))
        row["id"] = key_of_press(request.POST.get(FORM_KEY, ""), content)
        write_observation(Observation(**row))
        messages.success(request, _("The observation was kept, without the case and without you."))
        return redirect(case if case else "accounts:home")
    context = {"form": form, "case": case}
    return render(request, "observations/observation_write.html", context)
