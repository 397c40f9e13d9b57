"""A sweep in a process of its own, which runs when it is told a moment and says how it ended.

    python -m tests.caseload.sweeping

Reads ISO moments, one a line; says `ready` first, and after each sweep how many notices
were ordered.
"""

import datetime as dt
import sys
from importlib import import_module

import django


def main() -> None:
    django.setup()
    # Only now: their models want the settings.
    sweep, mailing = (import_module(f"caseload.reminders.{n}") for n in ("sweep", "mailing"))
    say("ready")
    for line in sys.stdin:
        now = dt.datetime.fromisoformat(line.strip())
        ordered = sweep.remind(now=now)
        mailing.write_mails(now=now)
        say(ordered)


def say(words: object) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
