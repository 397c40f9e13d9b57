"""Everything that a person reads is there in Finnish and in Swedish."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from config.processes import ROOT

LANGUAGES = ["fi", "sv"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
NOT_SOURCE = shutil.ignore_patterns(
    ".*", "__pycache__", "tests", "docs", "static", "staticfiles", "requirements", "benchmarks"
)


def catalogue(language: str, root: Path = ROOT) -> polib.POFile:
    return polib.pofile(str(root / "locale" / language / "LC_MESSAGES" / "django.po"))


def texts_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def key_of(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with its message files brought up to date."""
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not installed: apt-get install gettext")
    copy = tmp_path_factory.mktemp("messages") / "checkout"
    shutil.copytree(ROOT, copy, ignore=NOT_SOURCE)
    command = [sys.executable, "-m", "django", "makemessages", "-v", "0"]
    command += ["-l", "fi", "-l", "sv", "--no-location", "--no-obsolete"]
    environment = {"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "config.settings_offline"}
    subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)
    return copy


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_source_is_in_the_catalogue(collected: Path, language: str) -> None:
    written = {key_of(entry) for entry in catalogue(language, collected)}
    kept = {key_of(entry) for entry in catalogue(language) if not entry.obsolete}

    assert sorted(str(key) for key in written - kept) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_nothing_is_guessed(language: str) -> None:
    open_ends = [
        entry.msgid
        for entry in catalogue(language)
        if not entry.obsolete and (entry.fuzzy or not all(texts_of(entry)))
    ]

    assert open_ends == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translation_fills_in_what_the_text_fills_in(language: str) -> None:
    different = [
        entry.msgid
        for entry in catalogue(language).translated_entries()
        for text in texts_of(entry)
        if set(PLACEHOLDER.findall(text))
        - set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
    ]

    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogue_is_that_of_the_source(language: str) -> None:
    source = {key_of(entry): texts_of(entry) for entry in catalogue(language).translated_entries()}
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.mo"

    compiled = {key_of(entry): texts_of(entry) for entry in polib.mofile(str(path))}

    assert compiled == source


def translated_in_f_strings(source: str) -> list[int]:
    """The lines of texts that xgettext does not find, since it does not read f-strings."""
    return [
        call.lineno
        for string in ast.walk(ast.parse(source))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and (call.func.id == "_" or "gettext" in call.func.id)
    ]


def test_no_text_to_translate_stands_in_an_f_string():
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources()
        for line in translated_in_f_strings(path.read_text())
    ]

    assert found == []


def test_a_text_in_an_f_string_would_be_found():
    assert translated_in_f_strings("x = 1\ny = f\"{_('Temporary:')} {x}\"") == [2]


def sources() -> list[Path]:
    return [
        path
        for path in ROOT.rglob("*.py")
        if not {"tests", "benchmarks", "locale"} & set(path.relative_to(ROOT).parts)
        and not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
    ]
