"""Who has a training, who lacks it and what is coming, in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import Unit, UnitMembership, User
from training.models import Participation, Training, TrainingDay


@dataclass(frozen=True)
class Standing:
    """How a training stands among the people who work in the unit today, by name."""

    training: Training
    have: Sequence[User]
    lack: Sequence[User]
    held: Sequence[TrainingDay]
    coming: Sequence[TrainingDay]


@dataclass(frozen=True)
class Own:
    """One training of a worker's units: the days on which they took part, and those ahead."""

    training: Training
    took_part: Sequence[dt.date]
    coming: Sequence[TrainingDay]


def people_of(units: Iterable[Unit], today: dt.date) -> dict[int, list[User]]:
    """Who works in each unit on the day, in whatever role."""
    held = UnitMembership.objects.on(today).filter(unit__in=list(units), user__is_active=True)
    found: dict[int, dict[int, User]] = defaultdict(dict)
    names = ("user__last_name", "user__first_name", "user")
    for row in held.select_related("user").order_by(*names):
        found[row.unit_id][row.user_id] = row.user
    return {unit: list(people.values()) for unit, people in found.items()}


def standings(trainings: Iterable[Training], today: dt.date) -> list[Standing]:
    """Each training with its people and days."""
    trainings = list(trainings)
    people = people_of({each.unit for each in trainings}, today)
    days: dict[int, list[TrainingDay]] = defaultdict(list)
    for day in TrainingDay.objects.filter(training__in=trainings).select_related("training"):
        days[day.training_id].append(day)
    marked = Participation.objects.filter(day__training__in=trainings)
    have = set(marked.values_list("day__training", "user"))
    return [
        Standing(
            training=each,
            have=[p for p in people.get(each.unit_id, []) if (each.pk, p.pk) in have],
            lack=[p for p in people.get(each.unit_id, []) if (each.pk, p.pk) not in have],
            held=[day for day in days[each.pk] if day.held_on <= today],
            coming=[day for day in days[each.pk] if day.held_on > today],
        )
        for each in trainings
    ]


def own_trainings(user: User, today: dt.date) -> list[Own]:
    """Those of the user's units, and all in which they took part."""
    units = {unit for unit, _role in user.unit_roles}
    took_part: dict[int, list[dt.date]] = defaultdict(list)
    mine = Participation.objects.filter(user=user).order_by("day__held_on")
    for training, held_on in mine.values_list("day__training", "day__held_on"):
        took_part[training].append(held_on)
    coming: dict[int, list[TrainingDay]] = defaultdict(list)
    trainings = Training.objects.filter(unit__in=units) | Training.objects.filter(pk__in=took_part)
    for day in TrainingDay.objects.filter(training__unit__in=units, held_on__gt=today):
        coming[day.training_id].append(day)
    return [Own(each, took_part[each.pk], coming[each.pk]) for each in trainings.distinct()]
