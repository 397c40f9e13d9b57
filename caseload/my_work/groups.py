"""A worker's cases by where the client is on the way out."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models import Case

SOON = dt.timedelta(weeks=4)


class Group(models.TextChoices):
    """The parts of the table, in their order."""

    PASSED = "passed", _("The release day has passed, and nobody has confirmed it")
    SOON = "soon", _("Released within four weeks")
    LATER = "later", _("Released later")
    UNKNOWN = "unknown", _("Day not known")
    RELEASED = "released", _("Released")
    STANDING_IN = "standing_in", _("You stand in for a colleague")


def group_of(case: Case, today: dt.date) -> Group:
    """Released is who somebody told to be out; a day that has passed releases nobody.

    The cases of an absent colleague (`stands_in`, of my work) stand apart from one's own.
    """
    if getattr(case, "stands_in", False):
        return Group.STANDING_IN
    if case.released_on is not None:
        return Group.RELEASED
    if case.release_on is None:
        return Group.UNKNOWN
    if case.release_on < today:
        return Group.PASSED
    return Group.SOON if case.release_on <= today + SOON else Group.LATER


def days_to_gate(case: Case, today: dt.date) -> int | None:
    """To the release; negative after it, and None where no day is known."""
    gate = case.released_on or case.release_on
    return (gate - today).days if gate else None
