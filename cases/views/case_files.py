"""The files of a case: which there are, attaching more, handing one out, taking one back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from audit.vocabulary import Action
from cases.access import open_case_page, open_record_page, right_to
from cases.actions.case_files import add_files, take_back_file
from cases.forms.case_files import CaseFilesForm, TakeBackForm
from cases.models import Case, CaseFile
from cases.permissions import CasePermission
from inputs.attached.handing_out import as_download
from inputs.uploads import lost_files, takes_files
from records.attempt import Attempt
from records.once import once

PAGE = 50


@takes_files
@require_http_methods(["GET", "POST"])
@once
def case_files(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Show them, the newest first, and take more."""
    is_sent = request.method == "POST"
    # After an act the page is drawn seldom: what stands on it is read when it is.
    cases = Case.objects.all() if is_sent else None
    case = open_case_page(request, case_pk, right_to(request), cases=cases)
    form = CaseFilesForm()
    if is_sent:
        form = CaseFilesForm(request.POST, request.FILES, lost=lost_files(request))
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            add_files(case=case, by=request.user, **form.values())
            messages.success(request, _("The attachments are saved."))
            return redirect(reverse("cases:case_files", args=[case.pk]) + "#content")
        form.ask_for_files_again()
    page = Paginator(CaseFile.objects.of_case(case), PAGE).get_page(request.GET.get("page"))
    context = {"case": case, "tab": "notes", "form": form, "page": page}
    return attempt.render(request, "cases/case_files.html", context)


@require_GET
def case_file_open(request: SignedInRequest, case_file_pk: int) -> HttpResponse:
    """One file, for whoever may open the case."""
    found: CaseFile = open_record_page(
        request, CaseFile.objects, case_file_pk, reading=Action.ATTACHMENT_READ
    )
    context = {"case": found.case, "tab": "notes", "file": found}
    answer = None if found.taken_back_at else as_download(found)
    return answer or render(request, "cases/case_file_gone.html", context, status=410)


@require_http_methods(["GET", "POST"])
@once
def case_file_take_back(request: SignedInRequest, case_file_pk: int) -> HttpResponse:
    """Remove a file that was attached to the wrong case."""
    file: CaseFile = open_record_page(request, CaseFile.objects, case_file_pk, CasePermission.WRITE)
    form = TakeBackForm(request.POST or None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            take_back_file(file=file, by=request.user, **form.cleaned_data)
            messages.success(request, _("The attachment is taken back."))
            return redirect("cases:case_files", case_pk=file.case_id)
    context = {"case": file.case, "tab": "notes", "file": file, "form": form}
    return attempt.render(request, "cases/case_file_take_back.html", context)
