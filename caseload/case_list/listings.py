"""The cases that a user may open, and for supervisors those of their units."""

from django.db.models import Case as Choose
from django.db.models import F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, TruncWeek
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from caseload.case_list import cells
from caseload.case_list.filters import BY_PHASE, BY_STATE
from caseload.case_list.next_due import add_next_dues
from caseload.course.order import NO_TASK
from cases.models import Case, CaseQuerySet, Note
from cases.phases import Phase
from listings.listing import Listing, Named, Width
from listings.parts import Column, Sort
from listings.values import day
from networks.models import MinutesAttendance
from timing.models import Due

PHASE_NUMBER = Choose(*(When(phase=each, then=Value(each.number)) for each in Phase))
PHASE_ORDER = Sort("vaihe", (PHASE_NUMBER,))
WORKER_ORDER = Sort("tyontekija", ("responsible__last_name", "responsible__first_name"))
RELEASE_ORDER = Sort("vapautuminen", ("release_shown",))


def sees_cases(user: User) -> bool:
    """For whom there is a list of cases."""
    return user.is_county_worker or user.is_supervisor or user.is_intake


def leads_a_unit(user: User) -> bool:
    """Whose list has cases that they may not open."""
    return user.is_supervisor


def leads_none(user: User) -> bool:
    """Whose list has only cases that they may open."""
    return not user.is_supervisor


def last_contact() -> Greatest:
    """The day of the last contact that reached the client: the same that my work shows."""
    notes = Note.objects.with_client().filter(case=OuterRef("pk")).order_by("-occurred_on")
    met = MinutesAttendance.objects.with_client().filter(minutes__case=OuterRef("pk"))
    last_meeting = met.order_by("-minutes__on").values("minutes__on")[:1]
    # PostgreSQL leaves out whichever of the two is missing.
    return Greatest(Subquery(notes.values("occurred_on")[:1]), Subquery(last_meeting))


def with_release_shown(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    """With `release_shown`, by which they are ordered: what all rows tell of the release.

    Of a case that is not opened the row tells the week, so no order may tell the day.
    """
    gate = Coalesce("released_on", "release_on")
    shown = TruncWeek(gate) if leads_a_unit(user) else gate
    return cases.annotate(release_shown=shown)


def by_release(cases: CaseQuerySet) -> CaseQuerySet:
    """By the release, those without a date last, and the newest case first."""
    shown = cases.for_listing().annotate(last_contact_on=last_contact())
    return shown.order_by(F("release_shown").asc(nulls_last=True), "-pk")


def with_doors(cases: list[Case], user: User) -> list[Case]:
    """Each with what is due next, and `may_open`: only then name and day of release are shown."""
    keys = [case.pk for case in cases]
    visible = Case.objects.visible_to(user).filter(pk__in=keys)
    open_to_user = set(visible.values_list("pk", flat=True))
    for case in cases:
        case.may_open = case.pk in open_to_user  # type: ignore[attr-defined]
    add_next_dues(cases, timezone.localdate())
    return cases


def first_day() -> Subquery:
    """The first day on which something is due in a case."""
    dues = Due.objects.present().filter(case_id=OuterRef("pk"), day__isnull=False)
    return Subquery(dues.exclude(kind__in=NO_TASK).order_by("day").values("day")[:1])


# By the week, as a bare row shows a day that would tell the release.
DUE_ORDER = Sort("seuraava", (TruncWeek(first_day()),))


CASES = Listing(
    name="cases",
    page="caseload:case_list",
    caption=_("Cases"),
    width=Width.BARE,
    seen_by=sees_cases,
    right=Case.objects.listable_to,
    about=with_release_shown,
    ordered=by_release,
    usual_sort=RELEASE_ORDER.word,
    prepared=with_doors,
    named=lambda case: Named(client=case.client_id if case.may_open else None),
    filters=(BY_STATE, BY_PHASE),
    columns=(
        Column(
            name="client",
            heading=_("Client"),
            cell=cells.case,
            sort=Sort("asiakas", ("client__last_name", "client__first_names")),
            is_key=True,
            seen_by=leads_none,
        ),
        Column(
            name="case",
            heading=_("Case"),
            cell=cells.case,
            sort=Sort("asia", ("number",)),
            is_key=True,
            seen_by=leads_a_unit,
        ),
        Column(
            name="phase",
            heading=_("Phase"),
            cell=cells.phase,
            sort=PHASE_ORDER,
            css="full",
            labelled=False,
        ),
        Column(
            name="worker",
            heading=_("Personal worker"),
            cell=cells.worker,
            sort=WORKER_ORDER,
            css="full",
        ),
        Column(
            name="release",
            heading=_("Release"),
            cell=cells.release,
            sort=RELEASE_ORDER,
            css="num",
        ),
        Column(name="due", heading=_("Due next"), cell=cells.due, sort=DUE_ORDER, css="full"),
        Column(
            name="last_contact",
            heading=_("Last contact"),
            cell=day("last_contact_on"),
            sort=Sort("yhteys", ("last_contact_on",)),
            css="r",
        ),
    ),
)
