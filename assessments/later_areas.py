"""What becomes of the life areas that are still to be asked when an assessment is made final."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Answer(models.TextChoices):
    """One for each area; none is chosen beforehand."""

    AT_REVIEW = "at_review", _("Asked at the review")
    ASK_NOW = "ask_now", _("Asked now, before the assessment is final")
    NOT_RELEVANT = "not_relevant", _("Not relevant to the client")


@dataclass(frozen=True)
class Decision:
    """`on` is the day on which it is asked, `because` why it is not relevant."""

    answer: Answer
    on: dt.date | None = None
    because: str = ""
