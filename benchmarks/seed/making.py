"""Makes a whole database: tables, people, cases, and the floor's rows."""

import sys

from django.core.management import call_command

from benchmarks.seed.floor_rows import make_floor_rows
from benchmarks.seed.size import SCALES
from benchmarks.seed.world import seed


def main(scale: str) -> None:
    """As the owner of an empty database."""
    call_command("migrate", verbosity=0, skip_checks=True)
    make_floor_rows(seed(SCALES[scale], _say))


def _say(text: str) -> None:
    """To whoever waits at the terminal."""
    print(text, file=sys.stderr, flush=True)
