"""Rules about the templates' source. Broken on purpose, each was seen to fail."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

from config.formats import shown

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
SOURCES = [
    path
    for app in ROOT.glob("*/apps.py")
    for path in app.parent.rglob("*.py")
    if path != Path(str(shown.__file__))
]
# A longer line hides from whoever reviews a change what has changed in it.
LONGEST = 120
# Django's letters for a day or a time, two of them or more: "j.n.Y", "G.i", "D j.n.".
PATTERN = re.compile(r"""["'](?:[dDjlNnmMFyYHGiWo][.:/ -]+)+[dDjlNnmMFyYHGiWo]?[.]?["']""")
FOR_MACHINES = {'"Y-m-d"'}
NAMED = re.compile(r'"([A-Z_]+_FORMAT)"')


def test_no_line_of_a_template_is_longer_than_a_reviewer_can_read():
    too_long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > LONGEST
    ]

    assert too_long == []


def places(paths: list[Path], pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {found}"
        for path in paths
        for found in pattern.findall(path.read_text())
        if found not in FOR_MACHINES
    ]


def test_no_day_is_written_by_a_pattern_of_its_own():
    assert places([*TEMPLATES, *SOURCES], PATTERN) == []


def test_a_format_that_is_named_exists():
    names = {place.split(": ")[1] for place in places([*TEMPLATES, *SOURCES], NAMED)}

    assert {"DATETIME_FORMAT", "MONTH_DAY_FORMAT"} <= names
    assert {name for name in names if not hasattr(shown, name)} == set()


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_every_language_has_the_formats(language):
    formats = import_module(f"config.formats.{language}.formats")

    assert {name for name in vars(shown) if name.isupper() and not hasattr(formats, name)} == set()
