"""When somebody wants their daily mail."""

import datetime as dt

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

USUAL_TIME = dt.time(7, 30)


def usual_weekdays() -> list[int]:
    """Monday to Friday."""
    return [0, 1, 2, 3, 4]


class MailChoice(models.Model):
    """The hour and the weekdays of one receiver's daily mail; who chose nothing has no row.

    No weekday means no daily mail. What falls due by law, or a release, before the next
    one is mailed all the same.
    """

    receiver = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice"
    )
    at = models.TimeField(_("time"), default=USUAL_TIME)
    # Monday is 0.
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=usual_weekdays, blank=True)

    class Meta:
        verbose_name = _("choice of daily mail")

    def __str__(self) -> str:
        return f"{self.receiver_id} {self.at:%H:%M}"
