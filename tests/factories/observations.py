"""Observations as the act keeps them, and statements because of them."""

import datetime as dt
from typing import Any

import factory

from continuity.need_kinds import Domain
from observations.actions import make_statement, write_observation
from observations.models import Observation, Statement
from observations.vocabulary import ObservationKind
from tests.factories.accounts import SupervisorFactory, UnitFactory


class ObservationFactory(factory.Factory):
    """One of a unit and a month."""

    class Meta:
        model = Observation

    unit = factory.LazyFunction(UnitFactory)
    county = factory.LazyAttribute(lambda row: row.unit.county)
    month = dt.date(2026, 1, 1)
    kind = ObservationKind.QUEUE
    area = Domain.HOUSING

    @classmethod
    def _create(cls, model_class: type[Observation], *args: Any, **kwargs: Any) -> Observation:
        observation = model_class(**kwargs)
        write_observation(observation)
        return observation


class StatementFactory(factory.Factory):
    """What a supervisor has said to somebody."""

    class Meta:
        model = Statement

    receiver = "Hyvinvointialueen johto"
    made_on = dt.date(2026, 2, 2)
    text = "Asumispalveluihin tarvitaan kriisipaikkoja."

    @classmethod
    def _create(cls, model_class: type[Statement], *args: Any, **kwargs: Any) -> Statement:
        by = kwargs.pop("by", None) or SupervisorFactory()
        return make_statement(statement=model_class(**kwargs), county=by.county, by=by)
