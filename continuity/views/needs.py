"""Noting a need, changing it, ending it, and saying that there is none."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from audit.vocabulary import Action
from cases.access import open_case_page
from cases.permissions import CasePermission
from cases.views.edit_attempt import EditAttempt
from continuity.actions.needs import add_need, edit_need, end_need, say_no_need
from continuity.forms.needs import NeedEditForm, NeedEndForm, NeedForm, NoNeedForm
from continuity.views.doors import ask_for_start, asked_kind, back_to, open_need
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def need_add(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Note a need with its first service, if there is one."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    form = NeedForm(request.POST or None, case=case, kind=asked_kind(request))
    attempt = Attempt(form)
    if form.is_valid():
        need, (service, state) = form.need(), form.first_service()
        with attempt:
            add_need(need=need, service=service, state=state, by=request.user)
            messages.success(request, _("The need was noted."))
            ask_for_start(request, state)
            return back_to(case.pk, need.pk)
    context = {"case": case, "tab": "continuity", "form": form}
    return attempt.render(request, "continuity/need_add.html", context)


@require_http_methods(["GET", "POST"])
@once
def need_edit(request: SignedInRequest, need_pk: int) -> HttpResponse:
    """Change the words. A stale save shows both texts and loses neither."""
    need = open_need(request, need_pk)
    form = NeedEditForm(request.POST or None, need=need)
    attempt = EditAttempt(form, case_pk=need.case_id, saved=Action.NEED_EDITED)
    name = str(need)
    if form.is_valid():
        form.write_to(need)
        with attempt:
            edit_need(need=need, seen=form.cleaned_data["version"], by=request.user)
            messages.success(request, _("The change was saved."))
            return back_to(need.case_id, need.pk)
    context = {"case": need.case, "tab": "continuity", "name": name, "form": form}
    context |= {"conflict": attempt.conflict}
    return attempt.render(request, "continuity/need_edit.html", context)


@require_http_methods(["GET", "POST"])
@once
def need_end(request: SignedInRequest, need_pk: int) -> HttpResponse:
    """End a need for a reason."""
    need = open_need(request, need_pk)
    form = NeedEndForm(request.POST or None, need=need)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            end_need(need=need, by=request.user, **form.cleaned_data)
            messages.success(request, _("The need was ended. What was recorded stays readable."))
            return back_to(need.case_id)
    context = {"case": need.case, "tab": "continuity", "need": need, "form": form}
    return attempt.render(request, "continuity/need_end.html", context)


@require_http_methods(["GET", "POST"])
@once
def no_need(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Record that something was asked about and is not needed."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    form = NoNeedForm(request.POST or None, case=case, kind=asked_kind(request))
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            say_no_need(answer=form.answer(), by=request.user)
            messages.success(request, _("The answer was recorded."))
            return back_to(case.pk)
    context = {"case": case, "tab": "continuity", "form": form}
    return attempt.render(request, "continuity/no_need.html", context)
