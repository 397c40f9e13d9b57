"""`manage.py bench_reliability`: one fault after the other under load, and what came of each."""

import argparse
import datetime as dt
import json
import os
import platform
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.command import write
from benchmarks.reliability.faults import FAULTS, Fault
from benchmarks.reliability.front import NGINX, WEBS
from benchmarks.reliability.replies import Browser
from benchmarks.reliability.stack import Stack, running_stack
from benchmarks.reliability.traffic import Traffic
from benchmarks.reliability.verdict import HEAD, Verdict
from benchmarks.report import as_markdown, on_screen
from benchmarks.worlds import FOLDER, tell
from config.processes import ServiceError, stop_on_signals

RATE, SECONDS = 20.0, 60.0
# Of the time of a fault: nothing has failed yet; it has; it is mended.
BEFORE, DURING, AFTER = 0.2, 0.4, 0.4
# A letter that did not leave is tried again after a minute, and found by the next sweep.
LETTERS_WITHIN = 240


def main(arguments: Sequence[str]) -> int:
    """Exit status 0 where every promise is kept, 1 where one is broken, 2 where nothing ran."""
    options = parsed(arguments)
    stop_on_signals()
    try:
        if not NGINX:
            raise ServiceError("There is no nginx (Debian: nginx-light).")
        started = time.monotonic()
        verdicts = _run(options)
    except ServiceError as problem:
        print(f"\n{problem}\n", file=sys.stderr)
        return 2
    heading = _heading(options, time.monotonic() - started)
    rows = [HEAD, *(verdict.row() for verdict in verdicts)]
    broken = [f"- {verdict.words}: {words}" for verdict in verdicts for words in verdict.faults]
    ending = "\n".join(["Broken promises:", "", *broken] if broken else ["Every promise is kept."])
    print("\n\n".join([heading, on_screen(rows), ending]))
    if options.markdown:
        write(options.markdown, "\n\n".join([heading, as_markdown(rows), ending]))
    return 1 if broken else 0


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(
        prog="manage.py bench_reliability",
        description="What becomes of requests while one part after the other fails.",
    )
    parser.add_argument("--rate", type=float, default=RATE, help=f"requests a second ({RATE:g})")
    parser.add_argument(
        "--seconds", type=float, default=SECONDS, help=f"of each fault ({SECONDS:g})"
    )
    known = [fault.key for fault in FAULTS]
    parser.add_argument("--faults", default=",".join(known), help=f"with commas: {known}")
    parser.add_argument("--markdown", type=Path, help="write the table to this file, too")
    options = parser.parse_args(arguments)
    chosen = options.faults.split(",")
    if unknown := sorted(set(chosen) - set(known)):
        parser.error(f"no such fault: {', '.join(unknown)}")
    options.faults = [fault for fault in FAULTS if fault.key in chosen]
    return options


def _run(options: argparse.Namespace) -> list[Verdict]:
    logs = FOLDER.parent / "reliability"
    logs.mkdir(parents=True, exist_ok=True)
    for log in logs.glob("*.log"):
        log.unlink()
    # The database's user has to get there, and a socket's path is short.
    with tempfile.TemporaryDirectory(prefix="jatkumo-reliability-") as folder:
        Path(folder).chmod(0o755)
        tell("Starting the database, Valkey and the proxy …")
        with running_stack(Path(folder), logs) as stack:
            tell("Making the small world …")
            stack.call("reliability.town", "make", as_owner=True)
            tell("Starting two webs, a worker and the clock …")
            for host in WEBS:
                stack.webs[host].start()
            stack.worker.start()
            stack.beat.start()
            sheet = json.loads(stack.call("reliability.town"))
            browser = Browser(stack.front.port, stack.front.folder / "certificate.pem")
            traffic = Traffic(browser, sheet, options.rate)
            try:
                return [_tried(fault, stack, traffic, options.seconds) for fault in options.faults]
            finally:
                traffic.drop()


def _tried(fault: Fault, stack: Stack, traffic: Traffic, seconds: float) -> Verdict:
    """One fault from its first request to its last letter."""
    tell(f"{fault.words} …")
    if fault.wants_disk and not stack.disks[fault.wants_disk].is_own:
        raise ServiceError(f"“{fault.words}” can be tried by root alone: it mounts a small disk.")
    traffic.start()
    stack.wait(BEFORE * seconds)
    fault.make(stack)
    stack.wait(DURING * seconds)
    fault.mend(stack)
    mended_at = time.monotonic()
    stack.wait(AFTER * seconds)
    requests = traffic.end()
    traffic.send_again(requests, stack.wait)
    found = _settled(stack)
    letters = Counter(stack.relay.taken)
    verdict = Verdict(fault.words, requests, found, letters, mended_at, traffic.latest)
    tell("\n".join([f"  {verdict.statuses.most_common()}", *map(str, verdict.faults)]))
    return verdict


def _settled(stack: Stack) -> dict[str, object]:
    """What is there when every letter has left, or enough time has passed."""
    until = time.monotonic() + LETTERS_WITHIN
    while True:
        found: dict[str, dict[str, list[str]]] = json.loads(stack.call("reliability.marks"))
        states = {state for states in found["letters"].values() for state in states}
        if "waiting" not in states or time.monotonic() > until:
            return dict(found)
        stack.wait(5)


def _heading(options: argparse.Namespace, seconds: float) -> str:
    """What was tried, where, and how."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return "\n".join(
        [
            f"manage.py bench_reliability --rate {options.rate:g} --seconds {options.seconds:g},"
            f" {dt.datetime.now(dt.UTC):%d.%m.%Y}, {seconds:.0f} s",
            "",
            f"- {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()};"
            f" load at the end (1, 5, 15 min): {load}. The requests are made on the same machine.",
            f"- Each fault takes {options.seconds:g} s of requests: {BEFORE:.0%} before it,"
            f" {DURING:.0%} while it lasts, {AFTER:.0%} after it was mended.",
        ]
    )
