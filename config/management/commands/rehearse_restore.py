"""`manage.py rehearse_restore`: whether last night's dump comes back whole."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.backups.dumps import BackupFailed
from config.backups.rehearsing import rehearse
from config.management.commands.restore_into import in_words


class Command(BaseCommand):
    help = "Restore the newest dump beside the database, compare, remove it; run as the owner."

    def handle(self, **_options: Any) -> None:
        """Print the counts, or fail with what did not come back."""
        try:
            file, restored = rehearse(timezone.now())
        except BackupFailed as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write("\n".join([f"{file.name} comes back whole.", *in_words(restored)]))
