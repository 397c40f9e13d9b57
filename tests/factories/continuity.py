"""Needs, services and interim solutions, written by the acts that write them in life."""

from typing import Any

import factory

from cases.models import Case
from cases.vocabulary import Place
from continuity.actions.interims import add_interim
from continuity.actions.needs import add_need
from continuity.actions.services import add_service
from continuity.models import Interim, Need, Service, ServiceState, State
from continuity.need_kinds import NeedKind
from tests.factories.cases import CaseFactory

STATE_FIELDS = {field.name for field in ServiceState._meta.fields} - {"case", "service"}


class NeedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Need

    case = factory.SubFactory(CaseFactory)
    kind = NeedKind.HOUSING

    @classmethod
    def _create(cls, model_class: type[Need], *args: Any, **kwargs: Any) -> Need:
        by = kwargs.pop("by", None) or kwargs["case"].responsible
        need = model_class(*args, **kwargs)
        add_need(need=need, by=by)
        return need


class ServiceFactory(factory.django.DjangoModelFactory):
    """A service of a need; what belongs to its state (`state=`, `starts_on=`) is told at once."""

    class Meta:
        model = Service

    need = factory.SubFactory(NeedFactory)
    name = "Tuettu asuminen"
    place = Place.OUTSIDE
    state = State.QUEUED

    @classmethod
    def _create(cls, model_class: type[Service], *args: Any, **kwargs: Any) -> Service:
        by = kwargs.pop("by", None) or kwargs["need"].case.responsible
        told = {name: kwargs.pop(name) for name in list(kwargs) if name in STATE_FIELDS}
        service = model_class(*args, **kwargs)
        add_service(service=service, state=ServiceState(**told), by=by)
        return service


class InterimFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Interim

    need = factory.SubFactory(NeedFactory)
    what = "Kriisimajoitus"
    until_further_notice = factory.LazyAttribute(
        lambda made: made.ends_on is None and made.nights is None
    )
    ends_on = None
    nights = None

    @classmethod
    def _create(cls, model_class: type[Interim], *args: Any, **kwargs: Any) -> Interim:
        by = kwargs.pop("by", None) or kwargs["need"].case.responsible
        interim = model_class(*args, **kwargs)
        add_interim(interim=interim, by=by)
        return interim


def service_of(case: Case, kind: NeedKind = NeedKind.HOUSING, **facts: Any) -> Service:
    """A service for the case's present need of a kind, which is noted where there is none."""
    present = Need.objects.present().filter(case=case, kind=kind).first()
    need = present or NeedFactory(case=case, kind=kind, words=facts.pop("words", ""))
    service: Service = ServiceFactory(need=need, **facts)
    return service
