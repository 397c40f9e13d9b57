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
from cases.forms.contact_details import ContactDetailRows, contact_detail_rows, in_words
from cases.models import Case
from cases.permissions import CasePermission
from cases.views.edit_attempt import Conflict, EditAttempt
from cases.vocabulary import DigitalAccess
from records.versions import StaleVersion


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
def client_edit(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Change the details; two editors see each other's texts instead of losing them."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    sent = request.POST or None
    form = ClientForm(sent, client=case.client)
    contacts = contact_detail_rows(case.client, sent, more="more" in request.GET)
    attempt = ClientAttempt(form, contacts, case)
    if all([form.is_valid(), contacts.is_valid()]):
        with attempt:
            edit_client(
                case=case,
                values=form.values(),
                seen=form.cleaned_data["version"],
                by=request.user,
                contacts=contacts.details(),
            )
            messages.success(request, _("The details are saved."))
            if "more" in request.POST:
                return redirect(reverse("cases:client_edit", args=[case.pk]) + "?more#contacts")
            return redirect("cases:client", case_pk=case.pk)
    context = {"case": case, "tab": "client", "form": form, "contacts": contacts}
    context |= {"conflict": attempt.conflict}
    return attempt.render(request, "cases/client_edit.html", context)


class ClientAttempt(EditAttempt):
    """An attempt to save the details and, beside them, the rows of contact details."""

    def __init__(self, form: ClientForm, contacts: ContactDetailRows, case: Case) -> None:
        super().__init__(form, case_pk=case.pk, saved=Action.CLIENT_EDITED)
        self.client_form, self.contacts, self.client = form, contacts, case.client

    def both_texts(self, stale: StaleVersion) -> Conflict:
        """Both editors' fields and contact details; the next save stands on what is shown."""
        conflict = super().both_texts(stale)
        mine, theirs = (
            in_words(self.contacts.details()),
            in_words(shown_contact_details(self.client)),
        )
        if mine != theirs:
            label = _("Contact details")
            conflict["fields"].append({"label": label, "theirs": theirs, "mine": mine})
        conflict["fields"].extend(self.client_form.hidden_meanwhile())
        return conflict
