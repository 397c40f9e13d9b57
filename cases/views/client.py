"""The client's details."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.access import open_case_page
from cases.actions.client import IdentityCodeTaken, update_client
from cases.actions.closed import CaseClosed
from cases.forms.client import ClientForm, taken_message
from cases.models import Case, Client
from cases.permissions import CasePermission
from cases.versions import StaleVersion
from cases.views.answers import CONFLICT, closed_meanwhile


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
                values=form.client_values(),
                seen=form.cleaned_data["version"],
                by=request.user,
            )
        except CaseClosed:
            status = closed_meanwhile(form)
        except IdentityCodeTaken:
            form.add_error("identity_code", taken_message())
        except StaleVersion as stale:
            status = CONFLICT
            context["conflict"] = _both_texts(case, form, stale)
        else:
            messages.success(request, _("The details are saved."))
            return redirect("cases:client", case_pk=case.pk)
    return render(request, "cases/client_edit.html", context, status=status)


def _both_texts(case: Case, form: ClientForm, stale: StaleVersion) -> dict[str, object]:
    """Who saved first and what differs; the next save stands on what is shown now."""
    current = stale.current
    assert isinstance(current, Client)
    form.take_version(current)
    saves = AuditEvent.objects.of_case(case.pk).filter(action=Action.CLIENT_UPDATED.value)
    last = saves.first()
    return {
        "who": last.by_name if last else _("Somebody"),
        "at": last.at if last else None,
        "fields": form.differences_from(current),
    }
