"""The page of the day at the gate, its forms, and its papers."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from audit.recording import record
from audit.vocabulary import Action
from caseload.documents.pdf_answer import language_of, pdf_answer
from caseload.portti.forms import GateAnswerForm, GateFactsForm
from caseload.portti.known import known_of
from caseload.portti.papers import (
    LARGE,
    copy_file_name,
    file_name,
    first_weeks_context,
    first_weeks_html,
    portti_context,
    portti_html,
)
from cases.access import open_case_page
from cases.models import Case
from cases.permissions import CasePermission
from cases.views.edit_attempt import EditAttempt
from continuity.actions.gate import answer_item, write_facts
from continuity.models import GateAnswer, GateFacts
from continuity.need_kinds import UNBROKEN, NeedKind
from networks.members.successions import open_successions
from records.once import once


@require_GET
def portti(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """The day at the gate on one page."""
    case = open_case_page(request, case_pk)
    context = portti_context(known_of(case, timezone.localdate())) | {
        "tab": "continuity",
        "leaving": open_successions(case),
        "may_write": case.may_write,
    }
    return render(request, "caseload/portti.html", context)


@require_http_methods(["GET", "POST"])
@once
def portti_facts(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Write who meets the client, money, keys and the like."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    facts = GateFacts.objects.filter(case=case).first() or GateFacts(version=0)
    facts.case = case
    form = GateFactsForm(request.POST or None, facts=facts)
    attempt = EditAttempt(form, case_pk=case.pk, saved=Action.GATE_FACTS_EDITED)
    if form.is_valid():
        with attempt:
            written = GateFacts(case=case)
            form.write_to(written)
            write_facts(facts=written, seen=form.cleaned_data["version"], by=request.user)
            messages.success(request, _("The facts of the day were saved."))
            return redirect("caseload:portti", case_pk=case.pk)
    context = {"case": case, "tab": "continuity", "form": form, "conflict": attempt.conflict}
    return attempt.render(request, "caseload/portti_facts.html", context)


@require_http_methods(["GET", "POST"])
@once
def portti_answer(request: SignedInRequest, case_pk: int, item: NeedKind) -> HttpResponse:
    """Answer one item of the release list."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    there = GateAnswer.objects.filter(case=case, item=item).first()
    form = GateAnswerForm(request.POST or None, answer=there or GateAnswer(item=item, version=0))
    attempt = EditAttempt(form, case_pk=case.pk, saved=Action.GATE_ITEM_ANSWERED)
    if form.is_valid():
        with attempt:
            answer = GateAnswer(case=case, item=item)
            form.write_to(answer)
            answer_item(answer=answer, seen=form.cleaned_data["version"], by=request.user)
            messages.success(request, _("The answer was saved."))
            return redirect("caseload:portti", case_pk=case.pk)
    context = {
        "case": case,
        "tab": "continuity",
        "form": form,
        "item": item.label,
        "needs_cover": item in UNBROKEN,
        "conflict": attempt.conflict,
    }
    return attempt.render(request, "caseload/portti_answer.html", context)


@transaction.non_atomic_requests
@require_GET
def portti_pdf(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Give the day at the gate as PDF (?kieli=, ?koko=suuri)."""
    with transaction.atomic():
        case = _open(request, case_pk, Action.GATE_PRINTED, form="pdf", receiver="worker")
        language = language_of(case, request.GET.get("kieli", ""))
        html = portti_html(case, timezone.localdate(), language, large=_large(request))
        name = file_name(case, language)
    return _pdf(request, case, html, name, "caseload:portti_print", language)


@require_GET
def portti_print(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Show the same as a page that the browser prints."""
    case = _open(request, case_pk, Action.GATE_PRINTED, form="print", receiver="worker")
    return _print(request, case, "caseload/portti_print.html", portti_context)


@transaction.non_atomic_requests
@require_GET
def first_weeks_pdf(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Give the client's copy as PDF (?kieli=, ?koko=suuri)."""
    with transaction.atomic():
        case = _open(request, case_pk, Action.FIRST_WEEKS_PRINTED, form="pdf", receiver="client")
        language = language_of(case, request.GET.get("kieli", ""))
        html = first_weeks_html(case, timezone.localdate(), language, large=_large(request))
        name = copy_file_name(case, language)
    return _pdf(request, case, html, name, "caseload:first_weeks_print", language)


@require_GET
def first_weeks_print(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Show the client's copy as a page that the browser prints."""
    case = _open(request, case_pk, Action.FIRST_WEEKS_PRINTED, form="print", receiver="client")
    return _print(request, case, "caseload/first_weeks_print.html", first_weeks_context)


def _open(
    request: SignedInRequest, case_pk: int, action: Action, *, form: str, receiver: str
) -> Case:
    """The case through the door, with an entry in the log for whom it was taken on paper."""
    case = open_case_page(request, case_pk)
    details = {"form": form, "receiver": receiver}
    record(action, by=request.user, case=case, details=details)
    return case


def _large(request: SignedInRequest) -> bool:
    return request.GET.get("koko") == LARGE


def _print(
    request: SignedInRequest, case: Case, template: str, context: Callable[..., dict[str, object]]
) -> HttpResponse:
    language = language_of(case, request.GET.get("kieli", ""))
    with translation.override(language):
        shown = context(known_of(case, timezone.localdate()))
        paper = {"language": language, "large": _large(request)}
        return render(request, template, shown | paper)


def _pdf(
    request: SignedInRequest, case: Case, html: str, name: str, to_print: str, language: str
) -> HttpResponse:
    return pdf_answer(
        request,
        case,
        html,
        file_name=name,
        tab="continuity",
        back=reverse("caseload:portti", kwargs={"case_pk": case.pk}),
        to_print=reverse(to_print, kwargs={"case_pk": case.pk}),
        language=language,
    )
