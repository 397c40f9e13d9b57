"""`manage.py check_log`: whether the log is as it was written."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.chain import first_broken_event
from audit.models import AuditSeal


class Command(BaseCommand):
    """Walks the chain. A cut end shows only against a seal that was noted elsewhere."""

    help = "Verify the chain of the log, and print its last seal."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the last seal, or fail with the first event that does not hold."""
        broken = first_broken_event()
        if broken is not None:
            raise CommandError(f"The log was changed: event {broken} does not hold.")
        last = AuditSeal.objects.order_by("-pk").first()
        self.stdout.write(f"{last.event_id} {last.digest}" if last else "The log is empty.")
