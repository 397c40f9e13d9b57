"""`manage.py check_log`: whether the log is as it was written."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.chain import first_broken_event
from audit.models import AuditEvent, AuditSeal

# The sweep comes each minute; what has waited for so long waits in vain.
LONGEST_WAIT = dt.timedelta(hours=1)


class Command(BaseCommand):
    """Walks the chain, and looks for events that are not in it.

    A cut end shows only against a seal that was noted elsewhere.
    """

    help = "Verify the chain of the log, and print its last seal."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the last seal, or fail with the first event that does not hold, or is missing."""
        broken = first_broken_event()
        if broken is not None:
            raise CommandError(f"The log was changed: event {broken} does not hold.")
        lost = AuditEvent.objects.lost().first()
        if lost is not None:
            raise CommandError(f"The log is not whole: event {lost.pk} is not in the chain.")
        late = AuditEvent.objects.unsealed().filter(at__lt=timezone.now() - LONGEST_WAIT).first()
        if late is not None:
            raise CommandError(f"The log is not being sealed: event {late.pk} still waits.")
        last = AuditSeal.objects.order_by("-pk").first()
        self.stdout.write(f"{last.event_id} {last.digest}" if last else "The log is empty.")
