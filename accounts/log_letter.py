"""The letter to administrators, of the counties and of the installation, when the log fails."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from notifications.models import MailKind
from notifications.outbox import post_letter


def tell_administrators(*, now: dt.datetime) -> None:
    """Once a day each. What is wrong stands in the program's log, for mail is read by others."""
    for user in User.objects.filter(is_superuser=True, is_active=True).order_by("pk"):
        with override(user.language):
            post_letter(
                key=f"{MailKind.LETTER.value}|log|{user.pk}|{timezone.localdate(now)}",
                to=user.email,
                subject=_("The log of Jatkumo does not hold"),
                text=_(
                    "The nightly check found that the log of Jatkumo is not as it was written. "
                    "Tell whoever runs the service at once: what is wrong stands in the "
                    "program’s log, and manage.py check_log looks again."
                ),
                now=now,
            )
