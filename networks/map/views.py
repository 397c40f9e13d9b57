"""The map of the network, drawn together with the client."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_case_page, right_to
from networks.map.forms import PlaceForm
from networks.map.map_states import AFTER, BEFORE, map_context
from networks.members.actions.changing import place_member
from records.attempt import Attempt


@require_http_methods(["GET", "POST"])
def network_map(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Show who stands how near; each press on a ring places one member."""
    case = open_case_page(request, case_pk, right_to(request))
    chosen = (request.POST or request.GET).get("aika", "")
    if chosen not in (BEFORE, AFTER):
        chosen = AFTER if case.released_on else BEFORE
    form = PlaceForm(request.POST or None, case=case)
    attempt = Attempt(form)
    if form.is_valid():
        member, closeness = form.cleaned_data["place"]
        with attempt:
            place_member(member=member, closeness=closeness, by=request.user)
            return redirect(f"{request.path}?aika={chosen}#jasen-{member.pk}")
    shown = map_context(case)
    state = next(each for each in shown["states"] if each.key == chosen)
    context = {"case": case, "tab": "network", "form": form, "state": state, **shown}
    return attempt.render(request, "networks/map.html", context)
