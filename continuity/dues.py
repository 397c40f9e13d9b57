"""What is due in cases by their needs: the rows of the gap report, and what expires.

A due says from when to when it is shown, so that a day that comes changes no row: each row
that the report will show of a need is a due of its own. Where the day of the gate is not
known the report asks as if it were each day in turn.
"""

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.dues import maker_for
from cases.gates import Gate, gates_of
from cases.models import Case, CustodyFact
from cases.phases import Phase
from continuity.gap_facts import Demands, Gap, NeedFacts, Why
from continuity.gap_report import (
    contact_gap,
    gaps_at,
    gates_for,
    inside_until,
    losing_contact,
    with_shared_cover,
)
from continuity.models import Need, NoNeed, Service, State
from continuity.need_kinds import FIRST_DAYS, NeedKind
from continuity.needs_known import demands_of, needs_of, present_states, records_of
from desistance.dues import of_checklists
from networks.dues import of_successions
from timing.acts import Act
from timing.acts import register as register_acts
from timing.calendar import DAY
from timing.deriving import CASE, register
from timing.models import Due
from timing.rules import Rules
from timing.vocabulary import NEEDS, DueKind, receiver_of

WEEK = 7
# Of one need so many rows may follow each other; a due tells its need and its place among them.
ROWS = 16
# The last place is that of whoever leaves, which stands beside the others.
LEAVING = ROWS - 1
GAPS, EXPIRES = {DueKind.GAP, DueKind.SUCCESSION}, {DueKind.SERVICE_EXPIRES}
FIRST = {DueKind.FIRST_DAYS}


