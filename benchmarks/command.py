"""`manage.py bench`: make the worlds, measure, show the tables, and say whether goals hold."""

import argparse
import datetime as dt
import json
import os
import platform
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks import report
from benchmarks.acts import ACTS, Wrong
from benchmarks.cost_goals import exit_status
from benchmarks.cpu import Meter
from benchmarks.measuring import BLOCKS, Cell, Site, measure
from benchmarks.plans_on_paper import Paper, figures_of, print_plans
from benchmarks.worlds import (
    SERVER_SETTINGS,
    Cluster,
    collect_static,
    running_cluster,
    running_world,
    tell,
)
from config.processes import ServiceError, stop_on_signals

# Measured side by side, the smallest first: growth is that from the first to the last.
SCALES = {
    "unit": ["unit"],
    "county": ["unit", "county"],
    "country": ["unit", "country"],
}
MARK = "<!-- measured -->"
WORDS = {"unit": "1,000 cases", "county": "10,000 cases", "country": "100,000 cases"}


def main(arguments: Sequence[str]) -> int:
    """Exit status 0 where every goal is held, 1 where one is missed, 2 where nothing came."""
    parser = argparse.ArgumentParser(
        prog="manage.py bench", description="What each page costs in a county of any size."
    )
    parser.add_argument("--scale", choices=SCALES, default="unit", help="the largest (unit)")
    parser.add_argument("--markdown", type=Path, help="write the tables to this file, too")
    parser.add_argument("--profile", action="store_true", help="show the dearest statements")
    parser.add_argument("--acts", help="only these, by key and with commas; no sweeps, no paper")
    parser.add_argument("--blocks", type=int, default=BLOCKS, help=f"of three acts ({BLOCKS})")
    options = parser.parse_args(arguments)
    stop_on_signals()
    try:
        keys = options.acts.split(",") if options.acts else [act.key for act in ACTS]
        run = _run(options.scale, keys, options.blocks, whole=not options.acts)
    except (ServiceError, Wrong) as problem:
        print(f"\n{problem}\n", file=sys.stderr)
        return 2
    heading, tables = _heading(options, run.seconds), run.tables(profile=options.profile)
    print("\n\n".join([heading, *map(report.on_screen, tables)]))
    if options.markdown:
        write(options.markdown, "\n\n".join([heading, *map(report.as_markdown, tables)]))
    return exit_status(run.figures())


def write(file: Path, text: str) -> None:
    """As the whole file, or between its two marks where it has them, as docs/speed.md."""
    around = file.read_text().split(MARK) if file.exists() else []
    if len(around) == 3:
        text = MARK.join([around[0], f"\n\n{text}\n\n", around[2]])
    file.write_text(f"{text.rstrip()}\n")


class Run:
    """Everything that one run has measured."""

    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self.sweeps: dict[str, dict[str, dict[str, float]]] = {}
        self.papers: Sequence[Paper] = []
        self.seconds = 0.0

    def figures(self) -> dict[str, float]:
        """By the names that the goals know, of the largest scale."""
        found: dict[str, float] = {}
        first: dict[str, Cell] = {}
        for cell in self.cells:
            key = cell.act.key
            found[f"{key}.ratio"] = cell.ratio
            if key in first:
                found[f"{key}.growth"] = cell.growth_from(first[key])
            first.setdefault(key, cell)
        if "country" in self.sweeps:
            sweeps = self.sweeps["country"]
            found["seal.database_ms"] = sweeps["seal"]["database_ms"]
            found["remind.database_ms"] = sweeps["remind"]["database_ms"]
            # What one case costs in milliseconds, 100,000 cost in a hundred times as many seconds.
            found["check.seconds"] = 100 * sum(sweeps[report.CHECK].values())
            found["gaps.ms_of_a_case"] = sum(sweeps[report.GAPS].values())
        return found | (figures_of(self.papers) if self.papers else {})

    def tables(self, *, profile: bool) -> list[report.Rows]:
        """In the order in which they are read."""
        tables = [report.rows_of_goals(self.figures()), report.rows_of_acts(self.cells)]
        if self.sweeps:
            tables.append(report.rows_of_sweeps(self.sweeps))
        if self.papers:
            tables.append(report.rows_of_papers(self.papers))
        if profile:
            tables.append(report.rows_of_statements(self.cells))
        return tables


def _run(scale: str, keys: Sequence[str], blocks: int, *, whole: bool) -> Run:
    started = time.monotonic()
    run = Run()
    with ExitStack() as stack:
        cluster = stack.enter_context(running_cluster())
        tell("Collecting static files …")
        collect_static(cluster)
        sites = [stack.enter_context(_site(cluster, each)) for each in SCALES[scale]]
        tell(f"Measuring {', '.join(SCALES[scale])} …")
        run.cells = measure([act for act in ACTS if act.key in keys], sites, blocks)
        if whole:
            tell("Plans on paper …")
            run.papers = print_plans(sites[-1])
            for site in sites:
                tell(f"Sweeps of {site.world.scale} …")
                run.sweeps[site.world.scale] = json.loads(site.world.call("sweeps"))
    run.seconds = time.monotonic() - started
    return run


@contextmanager
def _site(cluster: Cluster, scale: str) -> Iterator[Site]:
    with running_world(cluster, scale) as world:
        tell(f"Getting “{scale}” ready …")
        world.call("sweeps", "first")
        sheet: dict[str, Any] = json.loads(world.call("addresses"))
        meter = Meter(world)
        try:
            yield Site(world, meter, sheet)
        finally:
            meter.close()


def _heading(options: argparse.Namespace, seconds: float) -> str:
    """What was measured, where, and how, so that nobody need guess."""
    scale = options.scale
    measured = ", ".join(f"{each} ({WORDS[each]})" for each in SCALES[scale])
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return "\n".join(
        [
            f"manage.py bench --scale {scale}, {dt.datetime.now(dt.UTC):%d.%m.%Y}, {seconds:.0f} s",
            "",
            f"- Measured side by side: {measured}; growth is from the first of them.",
            f"- {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()};"
            f" load at the end (1, 5, 15 min): {load}.",
            "- Web: gunicorn with two processes and production settings, HTTPS behind a proxy,"
            " second factor demanded, log rows written, one client at a time.",
            f"- PostgreSQL: {', '.join(SERVER_SETTINGS)}; fsync and autovacuum on as by"
            " default; vacuumed and analysed after seeding.",
            f"- Acts in turns with the floor, {options.blocks} blocks of three; CPU of the server's"
            " processes and of the database's backends. Ratios are medians over the blocks.",
        ]
    )
