"""The dashboard and the lists behind it: numbers, workers, phases and weeks; no clients."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from accounts.models import Unit, UnitRole, User
from caseload.case_list.filters import (
    AGES,
    BY_LATE_KIND,
    BY_LATENESS,
    BY_PHASE,
    BY_READINESS,
    BY_WEEK,
    BY_WHAT_IS_LOOKED_FOR,
    BY_WORKER,
    NOBODY,
    CaseSet,
    Readiness,
)
from caseload.dashboard.contacts import UNANSWERED, UNTRIAGED
from caseload.dashboard.departures import open_departures
from caseload.dashboard.figures import WEEK_HEADINGS, Figures, totals
from caseload.dashboard.list_links import list_of
from caseload.dashboard.listings import GAPS, LED_CASES, SILENT
from cases.phases import Phase
from listings.asked import Asked
from listings.pages import page_of
from listings.table import Excerpt, Table
from timing.vocabulary import DueKind

SHOWN = 5
# In the order of `Figures.contacts`.
CONTACTS = (
    gettext_lazy("Waiting for triage"),
    gettext_lazy("Of these over the target"),
    gettext_lazy("Questions that nobody has answered"),
)


@require_GET
def dashboard(request: SignedInRequest) -> HttpResponse:
    """Who carries what, what is late, who is released soon, whom nobody has reached."""
    user, today = request.user, timezone.localdate()
    if not user.is_supervisor:
        raise Http404
    figures = Figures(user, today)
    rows = figures.workers()
    *by_phase, grand_total = totals(rows)
    tiles = figures.tiles(open_cases=grand_total.count)
    context = {
        "today": today,
        "units": Unit.objects.filter(pk__in=user.units_as(UnitRole.SUPERVISOR)),
        "tiles": [
            {"number": cell.count, "label": which.label, "url": cell.url}
            for which, cell in tiles.items()
        ],
        "phases": [phase.short_label for phase in Phase],
        "rows": rows,
        "totals": list(zip(Phase, by_phase, strict=True)),
        "grand_total": grand_total,
        "weeks": figures.weeks(),
        "week_headings": WEEK_HEADINGS,
        "late": figures.late(),
        "late_in_all": tiles[CaseSet.LATE],
        "ages": list(AGES.values()),
        "gaps_by_kind": figures.gaps_by_kind(),
        "contacts": list(zip(CONTACTS, figures.contacts(), strict=True)),
        "departures": open_departures(user),
        "silent": Excerpt(SILENT, user, SHOWN),
        "silent_url": list_of(CaseSet.SILENT),
    }
    return render(request, "caseload/dashboard.html", context)


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


@require_GET
@page_of(GAPS)
def gap_list(request: SignedInRequest, table: Table) -> HttpResponse:
    """Cases with gaps at the gate: number, worker, how many and the week; no kinds here."""
    return render(request, "caseload/gap_list.html", {"table": table})


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
    return [words for words in (*said, *_late_in_words(asked)) if words]


def _late_in_words(asked: Asked) -> list[str]:
    """What is late, for how long, and how far the preparation is."""
    kind, days, readiness = (
        asked.value(each) for each in (BY_LATE_KIND, BY_LATENESS, BY_READINESS)
    )
    return [
        _("late: %(kind)s") % {"kind": DueKind(kind).label} if kind else "",
        str(AGES[int(days)]).lower() if days else "",
        str(Readiness(readiness).label).lower() if readiness else "",
    ]


@require_GET
@page_of(UNTRIAGED)
def untriaged_list(request: SignedInRequest, table: Table) -> HttpResponse:
    """Contacts that wait for triage: reference, when, and how long; no names here."""
    return render(request, "caseload/untriaged_list.html", {"table": table})


@require_GET
@page_of(UNANSWERED)
def unanswered_list(request: SignedInRequest, table: Table) -> HttpResponse:
    """Questions to senders that wait for an answer: reference and day; no names here."""
    return render(request, "caseload/unanswered_list.html", {"table": table})
