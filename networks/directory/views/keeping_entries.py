"""Adding to the directory and changing it, for the county's administrator."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from audit.vocabulary import Action
from cases.views.edit_attempt import EditAttempt
from networks.directory.access import (
    keep_organisation,
    keep_person,
    keep_service,
    kept_county,
)
from networks.directory.actions.entries import add_entry, check_service, edit_entry
from networks.directory.forms.listed_organisation import DaysForm, ListedOrganisationForm
from networks.directory.forms.listed_person import ListedPersonForm
from networks.directory.forms.listed_service import ListedServiceForm
from networks.models import (
    DirectoryDeparture,
    DirectoryOrganisation,
    DirectoryPerson,
    DirectoryService,
)
from networks.models.directory_entry import DirectoryEntry
from records.attempt import Attempt
from records.once import once

PAGE = "networks/directory/entry_form.html"


def _added(
    request: SignedInRequest, form: DaysForm, entry: DirectoryEntry, context: dict[str, Any]
) -> HttpResponse:
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            form.write_to(entry)
            add_entry(entry=entry, by=request.user)
            messages.success(request, _("Added to the directory."))
            return redirect("networks:directory_organisation", _organisation_of(entry).pk)
    return attempt.render(request, PAGE, context | {"form": form})


def _edited(
    request: SignedInRequest, form: DaysForm, entry: DirectoryEntry, context: dict[str, Any]
) -> HttpResponse:
    """A stale save shows both texts and loses neither."""
    attempt = EditAttempt(form, case_pk=None, saved=Action.DIRECTORY_EDITED)
    if form.is_valid():
        with attempt:
            seen, values, last_day = form.cleaned_data["version"], form.values(), entry.valid_until
            edit_entry(entry=entry, seen=seen, values=values, by=request.user)
            messages.success(request, _("The change was saved."))
            if entry.valid_until != last_day:
                _tell_of_departure(request, entry)
            return redirect("networks:directory_organisation", _organisation_of(entry).pk)
    return attempt.render(request, PAGE, context | {"form": form, "conflict": attempt.conflict})


def _tell_of_departure(request: SignedInRequest, entry: DirectoryEntry) -> None:
    """The teams go by the day that they were told; changing the entry tells them nothing."""
    departure = DirectoryDeparture.objects.of_entry(entry).present().first()
    if departure is not None and departure.last_day != entry.valid_until:
        words = _(
            "The teams were told that the last day is %(day)s, and they do not learn of this "
            "change. Mark the leaving anew with the right day, or take the leaving back."
        )
        messages.warning(request, words % {"day": date_format(departure.last_day)})


def _organisation_of(entry: Any) -> DirectoryOrganisation:
    found: DirectoryOrganisation = getattr(entry, "organisation", entry)
    return found


def _frame(title: str, organisation: DirectoryOrganisation | None) -> dict[str, Any]:
    """What the page of each form takes beside the form."""
    back = reverse("networks:directory")
    if organisation:
        back = reverse("networks:directory_organisation", args=[organisation.pk])
    return {"title": title, "organisation": organisation, "back": back}


@require_http_methods(["GET", "POST"])
@once
def organisation_add(request: SignedInRequest) -> HttpResponse:
    county = kept_county(request)
    form = ListedOrganisationForm(request.POST or None, county=county)
    entry = DirectoryOrganisation(county=county)
    return _added(request, form, entry, _frame(_("Add an organisation"), None))


@require_http_methods(["GET", "POST"])
@once
def organisation_edit(request: SignedInRequest, listed_organisation_pk: int) -> HttpResponse:
    entry = keep_organisation(request, listed_organisation_pk)
    form = ListedOrganisationForm(request.POST or None, county=entry.county, organisation=entry)
    title = _("Change: %(name)s") % {"name": entry.name}
    return _edited(request, form, entry, _frame(title, entry))


@require_http_methods(["GET", "POST"])
@once
def service_add(request: SignedInRequest, listed_organisation_pk: int) -> HttpResponse:
    organisation = keep_organisation(request, listed_organisation_pk)
    form = ListedServiceForm(request.POST or None)
    entry = DirectoryService(organisation=organisation)
    return _added(request, form, entry, _frame(_("Add a service"), organisation))


@require_http_methods(["GET", "POST"])
@once
def service_edit(request: SignedInRequest, listed_service_pk: int) -> HttpResponse:
    entry = keep_service(request, listed_service_pk)
    form = ListedServiceForm(request.POST or None, service=entry)
    title = _("Change: %(name)s") % {"name": entry.name}
    return _edited(request, form, entry, _frame(title, entry.organisation))


@require_http_methods(["GET", "POST"])
@once
def service_check(request: SignedInRequest, listed_service_pk: int) -> HttpResponse:
    """Checked today, in one press; opened as a page it asks."""
    service = keep_service(request, listed_service_pk)
    page = reverse("networks:directory_organisation", args=[service.organisation_id])
    back = f"{page}#palvelu-{service.pk}"
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            check_service(service=service, by=request.user)
            told = _("“%(name)s” is marked as checked today.") % {"name": service.name}
            messages.success(request, told)
            return redirect(back)
    context = {"service": service, "refused": attempt.words, "back": back}
    return attempt.render(request, "networks/directory/service_check.html", context)


@require_http_methods(["GET", "POST"])
@once
def person_add(request: SignedInRequest, listed_organisation_pk: int) -> HttpResponse:
    organisation = keep_organisation(request, listed_organisation_pk)
    form = ListedPersonForm(request.POST or None)
    entry = DirectoryPerson(organisation=organisation)
    return _added(request, form, entry, _frame(_("Add a contact person"), organisation))


@require_http_methods(["GET", "POST"])
@once
def person_edit(request: SignedInRequest, listed_person_pk: int) -> HttpResponse:
    entry = keep_person(request, listed_person_pk)
    form = ListedPersonForm(request.POST or None, person=entry)
    title = _("Change: %(name)s") % {"name": entry.name}
    return _edited(request, form, entry, _frame(title, entry.organisation))
