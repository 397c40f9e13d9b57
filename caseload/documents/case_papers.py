"""Papers of a case as PDF and as a page to print: one pair of pages for all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from audit.recording import record
from audit.vocabulary import Action
from caseload.documents.pdf_answer import language_of, pdf_answer
from cases.access import open_case_page, open_record_page
from cases.models import Case, CaseRecord

View = Callable[..., HttpResponse]
Subject = Case | CaseRecord


def case_of(subject: Subject) -> Case:
    return subject if isinstance(subject, Case) else subject.case


def always(_case: Case) -> bool:
    return True


@dataclass(frozen=True)
class CasePaper:
    """A paper that tells of a case as it is today, or of one of its records (`record_model`).

    `for_press` and `to_print` are its templates, `print_page` and `back` the addresses of its
    page to print and of the page that it belongs to; `word` is a neutral one for the name of
    the file, `forms` what the log calls the PDF and the page to print. `shown` takes the case
    or the record, and is called in the paper's language. Where it does not exist for a case,
    its pages lead `back`.
    """

    for_press: str
    to_print: str
    word: Promise
    tab: str
    print_page: str
    back: str
    logged: Action
    shown: Callable[[Any], Mapping[str, object]]
    record_model: type[CaseRecord] | None = None
    exists: Callable[[Case], bool] = always
    forms: tuple[str, str] = ("pdf", "print")

    def html(self, subject: Subject, language: str) -> str:
        with translation.override(language):
            context = {**self.shown(subject), "language": language}
            return render_to_string(self.for_press, context)

    def file_name(self, case: Case, language: str) -> str:
        """The case's number only: a file's name shows neither person nor prison."""
        with translation.override(language):
            return f"{self.word}-{case.number}.pdf"

    def open(self, request: SignedInRequest, pk: int) -> Subject:
        """What the paper tells of, through its door."""
        if self.record_model is None:
            return open_case_page(request, pk)
        subject: CaseRecord = open_record_page(request, self.record_model._default_manager, pk)
        return subject

    def note(self, request: SignedInRequest, subject: Subject, form: str) -> None:
        """That it was taken on paper."""
        record(
            self.logged,
            by=request.user,
            case=case_of(subject),
            target=None if isinstance(subject, Case) else subject,
            details={"form": form},
        )


def pdf_of(paper: CasePaper) -> View:
    """The page that gives it as PDF in the client's language, or in the one asked for (?kieli=)."""

    @transaction.non_atomic_requests
    @require_GET
    def case_paper_pdf(request: SignedInRequest, **of: int) -> HttpResponse:
        # The press is slow, and no transaction waits for it.
        with transaction.atomic():
            subject = paper.open(request, *of.values())
            case = case_of(subject)
            if not paper.exists(case):
                return redirect(reverse(paper.back, kwargs=of))
            paper.note(request, subject, paper.forms[0])
            language = language_of(case, request.GET.get("kieli", ""))
            html = paper.html(subject, language)
        return pdf_answer(
            request,
            case,
            html,
            file_name=paper.file_name(case, language),
            tab=paper.tab,
            back=reverse(paper.back, kwargs=of),
            to_print=reverse(paper.print_page, kwargs=of),
            language=language,
        )

    return case_paper_pdf


def page_to_print(paper: CasePaper) -> View:
    """The same as a page that the browser prints."""

    @require_GET
    def case_paper_print(request: SignedInRequest, **of: int) -> HttpResponse:
        subject = paper.open(request, *of.values())
        case = case_of(subject)
        if not paper.exists(case):
            return redirect(reverse(paper.back, kwargs=of))
        paper.note(request, subject, paper.forms[1])
        language = language_of(case, request.GET.get("kieli", ""))
        with translation.override(language):
            context = {**paper.shown(subject), "language": language}
            return render(request, paper.to_print, context)

    return case_paper_print
