"""The units of the county."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actions.units import add_unit, edit_unit
from accounts.http import SignedInRequest
from accounts.models import Unit
from administration.forms.units import UnitForm
from administration.listings import UNITS
from administration.own_county import administered_county, open_unit
from audit.vocabulary import Action
from cases.views.edit_attempt import EditAttempt
from listings.pages import page_of
from listings.table import Table
from records.attempt import Attempt
from records.once import once


@require_GET
@page_of(UNITS)
def unit_list(request: SignedInRequest, table: Table) -> HttpResponse:
    """All units, and how they are reached."""
    context = {"county": administered_county(request), "table": table}
    return render(request, "administration/unit_list.html", context)


@require_http_methods(["GET", "POST"])
@once
def unit_add(request: SignedInRequest) -> HttpResponse:
    county = administered_county(request)
    form = UnitForm(request.POST or None, unit=None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            unit = Unit(county=county)
            form.write_to(unit)
            add_unit(unit=unit, by=request.user)
            messages.success(request, _("The unit is added."))
            return redirect("administration:unit_list")
    context = {"form": form, "unit": None}
    return attempt.render(request, "administration/unit_form.html", context)


@require_http_methods(["GET", "POST"])
@once
def unit_edit(request: SignedInRequest, unit_pk: int) -> HttpResponse:
    unit = open_unit(request, unit_pk)
    form = UnitForm(request.POST or None, unit=unit)
    attempt = EditAttempt(form, case_pk=None, saved=Action.UNIT_EDITED)
    if form.is_valid():
        with attempt:
            form.write_to(unit)
            edit_unit(unit=unit, seen=form.cleaned_data["version"], by=request.user)
            messages.success(request, _("The unit is saved."))
            return redirect("administration:unit_list")
    context = {
        "form": form,
        "unit": Unit.objects.get(pk=unit.pk),
        "conflict": attempt.conflict,
    }
    return attempt.render(request, "administration/unit_form.html", context)
