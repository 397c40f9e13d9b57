"""Waiting for what other processes and threads do: for the thing itself, never for a time."""

import time
from collections.abc import Callable
from pathlib import Path

# A busy machine is slow, and that is no failure: only what never comes is given up.
PATIENCE = 180


def wait_for(condition: Callable[[], object], what: str) -> None:
    """Return as soon as `condition` holds; fail, naming `what`, if it never does."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"never came: {what}"
        time.sleep(0.05)


def wait_for_more(line: str, logs: list[Path], times: int = 2) -> None:
    """Return when each of `logs` has `times` more lines with `line` than it has now."""
    wanted = {log: _count(line, log) + times for log in logs}
    for log, count in wanted.items():
        wait_for(lambda log=log, count=count: _count(line, log) >= count, f"{line} in {log.name}")


def _count(line: str, log: Path) -> int:
    return log.read_text().count(line) if log.exists() else 0
