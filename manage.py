#!/usr/bin/env python3
"""The one way in: `demo`, `test`, `bench`, `bench_reliability`, and every command of Django."""

import os
import sys

import bootstrap


def main() -> None:
    """Enter the project's environment, and hand over to whoever knows the command."""
    command, arguments = (sys.argv[1:2] or ["help"])[0], sys.argv[2:]
    bootstrap.enter("dev" if command in {"test", "scratch"} else "demo")
    if command == "demo":
        from config import demo

        sys.exit(demo.main(arguments))
    if command == "bench":
        from benchmarks import command as bench

        sys.exit(bench.main(arguments))
    if command == "bench_reliability":
        from benchmarks.reliability import trial

        sys.exit(trial.main(arguments))
    if command == "test":
        from config import testing

        sys.exit(testing.run(arguments))
    if command == "scratch":
        from config import testing

        sys.exit(testing.scratch(arguments))
    if "DATABASE_URL" not in os.environ and os.environ.get("JATKUMO_BOOTSTRAP") != "no":
        from config import demo

        os.environ.update(demo.environment_of_running_demo(command) or demo.OFFLINE)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
