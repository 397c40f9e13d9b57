"""Pages of the checklists."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_case_page, open_record_page
from cases.models import Case
from cases.permissions import CasePermission
from desistance.actions import fill_checklist
from desistance.forms import ChecklistForm
from desistance.history import probation_is_at_hand, said_before
from desistance.matrix import columns_of, groups_of, occasions_of
from desistance.models import Checklist
from desistance.occasions import Occasion
from desistance.rounds import chosen_round
from records.attempt import Attempt
from records.once import once
from records.versions import StaleVersion


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
    checklist = Checklist.objects.filter(case=case, occasion=occasion, round=number).first()
    form = _form_of(request, case, checklist)
    attempt = Attempt(form, apart=(StaleVersion,))
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
        "version": form["version"].value(),
        "last_round": newest.round if newest else 0,
    }
    if isinstance(attempt.refused, StaleVersion):
        context |= _both_texts(form, attempt.refused)
    return attempt.render(request, "desistance/checklist_fill.html", context)


def _form_of(request: SignedInRequest, case: Case, checklist: Checklist | None) -> ChecklistForm:
    """The form over a saved checklist, or over one that begins."""
    return ChecklistForm(
        request.POST or None,
        entries=checklist.by_factor() if checklist else {},
        former=said_before(case, except_for=checklist),
        probation=probation_is_at_hand(case),
        initial={"version": checklist.version if checklist else 0},
    )


def _both_texts(form: ChecklistForm, stale: StaleVersion) -> dict[str, object]:
    """Who saved first and what differs; the next save stands on what is shown now."""
    current = Checklist.objects.select_related("filled_by").get(pk=stale.current.pk)
    return {
        "current": current,
        "differing": form.against(current.by_factor()),
        "version": current.version,
    }
