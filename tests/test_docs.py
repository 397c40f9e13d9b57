"""What the papers say of the code is there."""

import ast
import re
import subprocess

import pytest

from config.processes import ROOT

DOCS = ROOT / "docs"
PAPERS = [ROOT / "README.md", *DOCS.rglob("*.md")]
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
# A file of ours by its path: `cases/access.py`, `docs/search.md`.
PATH = re.compile(r"`((?:[a-z_0-9]+/)+[a-z_0-9.-]+\.(?:py|html|md|sql|toml|txt))`")
# What the glossary names in its last column: `CaseRole.RESPONSIBLE`, `open_for_purpose`.
CODE = re.compile(r"`([\w.]+)`")


def names_of_the_code():
    """Every name and every key in our Python; what is only written about is not there."""
    command = ["git", "ls-files", "*.py", ":!tests", ":!**/migrations/**"]
    files = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for file in files.split():
        for node in ast.walk(ast.parse((ROOT / file).read_text())):
            for field in ("id", "attr", "name", "arg", "value"):
                if isinstance(name := getattr(node, field, None), str):
                    yield name


def test_every_word_of_the_glossary_is_one_of_the_code():
    rows = [row for row in (DOCS / "glossary.md").read_text().splitlines() if row.startswith("|")]
    named = {word for row in rows for name in CODE.findall(row) for word in name.split(".")}

    assert named - set(names_of_the_code()) == set()


def is_there(path):
    """Templates may be named as Django finds them."""
    return (ROOT / path).exists() or (ROOT / "templates" / path).exists()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_file_that_a_paper_names_is_there(paper):
    named = PATH.findall(paper.read_text())

    assert [path for path in named if not is_there(path)] == []


def test_no_two_decisions_have_one_number():
    numbers = [decision.name[:4] for decision in DECISIONS]

    assert sorted(set(numbers)) == numbers


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda decision: decision.name)
def test_a_decision_has_a_date_and_a_status(decision):
    assert re.search(r"\*\*Date\.\*\* \d+\.\d+\.\d{4}\. \*\*Status\.\*\* \w", decision.read_text())
