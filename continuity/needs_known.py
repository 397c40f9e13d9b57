"""What is known of the needs of cases, gathered for the report in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils import timezone

from cases.gates import gates_of
from cases.models import Case
from cases.vocabulary import Place
from continuity.gap_report import Demand, Demands, Gap, Line, NeedFacts, gaps
from continuity.models import Interim, Need, Service, ServiceState, State
from continuity.need_kinds import NeedKind
from timing.calendar import DAY
from timing.rules import Rules
from timing.vocabulary import DueKind

# Where no rule says anything: begun within two weeks of the gate.
ELSE = dt.timedelta(days=14)


def needs_of(cases: Sequence[Case]) -> dict[int, list[NeedFacts]]:
    """The present needs of each case, with their services as they stand, by the case's key."""
    keys = [case.pk for case in cases]
    needs = list(Need.objects.present().filter(case__in=keys).order_by("pk"))
    lines: dict[int, list[Line]] = defaultdict(list)
    told = {need.pk: need.saved_at for need in needs}
    if needs:
        present = present_states(keys)
        for service in _services(keys):
            state = present.get(service.pk)
            lines[service.need_id].append(_line(service, state))
            _note(told, service.need_id, service.saved_at, state.recorded_at if state else None)
        for interim in Interim.objects.filter(case__in=keys).order_by("pk"):
            lines[interim.need_id].append(_of_interim(interim))
            _note(told, interim.need_id, interim.saved_at)
    found: dict[int, list[NeedFacts]] = defaultdict(list)
    for need in needs:
        found[need.case_id].append(
            NeedFacts(
                need.pk,
                NeedKind(need.kind),
                str(need),
                need.gate,
                tuple(lines[need.pk]),
                timezone.localdate(told[need.pk]),
            )
        )
    return found


def _note(told: dict[int, dt.datetime], need: int, *times: dt.datetime | None) -> None:
    """Remember when something of a present need was told last."""
    if need in told:
        told[need] = max(told[need], *(time for time in times if time is not None))


def rows_of(
    case: Case, needs: Sequence[NeedFacts], today: dt.date, rules: Rules | None = None
) -> list[Gap]:
    """The rows of the report for the needs of one case, most urgent first."""
    if not needs:
        return []
    demands = demands_of(case, rules or Rules([DueKind.GAP]))
    return gaps(needs, gates_of(case), demands, today)


def present_states(case_keys: Iterable[int]) -> dict[int, ServiceState]:
    """The state in which each service is now, by the service's key."""
    found: dict[int, ServiceState] = {}
    for state in ServiceState.objects.told().filter(case__in=list(case_keys)):
        kept = found.get(state.service_id)
        if kept is None or order_of(state) > order_of(kept):
            found[state.service_id] = state
    return found


def order_of(state: ServiceState) -> tuple[dt.date, dt.date, int]:
    """What holds later comes later; of one day what was told later, and of that what corrects it.

    A state is told over the one that was seen, so of two told on one day the later row holds,
    also where it is further back.
    """
    return (state.holds_from, state.told_on, state.pk)


def demands_of(case: Case, rules: Rules) -> Demands:
    """How long cover must hold, and by when something must have begun, by the county's rules."""

    def demand(kind: NeedKind, gate: dt.date) -> Demand:
        rule = rules.find(DueKind.GAP, case.county_id, gate, track=case.track, need=kind)
        day = rules.day(rule, gate, case.county_id) if rule else gate + ELSE
        assert day is not None
        if rule is not None and rule.is_cover:
            return Demand(True, max(day - DAY, gate))
        return Demand(False, day)

    return demand


def _services(case_keys: Sequence[int]) -> Iterable[Service]:
    services = Service.objects.filter(case__in=case_keys).order_by("pk")
    return services.select_related("contact_inside__successor", "contact_outside__successor")


def _line(service: Service, state: ServiceState | None) -> Line:
    """The service as it stands; without any state it is only planned."""
    contacts = [each for each in (service.contact_inside, service.contact_outside) if each]
    leaves = any(each.leaves for each in contacts)
    if state is None:
        return Line(service.pk, service.name, Place(service.place), State.PLANNED)
    return Line(
        service.pk,
        service.name,
        Place(service.place),
        State(state.state),
        starts_on=state.starts_on,
        from_gate=state.from_gate,
        ends_on=state.ends_on,
        until_gate=state.until_gate,
        appointment_on=state.first_appointment_on,
        valid_until=state.valid_until,
        expected_on=state.expected_on,
        ended_because=state.ended_because,
        contact_leaves=leaves,
    )


def _of_interim(interim: Interim) -> Line:
    return Line(
        interim.pk,
        interim.what,
        Place.GATE,
        State.RUNNING,
        starts_on=interim.starts_on,
        from_gate=interim.starts_on is None,
        ends_on=interim.ends_on,
        is_interim=True,
    )
