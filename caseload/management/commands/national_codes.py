"""`manage.py national_codes COUNTY`: show the county's codes as a table, or take one in."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Organisation
from caseload.exports.code_table import BadTable, read_table, write_table


class Command(BaseCommand):
    """Prints a table and takes the same table back, with the codes filled in."""

    help = "Print a county's national codes as a table, or take in a filled-in one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("county", help="the county's code, e.g. 13")
        parser.add_argument("--load", type=Path, metavar="FILE", help="take in this table")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the table, or take in all its rows or none."""
        county = Organisation.objects.counties().filter(code=options["county"]).first()
        if county is None:
            raise CommandError(f"There is no county with the code {options['county']}.")
        if options["load"] is None:
            write_table(county, self.stdout)  # type: ignore[arg-type]
            return
        try:
            with options["load"].open(encoding="utf-8-sig", newline="") as table:
                taken = read_table(county, table)
        except (BadTable, UnicodeDecodeError) as problem:
            raise CommandError(f"Nothing was taken in. {problem}") from None
        except OSError as problem:
            raise CommandError(f"Cannot read {options['load']}: {problem.strerror}.") from None
        self.stdout.write(f"Codes taken in: {taken}")
