"""The client's own estimates as PDF and as a page to print."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from audit.recording import record
from audit.vocabulary import Action
from caseload.documents.estimates_on_paper import (
    estimates_context,
    estimates_file_name,
    estimates_html,
)
from caseload.documents.pdf_answer import language_of, pdf_answer
from cases.access import open_case_page
from cases.models import Case


@transaction.non_atomic_requests
@require_GET
def estimates_pdf(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Give them as PDF in the client's language, or in the one asked for (?kieli=)."""
    # The press is slow, and no transaction waits for it.
    with transaction.atomic():
        case, language = _open(request, case_pk, "pdf")
        html = estimates_html(case, timezone.localdate(), language)
        name = estimates_file_name(case, language)
    return pdf_answer(
        request,
        case,
        html,
        file_name=name,
        tab="assessment",
        back=reverse("assessments:own_estimates", kwargs={"case_pk": case.pk}),
        to_print=reverse("caseload:estimates_print", kwargs={"case_pk": case.pk}),
        language=language,
    )


@require_GET
def estimates_print(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Show the same as a page that the browser prints."""
    case, language = _open(request, case_pk, "print")
    with translation.override(language):
        context = estimates_context(case, timezone.localdate()) | {"language": language}
        return render(request, "caseload/estimates_print.html", context)


def _open(request: SignedInRequest, case_pk: int, form: str) -> tuple[Case, str]:
    """The case through the door, and the language; that it was taken is logged."""
    case = open_case_page(request, case_pk)
    record(Action.ESTIMATES_PRINTED, by=request.user, case=case, details={"form": form})
    return case, language_of(case, request.GET.get("kieli", ""))
