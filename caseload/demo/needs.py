"""Needs, services and their states as the stories tell them, entered by the same acts."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from caseload.demo.stage import worker_of
from cases.models import Case
from cases.vocabulary import Place
from continuity.actions.interims import add_interim
from continuity.actions.needs import add_need
from continuity.actions.services import add_service, tell_state
from continuity.models import Interim, Need, Service, ServiceState, State
from continuity.need_kinds import NeedKind
from continuity.needs_known import present_states


@dataclass(frozen=True)
class Told:
    """How far a service is, told on a day, with the days that belong to it."""

    on: dt.date
    state: State
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class DemoService:
    """A service for a need, and what was told of it, the oldest first."""

    name: str
    provider: str
    place: Place
    told: Sequence[Told]


@dataclass(frozen=True)
class DemoNeed:
    """A need, in the client's words where the story has them, and what there is for it."""

    kind: NeedKind
    words: str = ""
    services: Sequence[DemoService] = ()
    interims: Sequence[Mapping[str, Any]] = ()


def meet_needs(case: Case, noted_on: dt.date, *needs: DemoNeed) -> None:
    """Record the needs of a client on a day."""
    by = worker_of(case)
    for each in needs:
        need = Need(case=case, kind=each.kind, words=each.words, noted_on=noted_on)
        add_need(need=need, by=by)
        for facts in each.interims:
            goes_on = not {"ends_on", "nights"} & facts.keys()
            interim = Interim(need=need, until_further_notice=goes_on, **facts)
            add_interim(interim=interim, by=by)
        for given in each.services:
            service = Service(
                need=need, name=given.name, provider=given.provider, place=given.place
            )
            first, *later = given.told
            add_service(service=service, state=_state(first), by=by)
            for told in later:
                _tell(service, told)


def tell_later(case: Case, name: str, told: Told, *, place: Place = Place.OUTSIDE) -> None:
    """Tell how far a service of the case has come since."""
    _tell(Service.objects.get(case=case, name=name, place=place), told)


def _tell(service: Service, told: Told) -> None:
    seen = present_states([service.case_id])[service.pk].pk
    by = worker_of(service.case)
    tell_state(service=service, state=_state(told), seen=seen, by=by)


def _state(told: Told) -> ServiceState:
    return ServiceState(state=told.state, holds_from=told.on, told_on=told.on, **told.facts)
