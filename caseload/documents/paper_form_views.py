"""The empty public form as PDF and as a page to print."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from accounts.public_page import language_links, public_page
from caseload.documents.paper_form import empty_form_pdf, form_context


@require_GET
@public_page
@transaction.non_atomic_requests
def paper_form_pdf(request: HttpRequest) -> HttpResponse:
    """The empty form as PDF; where none can be made, the page to print."""
    language = translation.get_language()
    pdf = empty_form_pdf(language)
    if pdf is None:
        return redirect(f"{reverse('caseload:paper_form')}?kieli={language}")
    name = pgettext("file name", "contact-form")
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )


@require_GET
@public_page
def paper_form(request: HttpRequest) -> HttpResponse:
    """The empty form as a page that the browser prints."""
    context = form_context() | {"languages": language_links(request.path)}
    return render(request, "caseload/paper_form_print.html", context)
