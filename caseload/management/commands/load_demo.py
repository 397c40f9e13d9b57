"""`manage.py load_demo`: enter the invented people of the demo, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from caseload.demo.loading import AlreadyLoaded, CannotLoad, load


class Command(BaseCommand):
    """Fills an empty database, where a setting allows it, and only once."""

    help = "Enter the invented people and cases of the demo into an empty database."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and tell how far it is."""
        try:
            load(tell=lambda text: self.stderr.write(f"  {text}"))
        except AlreadyLoaded:
            self.stderr.write("  They are there already.")
        except CannotLoad as refusal:
            raise CommandError(str(refusal)) from None
