"""The plan, and the empty public form, each as PDF and as a page to print."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from accounts.public_page import language_links, public_page
from audit.recording import record
from audit.vocabulary import Action
from caseload.documents.paper_form import empty_form_pdf, form_context
from caseload.documents.pdf_answer import language_of, pdf_answer
from caseload.documents.plan_on_paper import file_name, plan_context, plan_html
from cases.access import open_record_page
from plans.models import Plan


@transaction.non_atomic_requests
@require_GET
def plan_pdf(request: SignedInRequest, plan_pk: int) -> HttpResponse:
    """Give the plan as PDF in the client's language, or in the one asked for (?kieli=)."""
    # The press is slow, and no transaction waits for it.
    with transaction.atomic():
        plan = _open(request, plan_pk, "pdf")
        language = language_of(plan.case, request.GET.get("kieli", ""))
        html = plan_html(plan, language)
        name = file_name(plan, language)
    return pdf_answer(
        request,
        plan.case,
        html,
        file_name=name,
        tab="plans",
        back=plan.get_absolute_url(),
        to_print=reverse("caseload:plan_print", kwargs={"plan_pk": plan.pk}),
        language=language,
    )


@require_GET
def plan_print(request: SignedInRequest, plan_pk: int) -> HttpResponse:
    """Show the same document as a page that the browser prints."""
    plan = _open(request, plan_pk, "print")
    language = language_of(plan.case, request.GET.get("kieli", ""))
    with translation.override(language):
        context = plan_context(plan, language)
        return render(request, "caseload/plan_print.html", context)


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


def _open(request: SignedInRequest, plan_pk: int, form: str) -> Plan:
    """The plan through the door, with an entry in the log that it was taken on paper."""
    plan: Plan = open_record_page(request, Plan.objects, plan_pk)
    record(
        Action.PLAN_PRINTED,
        by=request.user,
        case=plan.case,
        target=plan,
        details={"form": form},
    )
    return plan
