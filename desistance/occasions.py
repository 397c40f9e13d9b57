"""When the factors are talked over, and what is recorded of them.

The client may read all of it on request.
"""

from django.db import models
from django.utils.translation import pgettext_lazy


class Occasion(models.TextChoices):
    """A checklist belongs to the case and names its occasion."""

    CONTACT = "contact", pgettext_lazy("occasion", "Contact")
    ASSESSMENT = "assessment", pgettext_lazy("occasion", "Assessment")
    PLAN = "plan", pgettext_lazy("occasion", "Plan")
    REVIEW = "review", pgettext_lazy("occasion", "Review")
    CLOSURE = "closure", pgettext_lazy("occasion", "Closure")


class ClientStanding(models.TextChoices):
    """What a factor with client scope is for the client now; never a grade or a number."""

    STRENGTH = "strength", pgettext_lazy("factor", "Strength")
    NEED = "need", pgettext_lazy("factor", "Support need")
    NOT_RELEVANT = "not_relevant", pgettext_lazy("factor", "Not relevant now")
    NOT_DISCUSSED = "not_discussed", pgettext_lazy("factor", "Not discussed yet")


class TaskState(models.TextChoices):
    """How far a factor is that is the workers' own task; it says nothing of the client."""

    DONE = "done", pgettext_lazy("task of the workers", "Done")
    UNDER_WAY = "under_way", pgettext_lazy("task of the workers", "Under way")
    PREVENTED = "prevented", pgettext_lazy("task of the workers", "Something prevents it")
