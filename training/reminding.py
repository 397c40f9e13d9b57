"""Notices of trainings: before the day to who lacks it, after it to who marks.

What is due (`timing.models.Due`) is of a case or a contact; a training is of neither, so it
is told by notices alone.
"""

import datetime as dt

from django.db import transaction
from django.urls import reverse

from accounts.models import UnitRole, User
from notifications.telling import tell_all
from notifications.vocabulary import NoticeKind
from training.models import Training, TrainingDay
from training.standings import standings

TOLD_BEFORE = dt.timedelta(days=7)
# A day that is added long after it was held is marked at once.
ASKED_FOR = dt.timedelta(days=14)


@transaction.atomic
def remind_of_trainings(today: dt.date) -> None:
    """Tell each once for a day; run every morning, or twice."""
    ahead = TrainingDay.objects.between(today, today + TOLD_BEFORE).select_related("training__unit")
    trainings = Training.objects.filter(days__in=ahead).select_related("unit").distinct()
    lacking = {each.training.pk: each.lack for each in standings(trainings, today)}
    for day in ahead:
        tell_all(
            NoticeKind.TRAINING_NEAR,
            receivers=lacking[day.training_id],
            about=f"training:{day.pk}",
            parameters={"day": day.held_on.isoformat()},
            link=reverse("training:own"),
        )
    yesterday = today - dt.timedelta(days=1)
    held = TrainingDay.objects.between(today - ASKED_FOR, yesterday).filter(participations=None)
    for day in held.select_related("training"):
        tell_all(
            NoticeKind.TRAINING_TO_MARK,
            receivers=User.objects.holding(
                UnitRole.SUPERVISOR, today=today, units=[day.training.unit_id]
            ),
            about=f"training:{day.pk}",
            parameters={"day": day.held_on.isoformat()},
            link=reverse("training:day_mark", args=[day.pk]),
        )
