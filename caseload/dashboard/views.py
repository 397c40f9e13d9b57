"""The dashboard and the lists behind it: numbers, workers, phases and weeks; no clients."""

from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from accounts.models import Unit, UnitRole, User
from caseload.dashboard import figures
from caseload.dashboard.slices import Slice, Which
from cases.models import Case, CaseQuerySet
from cases.phases import Phase
from plans.models import Plan
from referrals.models import Referral

PAGE = 50
SHOWN = 5


@require_GET
def dashboard(request: SignedInRequest) -> HttpResponse:
    """Who carries what, what is late, who is released soon, what nobody has touched."""
    user = request.user
    if not user.is_supervisor:
        raise Http404
    rows = figures.worker_rows(user)
    late, untouched = Slice(Which.LATE), Slice(Which.UNTOUCHED)
    context = {
        "today": timezone.localdate(),
        "units": Unit.objects.filter(pk__in=user.units_as(UnitRole.SUPERVISOR)),
        "tiles": _tiles(user),
        "phases": Phase,
        "rows": rows,
        "totals": figures.phase_totals(rows),
        "grand_total": sum(row.total.count for row in rows),
        "weeks": figures.week_rows(user),
        "late": with_lateness(list(_for_rows(late, request)[:SHOWN])),
        "late_url": late.url,
        "untouched": _for_rows(untouched, request).order_by("last_written_at")[:SHOWN],
        "untouched_url": untouched.url,
    }
    return render(request, "caseload/dashboard.html", context)


def _tiles(user: User) -> list[dict[str, object]]:
    """The numbers at the top, each with the address of its list."""
    cells = figures.tiles(user)
    tiles: list[dict[str, object]] = [
        {"number": cells[which].count, "label": which.label, "url": cells[which].url}
        for which in Which
    ]
    waiting = Referral.objects.listable_to(user).untriaged().count()
    url = reverse("caseload:untriaged_list")
    tiles.append({"number": waiting, "label": _("Contacts waiting for triage"), "url": url})
    return tiles


@require_GET
def dashboard_list(request: SignedInRequest) -> HttpResponse:
    """The cases behind one figure: the row that the work needs, and no more."""
    if not request.user.is_supervisor:
        raise Http404
    part = Slice.from_query(request.GET)
    page = Paginator(_for_rows(part, request), PAGE).get_page(request.GET.get("page"))
    page.object_list = with_lateness(list(page.object_list))
    narrowed_to = part.narrowed_to(request.user.county)
    context = {"slice": part, "page": page, "narrowed_to": narrowed_to}
    return render(request, "caseload/dashboard_list.html", context)


@require_GET
def untriaged_list(request: SignedInRequest) -> HttpResponse:
    """Contacts that wait for triage: reference, when, and how long; no names here."""
    if not request.user.is_supervisor:
        raise Http404
    waiting = Referral.objects.listable_to(request.user).untriaged().order_by("sent_at")
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    context = {"page": page}
    return render(request, "caseload/untriaged_list.html", context)


def with_lateness(cases: list[Case]) -> list[Case]:
    """Give each case of a page `review_on` (the agreed day) and `late_days`, if it has passed."""
    today = timezone.localdate()
    plans = Plan.objects.in_force().with_next_review().filter(case__in=cases)
    agreed = dict(plans.values_list("case", "next_review"))
    for case in cases:
        day = agreed.get(case.pk)
        case.review_on = day  # type: ignore[attr-defined]
        case.late_days = (today - day).days if day and day < today else 0  # type: ignore[attr-defined]
    return cases


def _for_rows(part: Slice, request: SignedInRequest) -> CaseQuerySet:
    """The rows in the order of release, those without a date last."""
    cases = part.cases(request.user).select_related("responsible", "unit")
    return cases.order_by(F("release_on").asc(nulls_last=True), "pk")
