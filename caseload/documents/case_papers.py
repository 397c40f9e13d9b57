"""Papers of a whole case as PDF and as a page to print: one pair of pages for all of them."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from audit.recording import record
from audit.vocabulary import Action
from caseload.documents.pdf_answer import language_of, pdf_answer
from cases.access import open_case_page
from cases.models import Case

View = Callable[..., HttpResponse]


def always(_case: Case) -> bool:
    return True


@dataclass(frozen=True)
class CasePaper:
    """A paper that tells of a case as it is today.

    `for_press` and `to_print` are its templates, `print_page` and `back` the addresses of its
    page to print and of the page that it belongs to; `word` is a neutral one for the name of
    the file. `shown` is called in the paper's language. Where it does not exist for a case,
    its pages lead `back`.
    """

    for_press: str
    to_print: str
    word: Promise
    tab: str
    print_page: str
    back: str
    logged: Action
    shown: Callable[[Case, dt.date], Mapping[str, object]]
    exists: Callable[[Case], bool] = always

    def html(self, case: Case, today: dt.date, language: str) -> str:
        with translation.override(language):
            context = {**self.shown(case, today), "language": language}
            return render_to_string(self.for_press, context)

    def file_name(self, case: Case, language: str) -> str:
        with translation.override(language):
            return f"{self.word}-{case.number}.pdf"


def pdf_of(paper: CasePaper) -> View:
    """The page that gives it as PDF in the client's language, or in the one asked for (?kieli=)."""

    @transaction.non_atomic_requests
    @require_GET
    def case_paper_pdf(request: SignedInRequest, case_pk: int) -> HttpResponse:
        # The press is slow, and no transaction waits for it.
        with transaction.atomic():
            case = open_case_page(request, case_pk)
            if not paper.exists(case):
                return redirect(paper.back, case_pk=case.pk)
            _note(request, paper, case, "pdf")
            language = language_of(case, request.GET.get("kieli", ""))
            html = paper.html(case, timezone.localdate(), language)
        return pdf_answer(
            request,
            case,
            html,
            file_name=paper.file_name(case, language),
            tab=paper.tab,
            back=reverse(paper.back, kwargs={"case_pk": case.pk}),
            to_print=reverse(paper.print_page, kwargs={"case_pk": case.pk}),
            language=language,
        )

    return case_paper_pdf


def page_to_print(paper: CasePaper) -> View:
    """The same as a page that the browser prints."""

    @require_GET
    def case_paper_print(request: SignedInRequest, case_pk: int) -> HttpResponse:
        case = open_case_page(request, case_pk)
        if not paper.exists(case):
            return redirect(paper.back, case_pk=case.pk)
        _note(request, paper, case, "print")
        language = language_of(case, request.GET.get("kieli", ""))
        with translation.override(language):
            context = {**paper.shown(case, timezone.localdate()), "language": language}
            return render(request, paper.to_print, context)

    return case_paper_print


def _note(request: SignedInRequest, paper: CasePaper, case: Case, form: str) -> None:
    """That it was taken on paper."""
    record(paper.logged, by=request.user, case=case, details={"form": form})
