"""The map of the network as PDF and as a page to print."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from audit.recording import record
from audit.vocabulary import Action
from caseload.documents.map_on_paper import map_file_name, map_html, map_paper_context
from caseload.documents.pdf_answer import language_of, pdf_answer
from cases.access import open_case_page
from cases.models import Case


@transaction.non_atomic_requests
@require_GET
def map_pdf(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Give the map as PDF in the client's language, or in the one asked for (?kieli=)."""
    # The press is slow, and no transaction waits for it.
    with transaction.atomic():
        case = open_case_page(request, case_pk)
        _note(request, case, "pdf")
        language = language_of(case, request.GET.get("kieli", ""))
        html = map_html(case, timezone.localdate(), language)
        name = map_file_name(case, language)
    return pdf_answer(
        request,
        case,
        html,
        file_name=name,
        tab="network",
        back=reverse("networks:network_map", kwargs={"case_pk": case.pk}),
        to_print=reverse("caseload:map_print", kwargs={"case_pk": case.pk}),
        language=language,
    )


@require_GET
def map_print(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Show the same as a page that the browser prints."""
    case = open_case_page(request, case_pk)
    _note(request, case, "print")
    language = language_of(case, request.GET.get("kieli", ""))
    with translation.override(language):
        context = map_paper_context(case, timezone.localdate()) | {"language": language}
        return render(request, "caseload/map_print.html", context)


def _note(request: SignedInRequest, case: Case, form: str) -> None:
    """That it was taken on paper."""
    record(Action.NETWORK_MAP_PRINTED, by=request.user, case=case, details={"form": form})
