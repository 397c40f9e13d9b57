"""The dashboard and the lists behind it: numbers, workers, phases and weeks; no clients."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from accounts.models import Unit, UnitRole, User
from caseload.case_list.filters import (
    BY_PHASE,
    BY_WEEK,
    BY_WHAT_IS_LOOKED_FOR,
    BY_WORKER,
    NOBODY,
    CaseSet,
)
from caseload.dashboard import figures
from caseload.dashboard.listings import LED_CASES, UNTOUCHED, UNTRIAGED
from cases.phases import Phase
from listings.asked import Asked
from listings.pages import page_of
from listings.table import Excerpt, Table

SHOWN = 5


@require_GET
def dashboard(request: SignedInRequest) -> HttpResponse:
    """Who carries what, what is late, who is released soon, what nobody has touched."""
    user = request.user
    if not user.is_supervisor:
        raise Http404
    rows = figures.worker_rows(user)
    late = {BY_WHAT_IS_LOOKED_FOR.name: CaseSet.LATE.value}
    context = {
        "today": timezone.localdate(),
        "units": Unit.objects.filter(pk__in=user.units_as(UnitRole.SUPERVISOR)),
        "tiles": _tiles(user),
        "phases": Phase,
        "rows": rows,
        "totals": figures.phase_totals(rows),
        "grand_total": sum(row.total.count for row in rows),
        "weeks": figures.week_rows(user),
        "late": Excerpt(LED_CASES, user, SHOWN, late),
        "late_url": figures.list_of(CaseSet.LATE),
        "untouched": Excerpt(UNTOUCHED, user, SHOWN),
        "untouched_url": figures.list_of(CaseSet.UNTOUCHED),
    }
    return render(request, "caseload/dashboard.html", context)


def _tiles(user: User) -> list[dict[str, object]]:
    """The numbers at the top, each with the address of its list."""
    tiles: list[dict[str, object]] = [
        {"number": cell.count, "label": which.label, "url": cell.url}
        for which, cell in figures.tiles(user).items()
    ]
    waiting = UNTRIAGED.rows(user).count()
    url = reverse("caseload:untriaged_list")
    tiles.append({"number": waiting, "label": _("Contacts waiting for triage"), "url": url})
    return tiles


@require_GET
@page_of(LED_CASES)
def dashboard_list(request: SignedInRequest, table: Table) -> HttpResponse:
    """The cases behind one figure: the row that the work needs, and no more."""
    context = {
        "table": table,
        "shown": CaseSet(table.asked.value(BY_WHAT_IS_LOOKED_FOR)),
        "narrowed_to": _narrowed_to(table.asked, request.user),
    }
    return render(request, "caseload/dashboard_list.html", context)


def _narrowed_to(asked: Asked, user: User) -> list[str]:
    """What the list is narrowed to, in words. Only workers of the own county are named."""
    worker, phase, week = (asked.value(each) for each in (BY_WORKER, BY_PHASE, BY_WEEK))
    said = []
    if worker == NOBODY:
        said.append(_("nobody carries them"))
    elif worker:
        found = User.objects.filter(pk=int(worker), organisation=user.county).first()
        said.append(str(found or ""))
    if phase:
        said.append(str(Phase(phase).short_label))
    if week:
        said.append(_("released in week %(week)s") % {"week": int(week[-2:])})
    return [words for words in said if words]


@require_GET
@page_of(UNTRIAGED)
def untriaged_list(request: SignedInRequest, table: Table) -> HttpResponse:
    """Contacts that wait for triage: reference, when, and how long; no names here."""
    return render(request, "caseload/untriaged_list.html", {"table": table})
