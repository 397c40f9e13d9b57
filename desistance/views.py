"""Pages of the checklists."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import SignedInRequest
from audit.vocabulary import Action
from cases.access import open_case_page, open_record_page
from cases.models import Case
from cases.permissions import CasePermission
from cases.views.edit_attempt import EditAttempt
from desistance.actions import (
    RoundClosed,
    close_checklist,
    decline_checklist,
    fill_checklist,
)
from desistance.forms import ChecklistForm, CloseForm
from desistance.history import (
    is_first_meeting,
    is_near_gate,
    probation_is_at_hand,
    said_before,
)
from desistance.matrix import columns_of, groups_of, occasions_of
from desistance.models import Checklist
from desistance.occasions import Occasion
from desistance.rounds import chosen_round
from desistance.supports import supports_of
from desistance.told_before import told_before
from records.attempt import Attempt
from records.once import once


@require_GET
def checklists(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """The factors on every occasion so far."""
    case = open_case_page(request, case_pk)
    columns = columns_of(case)
    if case.is_in_remand:
        return _none_in_remand(request, case, columns)
    supports = supports_of(case, columns)
    context = {
        "case": case,
        "tab": "desistance",
        "columns": columns,
        "supports": supports,
        "groups": groups_of(columns, supports),
        "occasions": occasions_of(columns),
        "width": len(columns) + 2,
    }
    return render(request, "desistance/checklists.html", context)


@require_GET
def checklist_page(request: SignedInRequest, checklist_pk: int) -> HttpResponse:
    """What was said on one occasion, with the notes."""
    checklist = open_record_page(request, Checklist.objects, checklist_pk)
    return _show(request, checklist, Attempt())


@require_POST
@once
def checklist_close(request: SignedInRequest, checklist_pk: int) -> HttpResponse:
    """Close a round: it never changes after that."""
    checklist = open_record_page(request, Checklist.objects, checklist_pk, CasePermission.WRITE)
    form = CloseForm(request.POST)
    attempt = Attempt()
    if form.is_valid():
        with attempt:
            close_checklist(checklist=checklist, seen=form.cleaned_data["version"], by=request.user)
            messages.success(request, _("The round is closed. What changes later is a new round."))
            return redirect(checklist)
    checklist.read_anew()
    return _show(request, checklist, attempt)


@require_http_methods(["GET", "POST"])
@once
def checklist_fill(request: SignedInRequest, case_pk: int, occasion: Occasion) -> HttpResponse:
    """Fill in the checklist of one occasion, change it while it is open, or decline it."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    if case.is_in_remand:
        return _none_in_remand(request, case, columns_of(case))
    sent = request.POST if request.method == "POST" else None
    newest = Checklist.objects.filter(case=case).of_occasion(occasion).first()
    asked = sent.get("round") if sent else request.GET.get("kierros")
    number = chosen_round(occasion, newest, asked)
    filled = Checklist.objects.filter(case=case, occasion=occasion, round=number)
    checklist = filled.prefetch_related("entries").first()
    if checklist is not None and not checklist.is_open and sent is None:
        return redirect(checklist)
    form = ChecklistForm(
        sent,
        checklist=checklist or Checklist(case=case, occasion=occasion, round=number, version=0),
        former=said_before(case, except_for=checklist),
        probation=probation_is_at_hand(case),
    )
    attempt = EditAttempt(form, case_pk=case.pk, saved=Action.CHECKLIST_FILLED)
    if form.is_valid():
        with attempt:
            if form.is_declined:
                decline_checklist(
                    case=case, occasion=occasion, on=form.cleaned_data["talked_on"], by=request.user
                )
                messages.success(request, _("Recorded. Nothing more is asked now."))
                return redirect("desistance:checklists", case_pk=case.pk)
            saved = fill_checklist(
                case=case,
                occasion=occasion,
                round_number=number,
                entries=form.to_entries(),
                seen=form.cleaned_data["version"],
                by=request.user,
                on=form.cleaned_data["talked_on"],
            )
            messages.success(request, _("The checklist is saved."))
            return redirect(saved)
    if isinstance(attempt.refused, RoundClosed):
        number += 1
        checklist = None
        form.stand_on_new_round(number)
    today = timezone.localdate()
    context = {
        "case": case,
        "tab": "desistance",
        "form": form,
        "occasion": occasion,
        "round": number,
        "checklist": checklist,
        "last_round": newest.round if newest else 0,
        "may_decline": checklist is None and not (newest and newest.is_open),
        "first_meeting": is_first_meeting(case, today),
        "near_gate": is_near_gate(case, today),
        "told_before": told_before(case, checklist),
        "conflict": attempt.conflict,
    }
    return attempt.render(request, "desistance/checklist_fill.html", context)


def _show(request: SignedInRequest, checklist: Checklist, attempt: Attempt) -> HttpResponse:
    case = checklist.case
    context = {
        "case": case,
        "tab": "desistance",
        "checklist": checklist,
        "groups": groups_of([checklist]),
        "entries": checklist.by_factor(),
        "may_write": case.may_write and not case.is_in_remand,
        "refused": attempt.words,
    }
    return attempt.render(request, "desistance/checklist_page.html", context)


def _none_in_remand(request: SignedInRequest, case: Case, columns: list[Checklist]) -> HttpResponse:
    """Why there is no round: remand is no sentence. What was recorded before stays."""
    context = {"case": case, "tab": "", "columns": columns}
    status = 409 if request.method == "POST" else 200
    return render(request, "desistance/remand.html", context, status=status)
