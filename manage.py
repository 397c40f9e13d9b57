#!/usr/bin/env python3
"""The one way in: `demo`, `test`, and every command of Django."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if sys.argv[1:2] == ["test"]:
        from config.testing import run

        sys.exit(run(sys.argv[2:]))
    if sys.argv[1:2] == ["scratch"]:
        from config.testing import scratch

        sys.exit(scratch(sys.argv[2:]))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
