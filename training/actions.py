"""Adding a training and its days, and marking who took part."""

import datetime as dt
from collections.abc import Collection
from http import HTTPStatus

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from records.refused import Refused
from training.models import Participation, Training, TrainingDay


class TrainingThere(Refused):
    """The unit has a training of this name in the package."""

    status = HTTPStatus.BAD_REQUEST
    field = "name"
    words = gettext_lazy(
        "The unit has a training of this name already. Add a day to it, or write another name."
    )


class DayThere(Refused):
    """The training is held on that day already."""

    status = HTTPStatus.BAD_REQUEST
    field = "held_on"
    words = gettext_lazy("The training is held on this day already. Write another day.")


class NotHeldYet(Refused):
    """Nobody has taken part in what lies ahead."""

    words = gettext_lazy("The day is still ahead. Mark who took part when it has been held.")


@transaction.atomic
def add_training(*, training: Training, held_on: dt.date | None, where: str, by: User) -> Training:
    """Keep a training of a unit, with its first day where it is known. Raises TrainingThere."""
    training.added_by = by
    try:
        with transaction.atomic():
            training.save()
    except IntegrityError as error:
        raise TrainingThere from error
    record(Action.TRAINING_ADDED, by=by, target=training)
    if held_on is not None:
        add_day(day=TrainingDay(training=training, held_on=held_on, where=where), by=by)
    return training


@transaction.atomic
def add_day(*, day: TrainingDay, by: User) -> TrainingDay:
    """Keep a day on which a training is held. Raises DayThere."""
    try:
        with transaction.atomic():
            day.save()
    except IntegrityError as error:
        raise DayThere from error
    record(Action.TRAINING_DAY_ADDED, by=by, target=day)
    return day


@transaction.atomic
def mark_participants(
    *, day: TrainingDay, took_part: Collection[int], seen: Collection[int], by: User
) -> None:
    """Keep who was ticked and who no longer is, among those whom the page showed.

    `seen` were ticked when the page was opened: what somebody else has ticked since stays.
    Raises NotHeldYet.
    """
    if day.held_on > timezone.localdate():
        raise NotHeldYet
    marked = set(day.participations.values_list("user", flat=True))
    came = set(took_part) - set(seen)
    went = (set(seen) - set(took_part)) & marked
    rows = [Participation(day=day, user_id=key, marked_by=by) for key in sorted(came)]
    Participation.objects.bulk_create(rows, ignore_conflicts=True)
    Participation.objects.filter(day=day, user__in=went).delete()
    told = {"added": sorted(came), "removed": sorted(went)}
    record(Action.TRAINING_MARKED, by=by, target=day, details=told)
