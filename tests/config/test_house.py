"""The house holds: imports point down, nothing runs in circles, names stand for one thing."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

from config.processes import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
APPS = sorted(PROJECT["tool"]["importlinter"]["root_packages"])


@pytest.fixture
def copy(tmp_path):
    for name in APPS:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.json"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(folder):
    command = [f"{sys.prefix}/bin/lint-imports", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_imports_of_the_project_point_down(copy):
    told = lint_imports(copy)

    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize(
    ("module", "upward"),
    [
        ("audit/vocabulary.py", "from cases.models import Case"),
        ("timing/calendar.py", "import plans.models"),
        ("audit/vocabulary.py", "import notifications.models"),
        ("plans/apps.py", "import config.settings"),
        ("cases/models/__init__.py", "import cases.actions"),
    ],
)
def test_an_import_that_goes_up_or_sideways_is_refused(copy, module, upward):
    with (copy / module).open("a") as source:
        source.write(f"\n{upward}\n")

    told = lint_imports(copy)

    assert told.returncode == 1
    assert "BROKEN" in told.stdout


# --- Circles ------------------------------------------------------------------------


def imports_of_files():
    """Which file imports which, also where only types are wanted."""
    graph = grimp.build_graph(*APPS, cache_dir=None)
    return {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}


def circle_in(imports):
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def test_no_file_imports_itself_by_way_of_others():
    assert circle_in(imports_of_files()) == []


def test_a_circle_of_two_files_would_be_seen():
    imports = imports_of_files()
    assert "records.refused" in imports["records.attempt"]

    imports["records.refused"] = {"records.attempt"}

    assert set(circle_in(imports)) == {"records.attempt", "records.refused"}


# --- Names of files -------------------------------------------------------------------

# A layer: every app has one, and the folder says whose it is.
LAYERS = ["models", "views", "forms", "actions", "urls", "apps", "tasks"]
LAYERS += ["permissions", "access", "vocabulary", "national", "dues", "templatetags"]

# Who makes rows for others to look at has a file for each kind of row, called as the rows are.
MIRRORS = ["benchmarks/seed", "caseload/demo", "caseload/demo/stories"]

# Names that files of several apps or journeys share, each with its reason.
SHARED = {
    "acts": "what there is to do about something due, and what the benchmarks do all day",
    "cells": "what stands in the cells of the lists beside them",
    "converters": "what Django calls those of a segment of an address, each of its own vocabulary",
    "contents": "a record read as headings and answers, for its page, paper and document",
    "custody_reports": "the journey, and the tags of its templates",
    "custody": "custody as the case knows it, and the page of the form that asks the same",
    "factor_reset": "the record and its acts, and the pages of those who may help",
    "formats": "Django wants a file of this name for each language",
    "listings": "the lists of one page or journey, each declared once",
    "messages": "the record, and the journey in which it is written",
    "name_pairs": "their acts, and the page and form of a county's administrator",
    "national_codes": "the table, and the command that fills it",
    "notification": "its document, and the page of its form",
    "parts": "what one whole is made of: a plan, a list, a national document",
    "reading": "pages that only show: of an assessment, of a plan",
    "proposals": "what an app proposes as needs, and the notice of it on their page",
    "roles": "the acts on a role in a unit, and the pages of the administrator",
    "settings": "Django's settings; the benchmarks' own build on them",
    "take_over": "the record, and the journey in which it is written",
    "transfer": "the record, and the journey in which it is written",
    "units": "the acts on a unit, and the pages of the administrator",
    "users": "the acts on an account, and the pages of the administrator",
    "walkthrough": "the record, and the act that writes it among those of the members",
    "vouching": "the record, and the form of the administrator",
    "triage": "the record, its document, and the journey in which it is written",
}


def files_by_name():
    """Each name with the folders that have such a file; layers and mirrors are no folders."""
    folders = defaultdict(set)
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            folder = path.parent.relative_to(ROOT)
            own = path.stem in [*LAYERS, "__init__"] or folder.as_posix() in MIRRORS
            if not own and "migrations" not in folder.parts:
                folders[path.stem].add("/".join(p for p in folder.parts if p not in LAYERS))
    return folders


def test_a_name_of_a_file_stands_for_one_thing_or_says_why_not():
    shared = {name for name, folders in files_by_name().items() if len(folders) > 1}

    assert shared == set(SHARED)


# --- Words ----------------------------------------------------------------------------

# "(R8)", "(5 §, S5)", "domain 3.5": of papers that no reader of the code has.
NUMBER_OF_A_FEATURE = re.compile(r"[(\s][A-Z]\d{1,2}[),;]|\bdomain \d")


def docstrings():
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                    yield path.relative_to(ROOT), ast.get_docstring(node) or ""


def test_no_docstring_cites_the_number_of_a_feature():
    citing = [f"{path}: {text}" for path, text in docstrings() if NUMBER_OF_A_FEATURE.search(text)]

    assert citing == []


def test_a_number_of_a_feature_would_be_seen():
    for citing in [
        "Undo a triage (R8).",
        "For a limited time (9 §, S5).",
        "Stay out (domain 3.5).",
    ]:
        assert NUMBER_OF_A_FEATURE.search(citing)


def test_the_number_of_a_section_of_a_standard_is_no_feature():
    assert not NUMBER_OF_A_FEATURE.search("The published table (ASVS V8.1.1): nothing else.")