def of_gaps(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """A due for each row that the report shows of a need now or later, one after the other;
    and for each member of the network who leaves, unless such a row asks about them."""
    still_open = [case for case in cases if case.is_open]
    keys = [case.pk for case in still_open]
    records = records_of(keys)
    found = needs_of(still_open, records)
    custody = CustodyFact.objects.filter(case__in=list(found)).order_by()
    newest = dict(custody.values_list("case").annotate(Max("recorded_at"))) if found else {}
    asked: set[int] = set()
    for case in still_open:
        needs = with_shared_cover(found.get(case.pk, ()))
        if not needs:
            continue
        told = newest.get(case.pk)
        asked_on = timezone.localdate(told) if told else case.opened_on
        gates, demands = gates_of(case), demands_of(case, rules)
        for need in needs:
            rows = _rows(need, gates, demands, max(need.told_on, asked_on))
            for place, row in enumerate(itertools.islice(rows, LEAVING)):
                yield _due(case, rules, row, place, demands)
            leaving = _leaving(need, gates)
            if leaving is not None:
                asked |= {line.key for line in losing_contact(need)}
                yield _due(case, rules, leaving, LEAVING, demands)
    contacts = {
        key
        for service in records.services
        if service.pk in asked
        for key in (service.contact_inside_id, service.contact_outside_id)
    }
    yield from of_successions({case.pk: case for case in still_open}, rules, but=contacts)


def need_of(due: Due) -> int:
    """The key of the need of which a gap is due."""
    return due.object_id // ROWS


def row_of(due: Due) -> tuple[int, bool]:
    """Of which row of the report the gap is due, as `Gap.row` names it."""
    return need_of(due), due.object_id % ROWS == LEAVING


class Row(NamedTuple):
    """A row of the report with the days on which it is shown; without a day always or on."""

    gap: Gap
    first: dt.date | None
    last: dt.date | None


def _rows(
    need: NeedFacts, gates: Sequence[Gate], demands: Demands, told_on: dt.date
) -> Iterator[Row]:
    """What `gap_report.gaps` shows of the need, day by day: a row until cover resumes, then
    the next; at a gate behind before that ahead."""
    judged = gates_for(need, gates)
    begins: dt.date | None = None
    for gate in judged:
        for row in _at(need, gate, gates, demands, told_on):
            first = max((day for day in (begins, row.first) if day), default=None)
            if row.last is None or first is None or first <= row.last:
                yield Row(row.gap, first, row.last)
            if row.last is None:
                return
            begins = max(day for day in (begins, row.last + DAY) if day)


def _leaving(need: NeedFacts, gates: Sequence[Gate]) -> Row | None:
    """Whoever leaves is asked about from the day on which it is known."""
    judged = gates_for(need, gates)
    gap = contact_gap(need, judged[-1]) if judged else None
    return Row(gap, None, None) if gap else None


def _at(
    need: NeedFacts, gate: Gate, gates: Sequence[Gate], demands: Demands, told_on: dt.date
) -> Iterator[Row]:
    """The rows of one gate; where its day is not known, as if it were each day in turn."""
    if gate.day is not None:
        for gap in gaps_at(need, gate, demands, gate.day, inside_until(gates)):
            yield Row(gap, None, gap.resumes_on - DAY if gap.resumes_on else None)
        return
    # What was over before something was told last is no matter any more.
    days = sorted({told_on, *(day for day in _turning_days(need, demands) if day > told_on)})
    ends = [*(day - DAY for day in days[1:]), None]
    for day, last in zip(days, ends, strict=True):
        for gap in gaps_at(need, gate, demands, day)[:1]:
            yield Row(gap, None if day == told_on else day, last)


def _turning_days(need: NeedFacts, demands: Demands) -> set[dt.date]:
    """The days on which it may change whether the need is covered."""
    fixed = {
        day
        for line in need.lines
        for day in (line.starts_on, line.appointment_on, line.ends_on and line.ends_on + DAY)
        if day is not None
    }
    found: set[dt.date] = set()
    for day in fixed:
        length = demands(need.kind, day).last_day - day
        found |= {day - length, day - length - DAY, day + DAY}
        # A length that is counted in working days is another one on each day of the week.
        found |= {day - n * DAY for n in range(WEEK)}
    return found


def _due(case: Case, rules: Rules, row: Row, place: int, demands: Demands) -> Due | None:
    """From so many days before the gate as the track's rule says, or before what comes earlier."""
    gap, first = row.gap, row.first
    # A contact person is asked for at once, wherever the gate is.
    knows_day = gap.gate.day is not None and gap.why is not Why.CONTACT
    day = _day_of(gap, demands) if knows_day else None
    rule = rules.find(DueKind.GAP, case.county_id, day or case.opened_on, track=case.track)
    if rule is None:
        return None
    if day is not None and gap.gate.passed_on is None:
        # A gap behind an interim solution is told of when its gate is near.
        opens = min(day, gap.gate.day) if gap.gate.day else day
        near = opens - dt.timedelta(days=rule.shown_before)
        first = max(near, first) if first else near
    return Due(
        kind=DueKind.GAP,
        act=ACT_OF.get(gap.why, "cover_gap"),
        case_id=case.pk,
        object_id=gap.need.key * ROWS + place,
        detail=gap.why.value,
        day=day,
        is_at_once=day is None,
        shown_from=first,
        shown_to=row.last,
        basis=rule.basis,
        rule=rule,
        receiver=receiver_of(DueKind.GAP),
    )


def _day_of(gap: Gap, demands: Demands) -> dt.date | None:
    """The first day without; of a need that came up after its gate the day by which something
    is to have begun, where that may take a while."""
    gate, first = gap.gate.passed_on, gap.from_on
    if gate is None or first is None or first <= gate or first != gap.need.noted_on:
        return first
    demand = demands(gap.need.kind, first)
    return first if demand.unbroken else demand.last_day


def of_expiry(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """Grants and applications for present needs that lapse on a day."""
    still_open = {case.pk: case for case in cases if case.is_open}
    living = Service.objects.filter(case__in=list(still_open), need__ended_on=None)
    needed = set(living.values_list("pk", flat=True))
    for state in present_states(still_open).values():
        lapses = state.state in (State.APPLIED, State.QUEUED, State.GRANTED)
        if state.valid_until and lapses and state.service_id in needed:
            case = still_open[state.case_id]
            yield maker_for(case, rules).make(
                DueKind.SERVICE_EXPIRES,
                "renew_service",
                counted_from=state.valid_until,
                begun_on=state.holds_from,
                object_id=state.service_id,
            )


def of_first_days(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """The first days after the release: in remand by what they need, else by the checklist."""
    yield from of_checklists(cases, rules)
    begun = [case for case in cases if case.is_open and case.phase == Phase.CONTACT]
    remand = {case.pk: case for case in begun if case.is_in_remand}
    if not remand:
        return
    told: set[tuple[int, str]] = set()
    for answers in (Need.objects.present(), NoNeed.objects.all()):
        of_remand = answers.filter(case__in=list(remand), kind__in=FIRST_DAYS).order_by()
        told |= set(of_remand.values_list("case", "kind"))
    for key, case in remand.items():
        if any((key, kind.value) not in told for kind in FIRST_DAYS):
            yield maker_for(case, rules).make(
                DueKind.FIRST_DAYS,
                "ask_first_needs",
                counted_from=case.release_on if case.released_on is None else None,
                begun_on=case.opened_on,
            )


def _continuity(due: Due) -> str:
    return reverse("continuity:continuity", kwargs={"case_pk": due.case_id}) + "#gaps"


ACT_OF = {
    Why.BEFORE_GATE: "move_service",
    Why.WRONG_DAY: "move_service",
    Why.CONTACT: "name_successor",
}
ACTS = (
    Act(
        "cover_gap",
        title=_("Close the gap at the gate"),
        why=_("Nothing certain covers the need from the gate on."),
        button=_("Open the continuity of services"),
        where=_continuity,
        after=_("An interim solution helps until the service begins."),
    ),
    Act(
        "move_service",
        title=_("Agree a new day with the service"),
        why=_("The service is granted for a day on which the client cannot be there."),
        button=_("Open the continuity of services"),
        where=_continuity,
        after=_("Then: tell the client the new day."),
    ),
    Act(
        "name_successor",
        title=_("Ask who goes on as contact person"),
        why=_("A contact person of a service leaves, and nobody is named in their place."),
        button=_("Open the continuity of services"),
        where=_continuity,
        after=_("Then: tell the client who it is."),
    ),
    Act(
        "renew_service",
        title=_("Renew what expires"),
        why=_("A grant or an application of the client is valid only until this day."),
        button=_("Open the continuity of services"),
        where=_continuity,
    ),
    Act(
        "ask_first_needs",
        title=_("Ask what the first days need"),
        why=_("Where to sleep, money, medicines, and whom to call. Remand may end on any day."),
        button=_("Ask what the first days need"),
        where=lambda due: reverse("caseload:proposals", kwargs={"case_pk": due.case_id}),
        after=_("The contact and the first days are a complete result on a short stay."),
    ),
)

NEEDS.update({kind.value: kind.label for kind in NeedKind})
register(CASE, GAPS, of_gaps)
register(CASE, EXPIRES, of_expiry)
register(CASE, FIRST, of_first_days)
register_acts(*ACTS)
