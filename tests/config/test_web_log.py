"""Both logs of the web server are JSON, a line for each request, whatever was asked."""

import json
import runpy

import pytest
from gunicorn.config import Config

from config.logs import JsonFormatter
from config.processes import ROOT
from config.web_log import JsonAtoms, JsonLines

FORMAT = runpy.run_path(str(ROOT / "config" / "gunicorn.py"))["access_log_format"]


@pytest.mark.parametrize(
    "path", ["/a\ny/", "/\x1b[31mx/", '/"quoted"/', "/\\n/", "/ä\u2028/", "/%s/"]
)
def test_an_address_stays_inside_its_line(path):
    line = FORMAT % JsonAtoms({"m": "GET", "U": path, "s": "404", "M": 3})

    assert len(line.splitlines()) == 1
    assert json.loads(line)["path"] == path


def test_what_escapes_the_application_is_told_without_its_values(capsys):
    log = JsonLines(Config())
    try:
        raise ValueError("Key (identity_code)=(010594Y9032) already exists")
    except ValueError:
        log.exception("Error handling request %s", "/x/")

    (line,) = capsys.readouterr().err.strip().splitlines()
    assert json.loads(line)["error"] == "ValueError"
    assert "010594Y9032" not in line


def test_the_server_uses_these_logs():
    settings = runpy.run_path(str(ROOT / "config" / "gunicorn.py"))

    assert settings["logger_class"] == "config.web_log.JsonLines"
    log = JsonLines(Config())
    assert {type(each.formatter) for each in log.error_log.handlers} == {JsonFormatter}
