"""The doors to what belongs to a need, for writing, and the way back to it."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from cases.access import open_record_page
from cases.permissions import CasePermission
from continuity.models import Interim, Need, Service, ServiceState
from continuity.need_kinds import NeedKind

WRITE = CasePermission.WRITE


def open_need(request: SignedInRequest, pk: int) -> Need:
    """The door to a need."""
    return open_record_page(request, Need.objects, pk, WRITE)


def open_service(request: SignedInRequest, pk: int) -> Service:
    """The door to a service of a need."""
    return open_record_page(request, Service.objects, pk, WRITE)


def open_state(request: SignedInRequest, pk: int) -> ServiceState:
    """The door to what was told of a service; a row that takes another back tells nothing."""
    state: ServiceState = open_record_page(request, ServiceState.objects, pk, WRITE)
    if state.takes_back_id is not None:
        raise Http404
    return state


def open_interim(request: SignedInRequest, pk: int) -> Interim:
    """The door to an interim solution."""
    return open_record_page(request, Interim.objects, pk, WRITE)


def ask_for_start(request: SignedInRequest, state: ServiceState | None) -> None:
    """Say once, when it was saved, what a grant without a day leaves open."""
    if state is not None and state.lacks_start:
        messages.warning(
            request,
            _(
                "The service is granted, but the day of the start is not known: it covers nothing "
                "until the day is told."
            ),
        )


def asked_kind(request: SignedInRequest) -> str:
    """The kind that the address proposes, if there is such a kind."""
    asked = request.GET.get("laji", "")
    return asked if asked in NeedKind.values else ""


def back_to(case_pk: int, need_pk: int | None = None) -> HttpResponseRedirect:
    """To the page of all needs, at the need that was written about."""
    page = reverse("continuity:continuity", kwargs={"case_pk": case_pk})
    return HttpResponseRedirect(f"{page}#need-{need_pk}" if need_pk else f"{page}#content")
