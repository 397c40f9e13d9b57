"""The choice of a worker out of a whole county: each unit's own stand under its name."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import F
from django.forms.models import ModelChoiceIterator
from django.utils import timezone

from accounts.models import Organisation, Unit, UnitMembership, UnitRole, User
from accounts.models.user import on_the_day


class _ByUnit(ModelChoiceIterator):  # type: ignore[type-arg]
    """The empty choice, and for each unit those who work there."""

    field: "WorkerOfUnit"

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        yield ("", self.field.empty_label)
        for unit, workers in groupby(self.field.by_unit(), key=lambda worker: worker.unit):
            choices = [
                (self.field.key_of(each), self.field.label_from_instance(each)) for each in workers
            ]
            yield (str(self.field.units[unit]), choices)


class WorkerOfUnit(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A worker of any unit of the county, of whom those of a few units are shown.

    Who works in several of them stands under each.
    """

    iterator = _ByUnit

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=User.objects.none(), **options)
        self.units: dict[int, Unit] = {}
        self.employed = User.objects.none()

    def offer(self, county: Organisation, shown: Iterable[Unit]) -> None:
        """Those who work for `county`, and of them those of the units `shown`, in this order."""
        self.units = {unit.pk: unit for unit in shown}
        present = UnitMembership.objects.on(timezone.localdate())
        held = present.filter(role=UnitRole.WORKER, unit__county=county)
        self.employed = User.objects.filter(is_active=True, organisation=county)
        self.queryset = self.employed.filter(pk__in=held.values("user"))

    def by_unit(self) -> list[Any]:
        """The workers that are shown, each with the key of the `unit`, by name."""
        held = {
            "unit_memberships__role": UnitRole.WORKER,
            "unit_memberships__unit__in": list(self.units),
        }
        present = on_the_day(timezone.localdate(), "unit_memberships__")
        workers = self.employed.filter(present, **held).annotate(unit=F("unit_memberships__unit"))
        places = {pk: place for place, pk in enumerate(self.units)}
        shown = workers.only("first_name", "last_name", "email", "title")
        return sorted(shown, key=lambda worker: places[worker.unit])

    def key_of(self, worker: Any) -> Any:
        """What is sent of a worker of `by_unit` who is chosen."""
        return worker.pk

    def label_from_instance(self, obj: Any) -> str:
        """What is told of a worker beside the unit."""
        return ", ".join(filter(None, [str(obj), obj.title]))
