"""The client's details."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from audit.vocabulary import Action
from cases.access import open_case_page
from cases.actions.client import IdentityCodeTaken, update_client
from cases.actions.closed import CaseClosed
from cases.forms.client import ClientForm, taken_message
from cases.permissions import CasePermission
from cases.versions import StaleVersion
from cases.views.answers import CONFLICT, both_texts, closed_meanwhile


@require_GET
def client(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Show who the client is and how they are reached."""
    case = open_case_page(request, case_pk)
    context = {"case": case, "tab": "client", "client": case.client}
    return render(request, "cases/client.html", context)


@require_http_methods(["GET", "POST"])
def client_edit(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Change the details; two editors see each other's texts instead of losing them."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    form = ClientForm(request.POST or None, client=case.client)
    context: dict[str, object] = {"case": case, "tab": "client", "form": form}
    status = 200
    if form.is_valid():
        try:
            update_client(
                case=case,
                values=form.values(),
                seen=form.cleaned_data["version"],
                by=request.user,
            )
        except CaseClosed:
            status = closed_meanwhile(form)
        except IdentityCodeTaken:
            form.add_error("identity_code", taken_message())
        except StaleVersion as stale:
            status = CONFLICT
            context["conflict"] = both_texts(
                form, stale, case_pk=case.pk, saved=Action.CLIENT_UPDATED
            )
        else:
            messages.success(request, _("The details are saved."))
            return redirect("cases:client", case_pk=case.pk)
    return render(request, "cases/client_edit.html", context, status=status)
