"""The choice of a worker: beside each name the unit, the open cases, and until when away."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Absence, Unit, UnitRole, User
from cases.models import Case

Options = list[tuple[Any, Any]]


class WorkerChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A worker of a county; `offer` says of which."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            queryset=User.objects.none(),
            empty_label=options.pop("empty_label", gettext_lazy("Choose")),
            error_messages={
                "required": gettext_lazy("Choose a worker."),
                "invalid_choice": gettext_lazy("This person cannot be chosen. Choose another."),
            },
            **options,
        )

    def offer(self, workers: "Workers") -> None:
        """Show these, and take no others."""
        self.queryset = User.objects.filter(pk__in=[user.pk for user in workers.users])
        self.choices = [("", self.empty_label), *workers.options]


class Workers:
    """The active workers of a county, those of `unit` first, in a fixed number of queries."""

    def __init__(
        self, county_id: int, unit: Unit | None, today: dt.date, but: Iterable[int] = ()
    ) -> None:
        found = User.objects.holding(UnitRole.WORKER, today=today)
        shown = found.filter(organisation=county_id).exclude(pk__in=list(but))
        self.users = list(shown.prefetch_related("unit_memberships__unit"))
        self.unit, self.today = unit, today
        carried = Case.objects.open().filter(responsible__in=self.users).order_by()
        self.loads = Counter(dict(carried.values_list("responsible").annotate(Count("pk"))))
        away = Absence.objects.on(today).filter(user__in=self.users)
        self.away = {each.user_id: each.last_on for each in away}

    @property
    def options(self) -> Options:
        """For a select: each unit with its own under its name."""
        groups: dict[Unit, Options] = {}
        for user in self.users:
            groups.setdefault(self._unit_of(user), []).append((user.pk, self.label(user)))
        ordered = sorted(groups, key=lambda unit: (unit != self.unit, unit.name))
        return [(unit.name, groups[unit]) for unit in ordered]

    def label(self, user: User) -> str:
        """What helps to choose between them."""
        count = self.loads[user.pk]
        load = ngettext("%(count)s open case", "%(count)s open cases", count) % {"count": count}
        parts = [str(user), user.title, load]
        if last := self.away.get(user.pk):
            parts.append(_("away until %(day)s") % {"day": date_format(last)})
        return ", ".join(part for part in parts if part)

    def _unit_of(self, user: User) -> Unit:
        """Where they work: here, if here too."""
        held = [
            each.unit
            for each in user.unit_memberships.all()
            if each.role == UnitRole.WORKER and each.holds_on(self.today)
        ]
        units: list[Unit] = sorted(held, key=lambda unit: unit.pk)
        return next((unit for unit in units if unit == self.unit), units[0])
