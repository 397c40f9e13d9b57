"""Every page, and every form with its errors, is valid HTML by the W3C's own checker."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import HTML_CHECKER
from tests.test_every_form import base, found_forms, opened
from tests.world import World, make_world

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not HTML_CHECKER, reason="HTML_CHECKER is not set"),
]


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def faults_of(folder: Path) -> list[str]:
    """What the checker finds in the pages of a folder: file, line and its words."""
    command = ["java", "-Xss1m", "-jar", HTML_CHECKER, "--errors-only", "--exit-zero-always"]
    command += ["--skip-non-html", "--format", "json", str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    return [
        f"{Path(each['url']).name}:{each.get('lastLine')}: {each['message']}"
        for each in json.loads(said)["messages"]
    ]


def write(folder: Path, url: str, html: str) -> None:
    name = re.sub("[^a-z0-9]+", "-", url).strip("-") or "first"
    (folder / f"{name}-{len(list(folder.iterdir()))}.html").write_text(html)


def test_every_page_is_valid_html(world: World, tmp_path: Path) -> None:
    for url, _browser, html in opened(world):
        write(tmp_path, url, html)

    assert len(list(tmp_path.iterdir())) > 100
    assert faults_of(tmp_path) == []


def test_every_form_with_its_errors_is_valid_html(world: World, tmp_path: Path) -> None:
    for _name, browser, form in list(found_forms(world)):
        response = browser.post(form.action, dict.fromkeys(base(form), ""))
        if response.status_code != 302 and "text/html" in response["Content-Type"]:
            write(tmp_path, form.action, response.content.decode())

    assert len(list(tmp_path.iterdir())) > 40
    assert faults_of(tmp_path) == []


def test_a_page_that_is_not_valid_is_found(tmp_path: Path) -> None:
    moment = '<time datetime="2026-11-30T10:00:00.123456+02:00">nyt</time>'
    head = '<!doctype html><html lang="fi"><title>Sivu</title>'
    write(tmp_path, "/", f"{head}<p>{moment}<ul><p>x</p></ul>")

    (time, inside) = faults_of(tmp_path)
    assert "fraction of a second" in time
    assert "not allowed as child of element “ul”" in inside
