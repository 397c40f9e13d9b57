"""Set aside what may have been mailed since a backup was made."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from caseload.reminders.mailing import set_aside_after_restore


class Command(BaseCommand):
    help = "After a backup was restored, before the worker starts: mails of the span are uncertain."

    def handle(self, **_options: Any) -> None:
        """Say how many a person has to look at."""
        count = set_aside_after_restore(now=timezone.now())
        self.stdout.write(f"{count} mails may have left since the backup; see the page E-mail.")
