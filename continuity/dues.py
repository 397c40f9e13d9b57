"""What is due in cases by their needs: the rows of the gap report, and what expires.

A due says from when to when it is shown, so that a day that comes changes no row. Where the
day of the gate is not known the report asks as if it were each day in turn.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.dues import maker_for
from cases.gates import Gate, gates_of
from cases.models import Case, CustodyFact
from continuity.gap_report import (
    Demands,
    Gap,
    NeedFacts,
    Why,
    contact_gap,
    gaps_at,
    gates_for,
    inside_until,
    with_shared_cover,
)
from continuity.models import State
from continuity.need_kinds import NeedKind
from continuity.needs_known import demands_of, needs_of, present_states
from timing.acts import Act
from timing.acts import register as register_acts
from timing.deriving import CASE, register
from timing.models import Due
from timing.rules import Rules
from timing.vocabulary import NEEDS, DueKind, receiver_of

DAY, WEEK = dt.timedelta(days=1), 7
GAP, EXPIRES = {DueKind.GAP}, {DueKind.SERVICE_EXPIRES}


def of_gaps(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """One due for each need that is not covered at its gate."""
    still_open = [case for case in cases if case.is_open]
    found = needs_of(still_open)
    custody = CustodyFact.objects.filter(case__in=list(found)).order_by()
    newest = dict(custody.values_list("case").annotate(Max("recorded_at"))) if found else {}
    for case in still_open:
        told = newest.get(case.pk)
        asked_on = timezone.localdate(told) if told else case.opened_on
        needs = with_shared_cover(found.get(case.pk, ()))
        gates, demands = gates_of(case), demands_of(case, rules) if needs else None
        for need in needs:
            assert demands is not None
            yield _of_need(case, need, gates, demands, rules, asked_on)


def _of_need(
    case: Case,
    need: NeedFacts,
    gates: Sequence[Gate],
    demands: Demands,
    rules: Rules,
    asked_on: dt.date,
) -> Due | None:
    """The due of one need: of a gate behind while its row is open, else of the gate ahead."""
    until = inside_until(gates)
    later: Due | None = None
    judged = gates_for(need, gates)
    for gate in judged:
        if gate.day is None:
            window = _while_unknown(need, gate, demands, asked_on)
            if window is not None:
                later = _due(case, rules, window[0], shown=window[1:])
            continue
        rows = gaps_at(need, gate, demands, gate.day, until)
        if not rows:
            continue
        ends = [row.resumes_on for row in rows]
        last = None if None in ends else max(day for day in ends if day) - DAY
        due = _due(case, rules, rows[0], shown=(None, last))
        if gate.passed_on is not None and last is None:
            return due
        later = due
    leaving = contact_gap(need, judged[-1]) if judged and later is None else None
    return _due(case, rules, leaving, shown=(None, None)) if leaving else later


def _while_unknown(
    need: NeedFacts, gate: Gate, demands: Demands, asked_on: dt.date
) -> tuple[Gap, dt.date | None, dt.date | None] | None:
    """A row where the gate may be any day, and from when to when there is one.

    What was over before something was told last is no matter any more. Between two later
    spans of days with a row it is shown, too.
    """
    told = max(need.told_on, asked_on)
    days = sorted({told, *(day for day in _turning_days(need, demands) if day > told)})
    rows = [(day, gaps_at(need, gate, demands, day)) for day in days]
    with_row = [place for place, (_day, found) in enumerate(rows) if found]
    if not with_row:
        return None
    first, last = with_row[0], with_row[-1]
    begins = None if first == 0 else days[first]
    ends = None if last == len(days) - 1 else days[last + 1] - DAY
    return rows[last][1][0], begins, ends


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


def _due(
    case: Case, rules: Rules, gap: Gap, *, shown: tuple[dt.date | None, dt.date | None]
) -> Due | None:
    """From so many days before the first day without as the track's rule says."""
    # A contact person is asked for at once, wherever the gate is.
    day = gap.from_on if gap.gate.day is not None and gap.why is not Why.CONTACT else None
    rule = rules.find(DueKind.GAP, case.county_id, day or case.opened_on, track=case.track)
    if rule is None:
        return None
    first, last = shown
    if day is not None and gap.gate.passed_on is None:
        first = day - dt.timedelta(days=rule.shown_before)
    return Due(
        kind=DueKind.GAP,
        act=ACT_OF.get(gap.why, "cover_gap"),
        case_id=case.pk,
        object_id=gap.need.key,
        detail=gap.why.value,
        day=day,
        is_at_once=day is None,
        shown_from=first,
        shown_to=last,
        basis=rule.basis,
        rule=rule,
        receiver=receiver_of(DueKind.GAP),
    )


def of_expiry(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """Grants and applications that lapse on a day."""
    still_open = {case.pk: case for case in cases if case.is_open}
    for state in present_states(still_open).values():
        if state.valid_until and state.state in (State.APPLIED, State.QUEUED, State.GRANTED):
            case = still_open[state.case_id]
            yield maker_for(case, rules).make(
                DueKind.SERVICE_EXPIRES,
                "renew_service",
                counted_from=state.valid_until,
                begun_on=state.holds_from,
                object_id=state.service_id,
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
)

NEEDS.update({kind.value: kind.label for kind in NeedKind})
register(CASE, GAP, of_gaps)
register(CASE, EXPIRES, of_expiry)
register_acts(*ACTS)
