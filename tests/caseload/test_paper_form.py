"""The empty form on paper: accessible, in three languages, the same questions, made once."""

import html
import re

import page as pdf_check
import pytest
from django.utils import translation

from caseload.documents import paper_form
from caseload.documents.paper import PaperFailed
from caseload.documents.paper_form import empty_form_pdf
from referrals.public.forms import PublicReferralForm
from tests.caseload.test_plan_pdf import needs_press
from tests.paper import needs_reader, text_of

PDF = "/yhteydenotto/lomake/pdf/"
PRINT = "/yhteydenotto/lomake/"
LANGUAGES = ["fi", "sv", "en"]


@pytest.fixture(autouse=True)
def nothing_made(monkeypatch):
    """Each test begins with an empty shelf."""
    monkeypatch.setattr(paper_form, "_made", {})
    monkeypatch.setattr(paper_form, "_failed_at", {})


def words_of(text):
    return " ".join(text.split())


@needs_press
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_is_accessible_on_paper(language):
    report = pdf_check.validate_pdf_bytes(empty_form_pdf(language), profile="ua1")

    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


@needs_press
@needs_reader
@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_and_print_view_ask_what_the_screen_asks_in_its_order(client, db, language):
    paper = words_of(text_of(empty_form_pdf(language)))
    view = client.get(f"{PRINT}?kieli={language}").text
    screen = words_of(html.unescape(re.sub("<[^>]*>", " ", view)))
    with translation.override(language):
        labels = [str(field.label) for field in PublicReferralForm().fields.values()]

    for text in (paper, screen):
        place = 0
        for label in labels:
            assert label in text[place:], label
            place = text.index(label, place) + len(label)


@needs_press
@pytest.mark.django_db
def test_the_press_runs_once_for_each_language_whoever_asks(client, monkeypatch):
    runs = []
    real = paper_form.to_pdf
    monkeypatch.setattr(paper_form, "to_pdf", lambda page: runs.append(1) or real(page))

    answers = [client.get(f"{PDF}?kieli={code}") for code in ["fi", "sv", "fi", "sv", "xx", "fi"]]

    assert len(runs) == len({"fi", "sv"})
    assert all(answer.content.startswith(b"%PDF") for answer in answers)
    assert answers[0]["Content-Disposition"] == 'inline; filename="yhteydenottolomake.pdf"'


@pytest.mark.django_db
def test_where_no_pdf_can_be_made_the_print_view_opens_and_the_press_rests(client, monkeypatch):
    runs = []

    def broken(_page):
        runs.append(1)
        raise PaperFailed("broken")

    monkeypatch.setattr(paper_form, "to_pdf", broken)

    for _time in range(5):
        answer = client.get(f"{PDF}?kieli=sv")
        assert answer.url == f"{PRINT}?kieli=sv"
    assert len(runs) == 1
    assert "Förnamn" in client.get(answer.url).text


@pytest.mark.django_db
def test_the_sign_in_page_leads_to_the_form_and_its_paper(client):
    page = client.get("/kirjautuminen/login/").text

    assert 'href="/yhteydenotto/"' in page
    assert f'href="{PDF}"' in page
