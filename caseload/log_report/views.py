"""The client's report of the log, as a page to print and as PDF."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from audit.recording import record
from audit.vocabulary import Action
from caseload.documents.pdf_answer import language_of, pdf_answer
from caseload.log_report.uses import log_report
from cases.access import open_case_page
from cases.models import Case


@require_GET
def log_report_print(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Show it as a page that the browser prints (?kieli=)."""
    case = _open(request, case_pk, "print")
    language = language_of(case, request.GET.get("kieli", ""))
    with translation.override(language):
        context = _context(case, timezone.localdate(), language)
        return render(request, "caseload/log_report_print.html", context)


@transaction.non_atomic_requests
@require_GET
def log_report_pdf(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Give it as PDF (?kieli=)."""
    with transaction.atomic():
        case = _open(request, case_pk, "pdf")
        language = language_of(case, request.GET.get("kieli", ""))
        html = log_report_html(case, timezone.localdate(), language)
        with translation.override(language):
            word = pgettext("file name", "log")
            name = f"{word}-{case.number}.pdf"
    return pdf_answer(
        request,
        case,
        html,
        file_name=name,
        tab="log",
        back=reverse("cases:log", kwargs={"case_pk": case.pk}),
        to_print=reverse("caseload:log_report_print", kwargs={"case_pk": case.pk}),
        language=language,
    )


def _open(request: SignedInRequest, case_pk: int, form: str) -> Case:
    case = open_case_page(request, case_pk)
    record(Action.LOG_REPORTED, by=request.user, case=case, details={"form": form})
    return case


def log_report_html(case: Case, today: dt.date, language: str) -> str:
    """For the press."""
    with translation.override(language):
        context = _context(case, today, language)
        return render_to_string("caseload/log_report_pdf.html", context)


def _context(case: Case, today: dt.date, language: str) -> dict[str, Any]:
    return {
        "case": case,
        "client": case.client,
        "language": language,
        "today": today,
        "report": log_report(case, today),
    }
