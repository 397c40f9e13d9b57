"""The tool that holds the direction of imports sees an import that goes up."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.processes import ROOT

APPS = ["accounts", "assessments", "audit", "benchmarks", "caseload", "cases", "config"]
APPS += [
    "desistance",
    "inputs",
    "listings",
    "networks",
    "notifications",
    "plans",
    "records",
    "referrals",
]


@pytest.fixture
def copy(tmp_path):
    for name in APPS:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.json"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(folder):
    command = [Path(sys.prefix) / "bin" / "lint-imports", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_imports_of_the_project_point_down(copy):
    told = lint_imports(copy)

    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize(
    ("module", "upward"),
    [
        ("audit/vocabulary.py", "from cases.models import Case"),
        ("cases/calendar.py", "import plans.models"),
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
