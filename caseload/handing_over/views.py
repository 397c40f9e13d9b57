"""Offering a case to another county, what becomes of the offer, and its papers."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from audit.recording import record
from audit.vocabulary import Action
from caseload.documents.pdf_answer import LANGUAGES, pdf_answer
from caseload.handing_over.actions import (
    hand_over_on_paper,
    offer_case,
    return_case,
)
from caseload.handing_over.contents import document_of
from caseload.handing_over.forms import EndOfferForm, OfferCaseForm
from caseload.handing_over.guards import guarded_since
from caseload.handing_over.handover_on_paper import handover_html, paper_context
from cases.access import open_case_page, open_record_page, right_to
from cases.models import Case, CaseHandover
from cases.permissions import CasePermission
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def case_handover(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Offer the case, with what is chosen of it as it stands now."""
    case = open_case_page(request, case_pk, CasePermission.CLOSE)
    waiting = CaseHandover.objects.waiting().filter(case=case).first()
    if request.method == "GET" and (waiting or not case.is_open):
        return redirect("caseload:handover_page", waiting.pk) if waiting else redirect(case)
    form = OfferCaseForm(request.POST or None, case=case)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            handover = _offered(case, form.cleaned_data)
            offer_case(handover=handover, by=request.user)
            messages.success(
                request, _("It is kept as it is now. The case is yours until it is received.")
            )
            return redirect("caseload:handover_page", handover.pk)
    context = {
        "case": case,
        "tab": "closing",
        "form": form,
        "former": CaseHandover.objects.filter(case=case).exclude(outcome="waiting").order_by("-pk"),
    }
    return attempt.render(request, "caseload/case_handover.html", context)


def _offered(case: Case, told: dict[str, Any]) -> CaseHandover:
    words, language = told.pop("words"), case.client.language_of_paper
    document = document_of(case, told["parts"], words, language)
    return CaseHandover(case=case, document=document, language=language, **told)


@require_http_methods(["GET", "POST"])
@once
def handover_page(request: SignedInRequest, handover_pk: int) -> HttpResponse:
    """What goes along, and how far it is; on paper who received it, or that it is taken back."""
    right = right_to(request, CasePermission.CLOSE)
    handover = open_record_page(request, CaseHandover.objects, handover_pk, right)
    receives = request.POST.get("answer") == "received"
    form = EndOfferForm(request.POST or None, handover=handover, receives=receives)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            if form.receives:
                told = {name: form.cleaned_data[name] for name in ("received_by", "received_on")}
                hand_over_on_paper(handover=handover, by=request.user, **told)
                messages.success(request, _("The case went to the other county and is closed."))
            else:
                because = form.cleaned_data["because"]
                return_case(handover=handover, because=because, by=request.user)
                messages.success(request, _("The offer was taken back. The case stays yours."))
            return redirect(handover.case)
        handover.read_anew()
    context = {
        "case": handover.case,
        "tab": "closing",
        "handover": handover,
        "form": form,
        "guarded_since": handover.is_waiting and guarded_since(handover),
    }
    return attempt.render(request, "caseload/handover_page.html", context)


@transaction.non_atomic_requests
@require_GET
def handover_pdf(request: SignedInRequest, handover_pk: int) -> HttpResponse:
    """Give what goes along as PDF."""
    with transaction.atomic():
        if (handover := _opened(request, handover_pk, "pdf")) is None:
            return redirect("caseload:handover_page", handover_pk)
        language = _language(request, handover)
        html = handover_html(handover, language)
    with translation.override(language):
        word = pgettext("file name", "handover")
    return pdf_answer(
        request,
        handover.case,
        html,
        file_name=f"{word}-{handover.case.number}.pdf",
        tab="closing",
        back=reverse("caseload:handover_page", args=[handover.pk]),
        to_print=reverse("caseload:handover_print", args=[handover.pk]),
        language=language,
    )


@require_GET
def handover_print(request: SignedInRequest, handover_pk: int) -> HttpResponse:
    """Show the same as a page that the browser prints."""
    if (handover := _opened(request, handover_pk, "print")) is None:
        return redirect("caseload:handover_page", handover_pk)
    language = _language(request, handover)
    with translation.override(language):
        return render(request, "caseload/handover_print.html", paper_context(handover, language))


def _language(request: SignedInRequest, handover: CaseHandover) -> str:
    """That in which it was kept, unless another is asked for (?kieli=)."""
    wanted = request.GET.get("kieli", "")
    return wanted if wanted in LANGUAGES else handover.language


def _opened(request: SignedInRequest, handover_pk: int, form: str) -> CaseHandover | None:
    """Through the door, with an entry in the log that it was taken on paper.

    None where it still waits and tells what has become secret since: its page says so.
    """
    handover: CaseHandover = open_record_page(request, CaseHandover.objects, handover_pk)
    if handover.is_waiting and guarded_since(handover):
        return None
    details = {"form": form}
    by, case = request.user, handover.case
    record(Action.HANDOVER_PRINTED, by=by, case=case, target=handover, details=details)
    return handover
