"""The county's own pairs of first names."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from administration.forms.name_pairs import NamePairForm
from administration.own_county import administered_county, open_name_pair
from cases.actions.name_pairs import add_name_pair, remove_name_pair
from cases.models import NamePair
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def name_pairs(request: SignedInRequest) -> HttpResponse:
    """Show them, and take a new one."""
    county = administered_county(request)
    form = NamePairForm(request.POST or None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            add_name_pair(county=county, by=request.user, **form.cleaned_data)
            messages.success(request, _("The pair is added."))
            return redirect("administration:name_pairs")
    context = {"form": form, "pairs": NamePair.objects.present(county)}
    return attempt.render(request, "administration/name_pairs.html", context)


@require_http_methods(["GET", "POST"])
@once
def name_pair_remove(request: SignedInRequest, pair_pk: int) -> HttpResponse:
    """Ask, and take a pair away."""
    pair = open_name_pair(request, pair_pk)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            remove_name_pair(pair=pair, by=request.user)
            messages.success(request, _("The pair is taken away."))
            return redirect("administration:name_pairs")
    context = {"pair": pair, "refused": attempt.words}
    return attempt.render(request, "administration/name_pair_remove.html", context)
