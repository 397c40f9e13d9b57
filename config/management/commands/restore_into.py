"""`manage.py restore_into NAME FILE`: a new database from a dump, compared with it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from config.backups import restoring
from config.backups.dumps import BackupFailed


class Command(BaseCommand):
    help = "Restore a dump into a new database; the one in use stays as it is. Run as the owner."

    def add_arguments(self, parser: CommandParser) -> None:
        """The new database's name, and the dump."""
        parser.add_argument("name")
        parser.add_argument("file", type=Path)

    def handle(self, *, name: str, file: Path, **_options: Any) -> None:
        """Say what came back, or that there is no such database and why."""
        try:
            restored = restoring.restore_into(name, file, timezone.now())
        except BackupFailed as problem:
            raise CommandError(f"{problem}\nNothing was changed.") from problem
        self.stdout.write("\n".join(in_words(restored)))


def in_words(restored: restoring.Restored) -> list[str]:
    """Counts for the operator, and what a restore means for mail."""
    rows = restored.portrait["rows"]
    guards = ", ".join(
        f"{len(restored.portrait[part])} {part}"
        for part in ("triggers", "functions", "constraints", "indexes", "rights")
    )
    return [
        *(f"{count:>10} {table}" for table, count in rows.items() if count),
        f"{sum(rows.values())} rows in {len(rows)} tables; {guards}: as when it was dumped.",
        f"The log's chain holds; its last seal is {restored.portrait['seal']['last']}.",
        f"{restored.uncertain_mails} mails may have left since: none is sent, see the page E-mail.",
    ]
