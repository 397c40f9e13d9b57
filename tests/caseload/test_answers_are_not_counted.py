"""Neither templates nor code of the rooms of answers count, add or weigh; what does is named."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.processes import ROOT

COUNTING = re.compile(
    r"\|\s*(?:length|add|divisibleby|floatformat)\b|forloop\.(?:rev)?counter0?|\bwidthratio\b"
)
TEMPLATES = [
    *(ROOT / "templates" / "assessments").rglob("*.html"),
    *(ROOT / "templates" / "desistance").rglob("*.html"),
    *(ROOT / "templates" / "plans").rglob("*.html"),
    *(ROOT / "templates" / "caseload").glob("*assessment*.html"),
    *(ROOT / "templates" / "caseload").glob("*factors*.html"),
    *(ROOT / "templates" / "caseload").glob("*plan*.html"),
    *(ROOT / "templates" / "caseload").glob("*estimates*.html"),
]
NUMBER_OF_A_GOAL = "a goal is called by its place in the plan"
ALLOWED_IN_TEMPLATES = {
    ("desistance/checklist_fill.html", "|add"): "the number of the next round",
    ("assessments/own_estimates.html", "forloop.counter"): "keys of headings",
    ("assessments/estimates_record.html", "forloop.counter"): "keys of headings",
    ("plans/review.html", "forloop.counter"): NUMBER_OF_A_GOAL,
    ("plans/edit.html", "forloop.counter"): NUMBER_OF_A_GOAL,
    ("plans/agree.html", "forloop.counter"): NUMBER_OF_A_GOAL,
    ("plans/page.html", "forloop.counter"): NUMBER_OF_A_GOAL,
    ("caseload/_plan_paper.html", "forloop.counter"): NUMBER_OF_A_GOAL,
    ("caseload/_plan_paper_views.html", "|length"): "short views stand side by side",
}
CODE = [
    path
    for room in ("assessments", "desistance", "plans", "caseload/documents")
    for path in sorted((ROOT / room).rglob("*.py"))
    if "migrations" not in path.parts
]
CALLS = {
    *("sum", "len", "round", "mean", "fmean", "median", "count", "aggregate"),
    *("Sum", "Avg", "Count", "StdDev", "Variance", "Counter", "enumerate"),
}
ALLOWED_IN_CODE = {
    ("assessments/actions/parts.py", "count"): "whether every member is of this network",
    ("assessments/actions/parts.py", "len"): "whether every member is of this network",
    ("assessments/views/editing.py", "len"): "which part of the draft is open, of how many",
    ("assessments/estimate_lines.py", "len"): "occasions side by side, and strokes of a line",
    ("assessments/estimate_lines.py", "enumerate"): "the place of an occasion on a line",
    ("assessments/forms/sheet.py", "sum"): "errors of a form",
    ("assessments/forms/sheet.py", "len"): "errors of a form",
    ("assessments/forms/later.py", "sum"): "errors of a form",
    ("assessments/forms/later.py", "len"): "errors of a form",
    ("caseload/documents/press.py", "len"): "bytes of a page",
    ("caseload/documents/paper.py", "len"): "bytes of a paper",
    ("plans/actions/drafting.py", "aggregate"): "the number of the next version",
    ("plans/actions/parts.py", "aggregate"): "the place of the next goal",
    ("plans/models/plan.py", "Count"): "goals that a plan has, and nothing that was answered",
    ("desistance/rounds.py", "len"): "length of a number in an address",
    ("desistance/views.py", "len"): "columns of a table",
}


def counting_in_templates() -> Iterator[tuple[str, str]]:
    for path in TEMPLATES:
        name = path.relative_to(ROOT / "templates").as_posix()
        for found in COUNTING.findall(path.read_text()):
            yield name, found.replace(" ", "")


def counting_in(path: Path) -> Iterator[tuple[str, str]]:
    name = path.relative_to(ROOT).as_posix()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in CALLS:
                yield name, called
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [getattr(node, "module", "") or "", *(alias.name for alias in node.names)]
            yield from ((name, each) for each in names if each in ("statistics", "numpy"))


def test_no_template_counts_answers():
    assert set(counting_in_templates()) - ALLOWED_IN_TEMPLATES.keys() == set()


def test_no_code_counts_answers():
    found = {each for path in CODE for each in counting_in(path)}

    assert found - ALLOWED_IN_CODE.keys() == set()


def test_what_is_allowed_is_still_there():
    found = {each for path in CODE for each in counting_in(path)} | set(counting_in_templates())

    assert (ALLOWED_IN_CODE.keys() | ALLOWED_IN_TEMPLATES.keys()) - found == set()


@pytest.mark.parametrize(
    "source",
    [
        "{{ entries|length }}",
        "{{ row.n|add:1 }}",
        "{% widthratio a b 100 %}",
        "{{ forloop.counter }}",
    ],
)
def test_a_template_that_counts_is_found(source):
    assert COUNTING.findall(source)
