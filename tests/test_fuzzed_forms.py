"""Posts by the thousand that nobody who means well would send, over every form.

The forms are those of tests/test_every_form.py. Each input is drawn by hypothesis from one
seed: what is typed and chosen, which fields there are, headers, charsets and bodies. The
answer is never an error of ours, a refused form stores nothing, and what was typed comes
back.
"""

import os
import unicodedata
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client as Browser
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from inputs.pasted import as_typed
from tests.html_forms import HtmlForm
from tests.test_every_form import (
    CHOICES,
    DAYS,
    MARK,
    TEXTS,
    answer_fault,
    base,
    foreign_records,
    found_forms,
)
from tests.test_every_page import database_print
from tests.world import World, make_world

# A thousand take about a minute. The parts are tests of their own, for as many cores.
INPUTS = int(os.environ.get("FUZZED_INPUTS", "15000"))
SEED = int(os.environ.get("FUZZED_SEED", "41010"))
PARTS = 2
URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"

# What has broken forms elsewhere, beside whatever hypothesis thinks of.
WORDS = [
    *TEXTS, *DAYS, *CHOICES, "", " ", "0", "-0", "1e9", "NaN", "Infinity", "null", "[]", "{}",
    "true", "1_000", "29.2.2027", "0.0.2026", "tammikuu 2026", "1/0000", "13/2026", "24:61",
    "2026-W53-7", "12.13.14.15", "131052-308T", "a@b", "a@xn--", "' OR 1=1 --", "../../etc",
    "%00", "{{ 7 }}", "{% debug %}", "${x}", "\r\nSet-Cookie: a=b", "￿", "x" * 20_000,
    "ﷺ" * 300, "Å" * 300, "a" * 70, "+358" + "9" * 40, "9223372036854775808",
]  # fmt: skip
HEADERS = {
    "HTTP_ACCEPT_LANGUAGE": ["", "sv;q=x", "*" * 900, "fi,sv;q=0.5", "\xff", "xx-yy-zz" * 90],
    "HTTP_COOKIE": ["", "=", "language=../../x", "sessionid=", "a=b; language=\xff", ";" * 900],
    "HTTP_REFERER": ["", "x", "http://[", "https://evil.example/", "http://x/" + "x" * 900],
    "HTTP_X_REQUESTED_WITH": ["XMLHttpRequest", "x"],
    "HTTP_ACCEPT": ["", "application/json", "*/*;q=", "text/html;" * 90],
    "HTTP_IF_NONE_MATCH": ["*", '"', "W/"],
    "HTTP_RANGE": ["bytes=0-0", "bytes=-1", "x"],
    "HTTP_CONTENT_ENCODING": ["gzip", "br", "x"],
    "HTTP_X_FORWARDED_FOR": ["", "x", "1.2.3.4, ::1", "," * 900],
    "HTTP_HOST": ["testserver:99999", "[::1", "evil.example"],
    # What is no number, the web server refuses itself.
    "CONTENT_LENGTH": ["", "0", "1"],
}  # fmt: skip
KINDS = [
    "", "x", "/", "text/plain", "application/json", URLENCODED, MULTIPART,
    *(f"{URLENCODED}; charset={each}" for each in ("utf-16", "latin-1", "hz", "", "x")),
    *(f"{MULTIPART}; boundary={each}" for each in ("", "x", "é", "a" * 300, '"x')),
]  # fmt: skip

texts = st.one_of(st.sampled_from(WORDS), st.text(max_size=80), st.integers().map(str))


@st.composite
def posts(draw: st.DrawFn, form: HtmlForm, foreign: list[int]) -> dict[str, list[str]]:
    """The form as a browser would send it, with some fields changed, taken away or added."""
    sent = base(form)
    for name in draw(
        st.lists(st.sampled_from(sorted({*sent, *form.texts()} or {"x"})), max_size=6)
    ):
        if draw(st.integers(0, 9)) == 0:
            sent.pop(name, None)
        elif name in form.texts():
            sent[name] = [
                MARK * draw(st.booleans()) + text for text in draw(st.lists(texts, max_size=2))
            ]
        else:
            values = texts | st.sampled_from(foreign).map(str)
            sent[name] = draw(st.lists(values, max_size=3))
    if draw(st.integers(0, 9)) == 0:
        sent[draw(texts)] = [draw(texts)]
    return sent


@st.composite
def requests(draw: st.DrawFn, form: HtmlForm, foreign: list[int]) -> dict[str, Any]:
    """What `Client.generic` is called with, and what of it was typed honestly enough to be kept."""
    sent = draw(posts(form, foreign))
    body = urlencode(
        {name.encode("utf-8", "replace"): [v.encode("utf-8", "replace") for v in values]
         for name, values in sent.items()},
        doseq=True,
    ).encode()  # fmt: skip
    kind, is_honest = URLENCODED, True
    if draw(st.integers(0, 7)) == 0:
        kind, is_honest = draw(st.sampled_from(KINDS)), False
    if draw(st.integers(0, 11)) == 0:
        body, is_honest = (
            draw(st.binary(max_size=200) | st.just(body[:-7]) | st.just(body * 2)),
            False,
        )
    headers = {}
    for name in draw(st.lists(st.sampled_from(sorted(HEADERS)), max_size=2)):
        headers[name], is_honest = draw(st.sampled_from(HEADERS[name])), False
    return {"sent": sent if is_honest else {}, "body": body, "kind": kind, "headers": headers}


def comes_back(text: str) -> bool:
    """Whether a text is one that a page can show just as it was typed."""
    return as_typed(text) == text == unicodedata.normalize("NFC", text) and text == text.strip()


def send(browser: Browser, form: HtmlForm, asked: dict[str, Any]) -> Any:
    return browser.generic("POST", form.action, asked["body"], asked["kind"], **asked["headers"])


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_no_input_breaks_a_form_stores_by_half_or_loses_a_text(world: World, part: int) -> None:
    foreign, faults, tried = foreign_records(), [], []
    forms = list(found_forms(world))
    before = database_print()

    def try_form(number: int, name: str, browser: Browser, form: HtmlForm) -> None:
        @seed(SEED + 1000 * part + number)
        @settings(
            max_examples=INPUTS // PARTS // len(forms) + 1,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(requests(form, foreign))
        def try_one(asked: dict[str, Any]) -> None:
            # Of a field that is sent twice the last one counts.
            kept = {
                field: [value for value in values[-1:] if comes_back(value)]
                for field, values in asked["sent"].items()
            }
            found = answer_fault(lambda: send(browser, form, asked), form, kept, before)
            tried.append(name)
            if found:
                faults.append(f"{name} → {form.action}: {found}: {asked}"[:1500])

        try_one()

    for number, each in enumerate(forms):
        try_form(number, *each)

    assert faults == []
    assert len(tried) >= INPUTS // PARTS
