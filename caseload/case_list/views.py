"""The list of cases that a user may open, and for supervisors those of their units."""

from django.core.paginator import Paginator
from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from cases.models import Case, CaseQuerySet, Note
from cases.phases import Phase

PAGE = 30


class Shown(models.TextChoices):
    """Which cases. The values stand in addresses."""

    OPEN = "avoimet", _("Open cases")
    CLOSED = "paattyneet", _("Closed cases")
    ALL = "kaikki", _("All cases")


@require_GET
def case_list(request: SignedInRequest) -> HttpResponse:
    """Names for those who may open the case; number, worker, phase and week for the rest."""
    user = request.user
    if not (user.is_county_worker or user.is_supervisor or user.is_intake):
        raise Http404
    shown, phase = _asked(request.GET.get("lista"), request.GET.get("vaihe"))
    cases = _filtered(Case.objects.listable_to(user), shown, phase)
    listed = cases.for_listing().annotate(last_note_on=last_note())
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    on_page = [case.pk for case in page.object_list]
    visible = set(Case.objects.visible_to(user).filter(pk__in=on_page).values_list("pk", flat=True))
    context = {
        "page": page,
        "visible": visible,
        "names_shown": visible.issuperset(on_page),
        "shown": shown,
        "phase": phase,
        "choices": Shown,
        "phases": Phase,
    }
    return render(request, "caseload/case_list.html", context)


def last_note() -> Subquery:
    """The day of the newest note: the same that my work shows."""
    notes = Note.objects.filter(case=OuterRef("pk")).order_by("-occurred_on")
    return Subquery(notes.values("occurred_on")[:1])


def _asked(shown: str | None, phase: str | None) -> tuple[Shown, str]:
    """What is malformed counts as not said."""
    chosen = Shown(shown) if shown in Shown.values else Shown.OPEN
    return chosen, phase if phase in Phase.values else ""


def _filtered(cases: CaseQuerySet, shown: Shown, phase: str) -> CaseQuerySet:
    if shown is Shown.OPEN:
        cases = cases.open()
    elif shown is Shown.CLOSED:
        cases = cases.filter(status=Case.Status.CLOSED)
    if phase:
        cases = cases.filter(phase=phase)
    return cases.order_by(F("release_on").asc(nulls_last=True), "-pk")
