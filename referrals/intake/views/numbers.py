"""The county's numbers, for its administrator."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from records.once import once
from referrals.intake.forms.numbers import NumbersForm
from referrals.intake.numbers import set_numbers


@require_http_methods(["GET", "POST"])
@once
def county_numbers(request: SignedInRequest) -> HttpResponse:
    """Whom a sender calls whose client is out before a worker reads the contact."""
    county = request.user.county
    if county is None or not request.user.is_administrator:
        raise Http404
    form = NumbersForm(request.POST or None, county=county)
    if form.is_valid():
        set_numbers(county=county, by=request.user, **form.cleaned_data)
        messages.success(request, _("The numbers are saved."))
        return redirect("timing:rules")
    return render(request, "referrals/county_numbers.html", {"county": county, "form": form})
