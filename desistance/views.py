"""Pages of the checklists."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from audit.vocabulary import Action
from cases.access import open_case_page, open_record_page
from cases.permissions import CasePermission
from cases.views.edit_attempt import EditAttempt
from desistance.actions import fill_checklist
from desistance.forms import ChecklistForm
from desistance.history import probation_is_at_hand, said_before
from desistance.matrix import columns_of, groups_of, occasions_of
from desistance.models import Checklist
from desistance.occasions import Occasion
from desistance.rounds import chosen_round
from records.once import once


@require_GET
def checklists(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """The factors on every occasion so far."""
    case = open_case_page(request, case_pk)
    columns = columns_of(case)
    context = {
        "case": case,
        "tab": "desistance",
        "columns": columns,
        "groups": groups_of(columns),
        "occasions": occasions_of(columns),
        "width": len(columns) + 1,
    }
    return render(request, "desistance/checklists.html", context)


@require_GET
def checklist_page(request: SignedInRequest, checklist_pk: int) -> HttpResponse:
    """What was said on one occasion, with the notes."""
    checklist = open_record_page(request, Checklist.objects, checklist_pk)
    context = {
        "case": checklist.case,
        "tab": "desistance",
        "checklist": checklist,
        "groups": groups_of([checklist]),
        "entries": checklist.by_factor(),
    }
    return render(request, "desistance/checklist_page.html", context)


@require_http_methods(["GET", "POST"])
@once
def checklist_fill(request: SignedInRequest, case_pk: int, occasion: Occasion) -> HttpResponse:
    """Fill in the checklist of one occasion, or change it."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    newest = Checklist.objects.filter(case=case).of_occasion(occasion).first()
    asked = request.POST.get("round") or request.GET.get("kierros")
    number = chosen_round(occasion, newest, asked)
    filled = Checklist.objects.filter(case=case, occasion=occasion, round=number)
    checklist = filled.prefetch_related("entries").first()
    form = ChecklistForm(
        request.POST or None,
        checklist=checklist or Checklist(case=case, occasion=occasion, round=number, version=0),
        former=said_before(case, except_for=checklist),
        probation=probation_is_at_hand(case),
    )
    attempt = EditAttempt(form, case_pk=case.pk, saved=Action.CHECKLIST_FILLED)
    if form.is_valid():
        with attempt:
            fill_checklist(
                case=case,
                occasion=occasion,
                round_number=number,
                entries=form.to_entries(),
                seen=form.cleaned_data["version"],
                by=request.user,
            )
            messages.success(request, _("The checklist is saved."))
            return redirect("desistance:checklists", case_pk=case.pk)
    context = {
        "case": case,
        "tab": "desistance",
        "form": form,
        "occasion": occasion,
        "round": number,
        "checklist": checklist,
        "last_round": newest.round if newest else 0,
        "conflict": attempt.conflict,
    }
    return attempt.render(request, "desistance/checklist_fill.html", context)
