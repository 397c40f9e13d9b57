"""Each document on paper has a title in both languages, a page to print, and a way out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import page as pdf_check
import pytest
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client as Browser
from django.urls import get_resolver, reverse

from caseload.documents import paper, paper_form
from caseload.documents.assessment_on_paper import ASSESSMENT, PLAIN_ASSESSMENT
from caseload.documents.estimates_on_paper import ESTIMATES
from caseload.documents.factors_on_paper import FACTORS
from caseload.documents.invitation_on_paper import invitation_html
from caseload.documents.map_on_paper import MAP
from caseload.documents.minutes_on_paper import MINUTES
from caseload.documents.paper import KeptPress, to_pdf
from caseload.documents.paper_form import empty_form_html
from caseload.documents.plan_on_paper import PLAN
from caseload.documents.visit_form import visit_form_html
from caseload.handing_over.handover_on_paper import handover_html
from caseload.log_report.views import log_report_html
from caseload.portti.papers import first_weeks_html, portti_html
from cases.models import HandoverPart
from tests.caseload.at_the_gate import TODAY, prepared_case
from tests.caseload.test_assessment_paper import full_assessment
from tests.caseload.test_plan_pdf import full_draft, needs_press
from tests.factories import (
    CaseHandoverFactory,
    ChecklistEntryFactory,
    EstimateSetFactory,
    MeetingFactory,
    MinutesFactory,
    NetworkMemberFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db


@dataclass
class Paper:
    """What the press gets, and where the PDF and the page to print are, for whom."""

    html: Callable[[str], str]
    pdf: str
    to_print: str
    reader: AbstractBaseUser


def plan() -> Paper:
    plan = full_draft()
    return Paper(
        html=lambda language: PLAN.html(plan, language),
        pdf=reverse("caseload:plan_pdf", args=[plan.pk]),
        to_print=reverse("caseload:plan_print", args=[plan.pk]),
        reader=plan.case.responsible,
    )


def empty_form() -> Paper:
    return Paper(
        html=empty_form_html,
        pdf=reverse("caseload:paper_form_pdf"),
        to_print=reverse("caseload:paper_form"),
        reader=WorkerFactory(),
    )


def handover() -> Paper:
    offered = CaseHandoverFactory(case=prepared_case(), parts=HandoverPart.values, words="Sana.")
    return Paper(
        html=lambda language: handover_html(offered, language),
        pdf=reverse("caseload:handover_pdf", args=[offered.pk]),
        to_print=reverse("caseload:handover_print", args=[offered.pk]),
        reader=offered.case.responsible,
    )


def portti() -> Paper:
    case = prepared_case()
    return Paper(
        html=lambda language: portti_html(case, TODAY, language),
        pdf=reverse("caseload:portti_pdf", args=[case.pk]),
        to_print=reverse("caseload:portti_print", args=[case.pk]),
        reader=case.responsible,
    )


def first_weeks() -> Paper:
    case = prepared_case()
    return Paper(
        html=lambda language: first_weeks_html(case, TODAY, language),
        pdf=reverse("caseload:first_weeks_pdf", args=[case.pk]),
        to_print=reverse("caseload:first_weeks_print", args=[case.pk]),
        reader=case.responsible,
    )


def log_report() -> Paper:
    case = prepared_case()
    return Paper(
        html=lambda language: log_report_html(case, TODAY, language),
        pdf=reverse("caseload:log_report_pdf", args=[case.pk]),
        to_print=reverse("caseload:log_report_print", args=[case.pk]),
        reader=case.responsible,
    )


def factors() -> Paper:
    case = ChecklistEntryFactory().checklist.case
    return Paper(
        html=lambda language: FACTORS.html(case, language),
        pdf=reverse("caseload:factors_pdf", args=[case.pk]),
        to_print=reverse("caseload:factors_print", args=[case.pk]),
        reader=case.responsible,
    )


def network_map() -> Paper:
    case = NetworkMemberFactory(inside=True, contact_strength="strong").case
    return Paper(
        html=lambda language: MAP.html(case, language),
        pdf=reverse("caseload:map_pdf", args=[case.pk]),
        to_print=reverse("caseload:map_print", args=[case.pk]),
        reader=case.responsible,
    )


def assessment() -> Paper:
    draft = full_assessment()
    return Paper(
        html=lambda language: ASSESSMENT.html(draft, language),
        pdf=reverse("caseload:assessment_pdf", args=[draft.pk]),
        to_print=reverse("caseload:assessment_print", args=[draft.pk]),
        reader=draft.case.responsible,
    )


def assessment_plain() -> Paper:
    draft = full_assessment()
    return Paper(
        html=lambda language: PLAIN_ASSESSMENT.html(draft, language),
        pdf=reverse("caseload:assessment_plain_pdf", args=[draft.pk]),
        to_print=reverse("caseload:assessment_plain_print", args=[draft.pk]),
        reader=draft.case.responsible,
    )


def estimates() -> Paper:
    case = EstimateSetFactory().case
    return Paper(
        html=lambda language: ESTIMATES.html(case, language),
        pdf=reverse("caseload:estimates_pdf", args=[case.pk]),
        to_print=reverse("caseload:estimates_print", args=[case.pk]),
        reader=case.responsible,
    )


def visit_form() -> Paper:
    case = prepared_case()
    return Paper(
        html=lambda language: visit_form_html(case, language),
        pdf=reverse("caseload:visit_form_pdf", args=[case.pk]),
        to_print=reverse("caseload:visit_form_print", args=[case.pk]),
        reader=case.responsible,
    )


def invitation() -> Paper:
    meeting = MeetingFactory(topics=["Asunto"], place="Toimisto, huone 2", interpreter="Viro")
    asked, by = meeting.asked.get(), meeting.case.responsible
    return Paper(
        html=lambda language: invitation_html(asked, by, language),
        pdf=reverse("caseload:invitation_pdf", args=[meeting.pk, asked.pk]),
        to_print=reverse("caseload:invitation_print", args=[meeting.pk, asked.pk]),
        reader=by,
    )


def minutes() -> Paper:
    made = MinutesFactory(decisions=[("Haetaan asuntoa", "Asiakas", TODAY)])
    return Paper(
        html=lambda language: MINUTES.html(made, language),
        pdf=reverse("caseload:minutes_pdf", args=[made.pk]),
        to_print=reverse("caseload:minutes_print", args=[made.pk]),
        reader=made.case.responsible,
    )


# Every document on paper by the name of its address. A new one is added here.
PAPERS: dict[str, Callable[[], Paper]] = {
    "plan_pdf": plan,
    "paper_form_pdf": empty_form,
    "portti_pdf": portti,
    "first_weeks_pdf": first_weeks,
    "log_report_pdf": log_report,
    "factors_pdf": factors,
    "handover_pdf": handover,
    "map_pdf": network_map,
    "assessment_pdf": assessment,
    "assessment_plain_pdf": assessment_plain,
    "estimates_pdf": estimates,
    "visit_form_pdf": visit_form,
    "invitation_pdf": invitation,
    "minutes_pdf": minutes,
}
each = pytest.mark.parametrize("name", PAPERS)


def addresses(patterns: list[Any]) -> set[str]:
    below = [addresses(entry.url_patterns) for entry in patterns if hasattr(entry, "url_patterns")]
    return {entry.name for entry in patterns if getattr(entry, "name", None)}.union(*below)


def title_of(html: str) -> str:
    found = re.search("<title>(.*?)</title>", html, re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def test_every_address_of_a_pdf_is_tried_here() -> None:
    pdfs = {name for name in addresses(get_resolver().url_patterns) if name.endswith("_pdf")}

    assert pdfs == set(PAPERS)


def test_every_template_for_the_press_is_tried_here() -> None:
    templates = Path(settings.BASE_DIR, "templates").rglob("*.html")
    for_press = ('href="jatkumo-pdf.css"', 'extends "caseload/pdf_frame.html"')
    printed = {
        page.stem for page in templates if any(each in page.read_text() for each in for_press)
    }

    assert printed == {*PAPERS, "pdf_frame"}


@each
def test_the_title_is_in_the_language_of_the_paper(name: str) -> None:
    document = PAPERS[name]()

    pages = {language: document.html(language) for language in ("fi", "sv")}

    for language, page in pages.items():
        assert f'<html lang="{language}">' in page
    assert len({"", title_of(pages["fi"]), title_of(pages["sv"])}) == 3


@needs_press
@each
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_screen_reader_can_read_the_paper(name: str, language: str) -> None:
    pdf = to_pdf(PAPERS[name]().html(language))

    report = pdf_check.validate_pdf_bytes(pdf, profile="ua1")

    assert [failure.message for failure in report.failures] == []


@each
def test_where_no_pdf_can_be_made_the_answer_leads_to_the_page_to_print(
    client: Browser, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    broken = Path(__file__).parent / "broken_press.py"
    monkeypatch.setattr(paper, "PRESS", KeptPress(str(broken)))
    monkeypatch.setattr(paper, "STYLE", str(paper.press.MISSING))
    monkeypatch.setattr(paper_form, "_made", {})
    monkeypatch.setattr(paper_form, "_failed_at", {})
    document = PAPERS[name]()
    client.force_login(document.reader)

    answer = client.get(document.pdf)

    assert answer.status_code in (302, 503)
    assert f"{document.to_print}?kieli=" in answer.headers.get("Location", answer.text)


@each
def test_the_page_to_print_is_written_in_the_language_asked_for(client: Browser, name: str) -> None:
    document = PAPERS[name]()
    client.force_login(document.reader)

    pages = [client.get(f"{document.to_print}?kieli={code}").text for code in ("fi", "sv")]

    assert ['<html lang="fi"' in pages[0], '<html lang="sv"' in pages[1]] == [True, True]
