"""What is due, derived anew from the records of every case and contact."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timing.deriving import CASE, REFERRAL, records_of
from timing.repair import Progress, compare_all, derive_all


class Command(BaseCommand):
    """`manage.py derive [--check]`."""

    help = "Derives what is due from the records; with --check compares only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--check`."""
        parser.add_argument("--check", action="store_true", help="compare, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Both kinds of records; with --check a difference is an error."""
        check = bool(options["check"])
        different = 0
        for of in (CASE, REFERRAL):
            progress = Progress()
            for progress in (compare_all if check else derive_all)(of, records_of(of)):
                self.stdout.write(f"{of}: {progress.done}", ending="\r")
            self.stdout.write(f"{of}: {progress.done}, {progress.different} differed")
            different += progress.different
        if check and different:
            raise CommandError("What is kept differs from the records: run derive.")
