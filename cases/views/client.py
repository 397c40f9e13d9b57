"""The client's details."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from audit.vocabulary import Action
from cases.access import open_case_page
from cases.actions.client import edit_client, shown_contact_details
from cases.forms.client import ClientForm
from cases.forms.contact_details import contact_detail_rows
from cases.permissions import CasePermission
from cases.views.edit_attempt import EditAttempt
from cases.vocabulary import DigitalAccess
from records.once import once


@require_GET
def client(request: SignedInRequest, case_pk: int) -> HttpResponse:
    case = open_case_page(request, case_pk)
    context = {
        "case": case,
        "tab": "client",
        "client": case.client,
        "contacts": shown_contact_details(case.client),
        "digital_access": [DigitalAccess(each).label for each in case.client.digital_access],
    }
    return render(request, "cases/client.html", context)


@require_http_methods(["GET", "POST"])
@once
def client_edit(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Change the details; two editors see each other's texts instead of losing them."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    sent = request.POST or None
    contacts = contact_detail_rows(case.client, sent, more="more" in request.GET)
    form = ClientForm(sent, client=case.client, contacts=contacts)
    attempt = EditAttempt(form, case_pk=case.pk, saved=Action.CLIENT_EDITED)
    if all([form.is_valid(), contacts.is_valid()]):
        with attempt:
            edit_client(
                case=case,
                values=form.values(),
                seen=form.cleaned_data["version"],
                by=request.user,
                contacts=None if form.contacts_stay else contacts.details(),
            )
            messages.success(request, _("The details are saved."))
            if "more" in request.POST:
                return redirect(reverse("cases:client_edit", args=[case.pk]) + "?more#contacts")
            return redirect("cases:client", case_pk=case.pk)
    if form.contacts_stay:
        contacts = contact_detail_rows(case.client)
    context = {"case": case, "tab": "client", "form": form, "contacts": contacts}
    context |= {"conflict": attempt.conflict}
    return attempt.render(request, "cases/client_edit.html", context)
