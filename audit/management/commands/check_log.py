"""`manage.py check_log`: whether the log is as it was written."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.checking import fault_of_the_log
from audit.models import AuditSeal


class Command(BaseCommand):
    """Walks the chain, looks for events that are not in it, and compares with the anchors."""

    help = "Verify the log against its chain and its anchors, and print its last seal."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the last seal, or fail with the first fault."""
        fault = fault_of_the_log()
        if fault:
            raise CommandError(fault)
        last = AuditSeal.objects.order_by("-pk").first()
        self.stdout.write(f"{last.event_id} {last.digest}" if last else "The log is empty.")
