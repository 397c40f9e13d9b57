"""`manage.py back_up`: a sealed dump of the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.backups import dumps


class Command(BaseCommand):
    help = "Dump the database into BACKUP_FOLDER, sealed; run it as the owner."

    def handle(self, **_options: Any) -> None:
        """Print the file's path."""
        try:
            self.stdout.write(str(dumps.write(timezone.now())))
        except dumps.BackupFailed as problem:
            raise CommandError(str(problem)) from problem
