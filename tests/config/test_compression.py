"""A page is compressed where nothing that was sent along can stand in it."""

import gzip
import re

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from config.compression import CompressPagesMiddleware
from tests.factories import CaseFactory, PlanFactory

pytestmark = pytest.mark.django_db
TAKES_GZIP = {"headers": {"Accept-Encoding": "gzip, br"}}
SIGN_IN = "/kirjautuminen/login/"


def without_secrets(page: bytes) -> bytes:
    """Without what is new in each answer."""
    return re.sub(rb'value="[^"]{20,}"', b"", page)


def test_a_page_is_compressed_and_says_the_same(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    url = reverse("caseload:case_page", kwargs={"case_pk": case.pk})

    plain, packed = client.get(url), client.get(url, **TAKES_GZIP)

    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert without_secrets(gzip.decompress(packed.content)) == without_secrets(plain.content)
    assert len(packed.content) < len(plain.content) / 3


def test_a_browser_that_takes_no_gzip_gets_the_page_as_it_is(client):
    assert "Content-Encoding" not in client.get(SIGN_IN)


def test_a_page_that_may_show_what_the_address_brought_is_not_compressed(client):
    assert "Content-Encoding" not in client.get(f"{SIGN_IN}?next=/asiat/", **TAKES_GZIP)


def test_a_page_that_may_show_what_a_form_brought_is_not_compressed(client):
    answer = client.post(SIGN_IN, {"login": "maija@example.com"}, **TAKES_GZIP)

    assert answer["Content-Type"].startswith("text/html")
    assert "Content-Encoding" not in answer


def test_a_file_is_not_compressed(client, monkeypatch):
    monkeypatch.setattr("caseload.documents.pdf_answer.to_pdf", lambda html: b"%PDF" + b" " * 5000)
    plan = PlanFactory()
    client.force_login(plan.case.responsible)

    answer = client.get(reverse("caseload:plan_pdf", kwargs={"plan_pk": plan.pk}), **TAKES_GZIP)

    assert answer.content.startswith(b"%PDF")
    assert "Content-Encoding" not in answer


def test_equal_pages_differ_in_length(rf):
    compress = CompressPagesMiddleware(lambda request: HttpResponse("<p>sama sivu</p>" * 50))

    lengths = {len(compress(rf.get("/", **TAKES_GZIP)).content) for _time in range(20)}

    assert len(lengths) > 1


def test_the_token_against_forged_forms_looks_different_in_each_answer(client):
    found = [
        re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(SIGN_IN).text)[1]
        for _time in range(2)
    ]

    assert found[0] != found[1]


def test_the_proxy_compresses_nothing_by_itself():
    proxy = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text()

    assert re.findall(r"^\s*((?:gzip|brotli)\w*\s.*)$", proxy, re.MULTILINE) == ["gzip off;"]
