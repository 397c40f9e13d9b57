"""A training as its act keeps it."""

from typing import Any

import factory

from tests.factories.accounts import SupervisorFactory, UnitFactory
from training.actions import add_training
from training.models import Training


class TrainingFactory(factory.Factory):
    """Of a unit (`unit=`), with one day (`held_on=`) or none."""

    class Meta:
        model = Training

    name = factory.Sequence(lambda n: f"Koulutus {n}")
    hours = 1

    @classmethod
    def _create(cls, model_class: type[Training], *args: Any, **kwargs: Any) -> Training:
        unit = kwargs.pop("unit", None) or UnitFactory()
        by = kwargs.pop("by", None) or SupervisorFactory(unit=unit)
        held_on = kwargs.pop("held_on", None)
        training = model_class(unit=unit, **kwargs)
        return add_training(training=training, held_on=held_on, where="", by=by)
