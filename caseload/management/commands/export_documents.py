"""`manage.py export_documents DIR`: every final record as its national document."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from caseload.exports.export import Outcome, export_documents
from caseload.exports.folder import ForeignFolder
from caseload.exports.kinds import DOCUMENTS


class Command(BaseCommand):
    """Says how many were written, and why others were not; nothing of a client."""

    help = "Write every final record that has a national document as one JSON file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a new or empty folder, or an export’s")

    def handle(self, *args: Any, **options: Any) -> None:
        """Export, report, and end with a status that tells whether anything was refused."""
        folder = options["folder"]
        try:
            outcome = export_documents(folder)
        except ForeignFolder:
            raise CommandError(
                f"{folder} holds files that no export wrote. Name a new or an empty folder."
            ) from None
        except OSError as problem:
            raise CommandError(f"Cannot write to {folder}: {problem.strerror}.") from None
        self._report(outcome)
        if outcome.refused:
            refused = sum(refusal.count for refusal in outcome.refused.values())
            raise CommandError(f"Documents refused: {refused}. The rest was written.")

    def _report(self, outcome: Outcome) -> None:
        for kind in DOCUMENTS:
            self.stdout.write(f"{kind.number}: {outcome.written[kind.number]} written")
        for reason, refusal in outcome.refused.items():
            more = ", …" if refusal.count > len(refusal.first) else ""
            first = ", ".join(refusal.first)
            self.stderr.write(f"Refused {refusal.count}: {reason} ({first}{more})")
        if outcome.older:
            self.stderr.write(
                f"Files of an earlier export that were not written now: {outcome.older}. "
                "Their records were refused, or are no longer final."
            )
        if outcome.with_examples:
            self.stderr.write("EXAMPLE CODES were used: these documents are for trying out only.")
