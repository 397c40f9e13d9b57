"""Entering the whole demo: all of it or nothing."""

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from caseload.demo.directory import list_services
from caseload.demo.example_codes import load_example_codes
from caseload.demo.observed import observe
from caseload.demo.people import PEOPLE, create_people
from caseload.demo.stage import Stage
from caseload.demo.stories import STORIES
from caseload.demo.trainings import train
from caseload.reminders.sweep import remind
from cases.actions.absences import record_absence
from cases.models import Client
from referrals.models import Referral


class CannotLoad(Exception):
    """Invented people do not belong in this database; the text says why."""


class AlreadyLoaded(Exception):
    """The demo has been loaded before."""


@transaction.atomic
def load(*, tell: Callable[[str], object]) -> None:
    """Enter people and stories through the actions of the application.

    Raises AlreadyLoaded, or CannotLoad where it is not allowed or others are there.
    """
    if not settings.DEMO_DATA_ALLOWED:
        raise CannotLoad("Demo data are not allowed here: DEMO_DATA_ALLOWED is not “yes”.")
    if User.objects.filter(email__in=[person.email for person in PEOPLE]).exists():
        raise AlreadyLoaded
    if any(model.objects.exists() for model in (User, Client, Referral)):
        raise CannotLoad("The database is not empty. Demo data fill an empty database only.")
    tell(f"{len(PEOPLE)} people who use Jatkumo")
    load_example_codes()
    stage = Stage(cast=create_people(), today=timezone.localdate())
    list_services(stage)
    for number, story in enumerate(STORIES, start=1):
        tell(f"{number}/{len(STORIES)}  {(story.__doc__ or '').splitlines()[0]}")
        story(stage)
    _record_absence(stage)
    observe(stage)
    train(stage)
    tell("Reminders of what falls due")
    remind(now=timezone.now())


def _record_absence(stage: Stage) -> None:
    """Johanna is away for a week, and Mervi stands in."""
    first = stage.today + dt.timedelta(weeks=2)
    record_absence(
        user=stage.cast["johanna"],
        first_on=first,
        last_on=first + dt.timedelta(days=6),
        substitute=stage.cast["mervi"],
        by=stage.cast["paivi"],
    )
