"""The tables of a run: on the screen, and the same as Markdown."""

import statistics
from collections.abc import Mapping, Sequence

from benchmarks.cost_goals import GOALS, judge
from benchmarks.measuring import Block, Cell
from benchmarks.plans_on_paper import Paper

# Of these what one case costs is told.
CHECK, GAPS = "the check of all dues", "the gap report of open cases"

Rows = list[list[str]]
ACTS_HEAD = [
    "act",
    "scale",
    "CPU ms p50 / p95",
    "server + database",
    "wall ms p50 / p95",
    "floor CPU ms p50 / p95",
    "floor wall ms",
    "times the floor",
    "growth",
    "statements",
    "blocks",
    "bytes raw / sent",
]


def rows_of_acts(cells: Sequence[Cell]) -> Rows:
    """One row for each act and scale."""
    smallest = {cell.act.key: cell for cell in reversed(cells)}
    rows = [ACTS_HEAD]
    for cell in cells:
        first = smallest[cell.act.key]
        rows.append(
            [
                cell.act.label,
                cell.scale,
                _both(_all(cell.blocks, "cpu")),
                f"{_median(cell.blocks, 'server')} + {_median(cell.blocks, 'database')}",
                _both(_all(cell.blocks, "wall")),
                _both(_all(cell.floors, "cpu")),
                _median(cell.floors, "wall"),
                f"{cell.ratio:.2f}",
                "" if first is cell else f"{cell.growth_from(first):.2f}",
                f"{cell.asked:.0f}",
                f"{cell.blocks_read:,.0f}",
                f"{cell.raw_bytes:,} / {cell.sent_bytes:,}",
            ]
        )
    return rows


def rows_of_sweeps(sweeps: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Rows:
    """The minute's sweeps in each world, and of the checks what one case costs."""
    rows = [["sweep with nothing new", "scale", "Python ms", "database ms"]]
    for scale, found in sweeps.items():
        for name, cost in found.items():
            label = f"{name}, a case" if name in (CHECK, GAPS) else name
            rows.append([label, scale, f"{cost['python_ms']:.1f}", f"{cost['database_ms']:.1f}"])
    return rows


def rows_of_papers(papers: Sequence[Paper]) -> Rows:
    """Plans on paper."""
    rows = [["plan on paper", "pages", "wall ms", "CPU ms", "CPU ms a page", "failures"]]
    for paper in papers:
        a_page = f"{1000 * paper.cpu / paper.pages:.0f}" if paper.pages else ""
        wall, cpu = f"{1000 * paper.wall:,.0f}", f"{1000 * paper.cpu:,.0f}"
        rows.append([paper.key, str(paper.pages), wall, cpu, a_page, str(paper.failures)])
    return rows


def rows_of_goals(figures: Mapping[str, float]) -> Rows:
    """What was to be held, what came, and what was not measured in this run."""
    found = {verdict.goal: verdict for verdict in judge(figures)}
    rows = [["goal", "at most", "measured", ""]]
    for goal in GOALS:
        verdict = found.get(goal)
        if verdict is None:
            rows.append([goal.words, f"{goal.limit:g}", "–", "not measured"])
            continue
        words = "MISSED" if verdict.is_missed else "held"
        if not verdict.is_missed and verdict.value > goal.limit:
            words = "above, within the noise"
        rows.append([goal.words, f"{goal.limit:g}", f"{verdict.value:.2f}", words])
    return rows


def rows_of_statements(cells: Sequence[Cell]) -> Rows:
    """The dearest statements of each act."""
    rows = [["act", "scale", "ms of all", "calls", "blocks", "statement"]]
    for cell in cells:
        for each in cell.dearest:
            text = " ".join(each.text.split()).replace("|", "¦")
            shown = text if len(text) < 300 else f"{text[:120]} … {text[-170:]}"
            figures = [f"{each.milliseconds:.1f}", str(each.calls), f"{each.blocks:,}"]
            rows.append([cell.act.label, cell.scale, *figures, shown])
    return rows


def on_screen(rows: Rows) -> str:
    """Columns in line."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = [
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def as_markdown(rows: Rows) -> str:
    """A table of Markdown."""
    head, *others = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([head, f"|{' --- |' * len(rows[0])}", *others])


def _all(blocks: Sequence[Block], name: str) -> list[float]:
    values: list[float] = []
    for block in blocks:
        values += getattr(block, name)
    return values


def _median(blocks: Sequence[Block], name: str) -> str:
    return f"{1000 * statistics.median(_all(blocks, name)):.1f}"


def _both(values: Sequence[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(values)
    late = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return f"{1000 * statistics.median(ordered):.1f} / {1000 * late:.1f}"
