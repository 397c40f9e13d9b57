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
from cases.actions.client import IdentityCodeTaken, edit_client, shown_contact_details
from cases.actions.closed_case import CaseClosed
from cases.forms.client import ClientForm, taken_message
from cases.forms.contact_details import ContactDetailRows, contact_detail_rows, in_words
from cases.models import Case
from cases.permissions import CasePermission
from cases.views.answers import CONFLICT, Conflict, both_texts, closed_meanwhile
from cases.vocabulary import DigitalAccess
from records.versions import StaleVersion


@require_GET
def client(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Show who the client is and how they are reached."""
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
    context: dict[str, object] = {"case": case, "tab": "client", "form": form, "contacts": contacts}
    if not all([form.is_valid(), contacts.is_valid()]):
        return render(request, "cases/client_edit.html", context)
    try:
        edit_client(
            case=case,
            values=form.values(),
            seen=form.cleaned_data["version"],
            by=request.user,
            contacts=contacts.details(),
        )
    except CaseClosed:
        status = closed_meanwhile(form)
    except IdentityCodeTaken:
        form.add_error("identity_code", taken_message())
        status = 200
    except StaleVersion as stale:
        status = CONFLICT
        context["conflict"] = _both_texts(form, contacts, stale, case)
    else:
        messages.success(request, _("The details are saved."))
        if "more" in request.POST:
            return redirect(reverse("cases:client_edit", args=[case.pk]) + "?more#contacts")
        return redirect("cases:client", case_pk=case.pk)
    return render(request, "cases/client_edit.html", context, status=status)


def _both_texts(
    form: ClientForm, contacts: ContactDetailRows, stale: StaleVersion, case: Case
) -> Conflict:
    """Both editors' fields and contact details; the next save stands on what is shown."""
    conflict = both_texts(form, stale, case_pk=case.pk, saved=Action.CLIENT_EDITED)
    mine, theirs = in_words(contacts.details()), in_words(shown_contact_details(case.client))
    if mine != theirs:
        label = _("Contact details")
        conflict["fields"].append({"label": label, "theirs": theirs, "mine": mine})
    conflict["fields"].extend(form.hidden_meanwhile())
    return conflict
