"""The empty form of an assessment, as PDF and as a page to print."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from caseload.documents.pdf_answer import language_of, pdf_answer
from caseload.documents.visit_form import (
    visit_form_context,
    visit_form_file_name,
    visit_form_html,
)
from cases.access import open_case_page


@transaction.non_atomic_requests
@require_GET
def visit_form_pdf(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Give it as PDF in the client's language, or in the one asked for (?kieli=)."""
    with transaction.atomic():
        case = open_case_page(request, case_pk)
        language = language_of(case, request.GET.get("kieli", ""))
        html = visit_form_html(case, language)
        name = visit_form_file_name(case, language)
    return pdf_answer(
        request,
        case,
        html,
        file_name=name,
        tab="assessment",
        back=reverse("assessments:assessment_list", kwargs={"case_pk": case.pk}),
        to_print=reverse("caseload:visit_form_print", kwargs={"case_pk": case.pk}),
        language=language,
    )


@require_GET
def visit_form_print(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Show the same form as a page that the browser prints."""
    case = open_case_page(request, case_pk)
    language = language_of(case, request.GET.get("kieli", ""))
    with translation.override(language):
        context = visit_form_context(case, language)
        return render(request, "caseload/visit_form_print.html", context)
