"""The answer to whoever asked for a document of a case as PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from caseload.documents.paper import PaperFailed, PressMissing, to_pdf
from cases.models import Case

# Of documents; the pages know one more.
LANGUAGES = ("fi", "sv")


def language_of(case: Case, wanted: str) -> str:
    """The language of a paper: the wanted one, or the client's language of service."""
    return wanted if wanted in LANGUAGES else case.client.language_of_paper


def pdf_answer(
    request: HttpRequest,
    case: Case,
    html: str,
    *,
    file_name: str,
    tab: str,
    back: str,
    to_print: str,
    language: str,
) -> HttpResponse:
    """The PDF; where none can be made, the way `back` and to the page `to_print`.

    Call it outside a transaction: the press is slow.
    """
    try:
        pdf = to_pdf(html)
    except PaperFailed as failed:
        context = {
            "case": case,
            "tab": tab,
            "back": back,
            "language": language,
            "to_print": to_print,
            "is_missing": isinstance(failed, PressMissing),
        }
        return render(request, "caseload/pdf_failed.html", context, status=503)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )
