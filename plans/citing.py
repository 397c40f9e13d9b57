"""The client's living needs and services as a plan cites them: in a draft, and when agreed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from continuity.models import Interim, Need, Service, ServiceState, State
from continuity.needs_known import order_of
from plans.models import Plan, PlanService
from records.text_lengths import SHORT_TEXT


@dataclass(frozen=True)
class Living:
    """The needs of a case, also those that ended, with what was told of their services."""

    needs: dict[int, Need]
    services: dict[int, list[Service]]
    states: dict[int, list[ServiceState]]
    interims: dict[int, list[Interim]]


@dataclass(frozen=True)
class Today:
    """How what an agreed plan cites stands now: the row that would be cited, or its end."""

    services: list[PlanService]
    need_ended: Need | None = None
    # The plan had no service for the need, so what has come since is named.
    is_of_need: bool = False


def read_living(case_pk: int) -> Living:
    """Of one case, in four queries."""
    services: dict[int, list[Service]] = defaultdict(list)
    states: dict[int, list[ServiceState]] = defaultdict(list)
    interims: dict[int, list[Interim]] = defaultdict(list)
    for service in Service.objects.filter(case=case_pk).select_related("provider_member"):
        services[service.need_id].append(service)
    for state in ServiceState.objects.told().filter(case=case_pk).order_by("pk"):
        states[state.service_id].append(state)
    for interim in Interim.objects.filter(case=case_pk):
        interims[interim.need_id].append(interim)
    needs = {need.pk: need for need in Need.objects.filter(case=case_pk)}
    return Living(needs, services, states, interims)


def cite(plan: Plan, living: Living) -> list[PlanService]:
    """Unsaved rows: each service of a present need, and each present need without one."""
    present = [need for need in living.needs.values() if need.ended_on is None]
    return [row for need in present for row in _rows_of(plan, need, living)]


def today_of(row: PlanService, living: Living) -> Today:
    """How a row of an agreed plan stands now; of a need without a service, what it has now."""
    need = living.needs.get(row.need_id or 0)
    if need is None:
        return Today([])
    rows = [
        each
        for each in _rows_of(row.plan, need, living)
        if each.state and (row.service_id is None or each.service_id == row.service_id)
    ]
    return Today(rows, need if need.ended_on else None, is_of_need=row.service_id is None)


def _rows_of(plan: Plan, need: Need, living: Living) -> list[PlanService]:
    services = living.services.get(need.pk, [])
    rows = [_of_service(plan, need, each, living.states.get(each.pk, [])) for each in services]
    rows = rows or [_row(plan, need, name=str(need)[:SHORT_TEXT])]
    # What helps meanwhile stands with the service that was added last: the one waited for.
    rows[-1].interim = "\n".join(_interim_words(living.interims.get(need.pk, [])))
    return rows


def _of_service(plan: Plan, need: Need, service: Service, told: list[ServiceState]) -> PlanService:
    row = _row(
        plan,
        need,
        service=service,
        name=service.name,
        provider=service.provided_by,
        place=service.place,
        state=State.PLANNED,
    )
    if told:
        present = sorted(told, key=order_of)[-1]
        row.state = present.state
        row.starts_on, row.from_gate = present.starts_on, present.from_gate
        row.ends_on, row.until_gate = present.ends_on, present.until_gate
        row.first_appointment_on = present.first_appointment_on
        row.expected_on = present.expected_on
        row.applied_on = _applied_on(told)
    return row


def _row(plan: Plan, need: Need, **facts: object) -> PlanService:
    return PlanService(plan=plan, need=need, need_kind=need.kind, need_words=need.words, **facts)


def _applied_on(told: Iterable[ServiceState]) -> dt.date | None:
    days = (state.holds_from for state in told if state.state == State.APPLIED)
    return max(days, default=None)


def _interim_words(interims: Iterable[Interim]) -> Iterator[str]:
    """In words that are the same in each language, for a citation is never translated."""
    for interim in interims:
        words = ", ".join(filter(None, (interim.what, interim.by_whom)))
        if interim.starts_on or interim.ends_on:
            words += f" ({_day(interim.starts_on)}–{_day(interim.last_on)})"
        elif interim.nights:
            words += f" ({interim.nights} yötä / nätter)"
        yield words


def _day(day: dt.date | None) -> str:
    return f"{day.day}.{day.month}.{day.year}" if day else ""
