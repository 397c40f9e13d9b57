"""The assessment, and the same in plain words, each as PDF and as a page to print."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from assessments.models import Assessment
from audit.recording import record
from audit.vocabulary import Action
from caseload.documents.assessment_on_paper import (
    assessment_context,
    assessment_file_name,
    assessment_html,
    assessment_plain_file_name,
    assessment_plain_html,
    plain_context,
)
from caseload.documents.pdf_answer import language_of, pdf_answer
from cases.access import open_record_page

Words = Callable[[Assessment, str], str]


@transaction.non_atomic_requests
@require_GET
def on_paper_pdf(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    """Give it as PDF in the client's language, or in the one asked for (?kieli=)."""
    to_print = "caseload:assessment_print"
    return _pdf(request, assessment_pk, assessment_html, assessment_file_name, to_print)


@require_GET
def on_paper_print(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    """Show the same document as a page that the browser prints."""
    assessment, language = _open(request, assessment_pk, "print")
    with translation.override(language):
        context = assessment_context(assessment, language)
        return render(request, "caseload/assessment_print.html", context)


@transaction.non_atomic_requests
@require_GET
def plain_pdf(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    """Give it in plain words, to be read together with the client."""
    to_print = "caseload:assessment_plain_print"
    names = assessment_plain_file_name
    return _pdf(request, assessment_pk, assessment_plain_html, names, to_print, form="plain_pdf")


@require_GET
def plain_print(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    """Show it in plain words on the screen, from where the browser prints it."""
    assessment, language = _open(request, assessment_pk, "plain")
    with translation.override(language):
        context = plain_context(assessment, language)
        return render(request, "caseload/assessment_plain_print.html", context)


def _pdf(
    request: SignedInRequest,
    assessment_pk: int,
    html_of: Words,
    name_of: Words,
    to_print: str,
    *,
    form: str = "pdf",
) -> HttpResponse:
    # The press is slow, and no transaction waits for it.
    with transaction.atomic():
        assessment, language = _open(request, assessment_pk, form)
        html, name = html_of(assessment, language), name_of(assessment, language)
    return pdf_answer(
        request,
        assessment.case,
        html,
        file_name=name,
        tab="assessment",
        back=assessment.get_absolute_url(),
        to_print=reverse(to_print, kwargs={"assessment_pk": assessment.pk}),
        language=language,
    )


def _open(request: SignedInRequest, assessment_pk: int, form: str) -> tuple[Assessment, str]:
    """The assessment through the door, and the language; that it was taken is logged."""
    assessment: Assessment = open_record_page(request, Assessment.objects, assessment_pk)
    record(
        Action.ASSESSMENT_PRINTED,
        by=request.user,
        case=assessment.case,
        target=assessment,
        details={"form": form},
    )
    return assessment, language_of(assessment.case, request.GET.get("kieli", ""))
