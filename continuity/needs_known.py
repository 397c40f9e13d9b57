"""What is known of the needs of cases, gathered for the report in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from cases.gates import gates_of
from cases.models import Case
from cases.vocabulary import Place
from continuity.gap_facts import Demand, Demands, Gap, Line, NeedFacts
from continuity.gap_report import gaps
from continuity.models import Interim, Need, Service, ServiceState, State
from continuity.need_kinds import NeedKind
from networks.models import NetworkMember
from timing.calendar import DAY
from timing.rules import Rules
from timing.vocabulary import DueKind

# Where no rule says anything: begun within two weeks of the gate.
ELSE = dt.timedelta(days=14)


@dataclass(frozen=True)
class NeedRecords:
    """Needs and services, the oldest first, and what was told of services, the newest first.

    States that were taken back are left out. A page that asks several things of these
    records reads them once.
    """

    needs: Sequence[Need] = ()
    services: Sequence[Service] = ()
    states: Sequence[ServiceState] = ()

    def present_states(self) -> dict[int, ServiceState]:
        """The state in which each service is now, by the service's key."""
        found: dict[int, ServiceState] = {}
        for state in self.states:
            kept = found.get(state.service_id)
            if kept is None or order_of(state) > order_of(kept):
                found[state.service_id] = state
        return found

    def going_on(self) -> list[tuple[Service, ServiceState | None]]:
        """The services of present needs that are neither over nor refused, and how far each is."""
        ended = {need.pk for need in self.needs if need.ended_on is not None}
        present = self.present_states()
        told = ((each, present.get(each.pk)) for each in self.services if each.need_id not in ended)
        return [(each, now) for each, now in told if now is None or not State(now.state).is_over]


def records_of(case_keys: Sequence[int]) -> NeedRecords:
    """Those of the cases, each kind in one query; of cases without a need one query in all."""
    needs = list(Need.objects.filter(case__in=case_keys).order_by("pk"))
    if not needs:
        return NeedRecords()
    services = list(Service.objects.filter(case__in=case_keys).order_by("pk"))
    return NeedRecords(needs, services, _told(case_keys) if services else ())


def _told(case_keys: Sequence[int]) -> list[ServiceState]:
    """As `told`: what was taken back is little, and costs less to leave out here."""
    states = ServiceState.objects.filter(case__in=case_keys).order_by("-holds_from", "-pk")
    taken_back = {state.takes_back_id for state in states}
    return [each for each in states if not each.takes_back_id and each.pk not in taken_back]


def needs_of(
    cases: Sequence[Case], records: NeedRecords | None = None
) -> dict[int, list[NeedFacts]]:
    """The present needs of each case, with their services as they stand, by the case's key.

    `records` are those of the cases, where the page has read them.
    """
    keys = [case.pk for case in cases]
    records = records or records_of(keys)
    needs = [need for need in records.needs if need.ended_on is None]
    lines: dict[int, list[Line]] = defaultdict(list)
    told = {need.pk: need.saved_at for need in needs}
    if needs:
        present = records.present_states()
        left = _left_alone(records.services, keys)
        for service in records.services:
            state = present.get(service.pk)
            lines[service.need_id].append(_line(service, state, leaves=service.pk in left))
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
                need.noted_on,
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
    return NeedRecords(states=_told(list(case_keys))).present_states()


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


def _left_alone(services: Iterable[Service], case_keys: Sequence[int]) -> set[int]:
    """The keys of the services whose contact person leaves and is followed by nobody."""
    contacts = {each.pk: {each.contact_inside_id, each.contact_outside_id} for each in services}
    if not any(keys - {None} for keys in contacts.values()):
        return set()
    leave = NetworkMember.objects.filter(case__in=case_keys).whom_nobody_follows()
    return {service for service, keys in contacts.items() if keys & leave}


def _line(service: Service, state: ServiceState | None, *, leaves: bool) -> Line:
    """The service as it stands; without any state it is only planned."""
    if state is None:
        return Line(
            service.pk, service.name, Place(service.place), State.PLANNED, contact_leaves=leaves
        )
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
        ends_on=interim.last_on,
        is_interim=True,
        nights=interim.nights if interim.starts_on is None else None,
    )
