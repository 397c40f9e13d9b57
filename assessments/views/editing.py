"""Writing a draft, and finalising it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from assessments.actions.later import go_back_to_ask
from assessments.actions.taking_over import answer_offer
from assessments.actions.writing import edit_assessment, finalise_assessment, hold_draft
from assessments.forms.later import LaterForms
from assessments.forms.sheet import AssessmentSheet
from assessments.known_from_contacts import offers_for
from assessments.lead_time import lead_time
from assessments.models import Assessment
from assessments.readiness import advice_on, edit_url, missing_from
from assessments.sections import sections_of
from cases.access import open_record_page
from cases.offers import put_beside
from cases.permissions import CasePermission
from cases.views.edit_attempt import Conflict, name_writers
from cases.views.offered import DECLINE, TAKE, pressed
from cases.views.replaced_texts import count_replaced
from inputs.posted import posted_number
from records.attempt import Attempt
from records.once import once
from records.versions import StaleVersion

# The empty rows that "Add rows" gives.
MORE_ROWS = 4


@require_http_methods(["GET", "POST"])
@once
def assessment_edit(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    """Write the draft on one page. Nothing that was typed is lost, whoever saved first."""
    assessment = open_record_page(request, Assessment.objects, assessment_pk, CasePermission.WRITE)
    if request.method == "GET":
        if not assessment.is_draft:
            return redirect(assessment)
        rows = MORE_ROWS if "more" in request.GET else 1
        sheet = AssessmentSheet(assessment, new_rows=rows)
        return _show(request, sheet, Attempt())
    hold_draft(assessment)
    sheet = AssessmentSheet(assessment, request.POST)
    attempt = Attempt(sheet.main, apart=(StaleVersion,))
    if sheet.is_valid():
        with attempt:
            edit_assessment(
                assessment=assessment,
                seen=sheet.seen,
                by=request.user,
                values=sheet.values(),
                areas=sheet.area_values(),
                participants=sheet.participants(),
            )
            answered = _answer_offer(request, assessment)
            _tell_saved(request, sheet)
            return redirect(answered or _after_saving(request, assessment))
    return _show(request, sheet, attempt)


@require_http_methods(["GET", "POST"])
@once
def assessment_finalise(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    """Show what is missing, or finish."""
    assessment = open_record_page(request, Assessment.objects, assessment_pk, CasePermission.WRITE)
    if request.method == "GET" and not assessment.is_draft:
        return redirect(assessment)
    attempt = Attempt()
    later = LaterForms(list(assessment.areas.all()), request.POST or None)
    if request.method == "POST" and later.is_valid():
        with attempt:
            return _finish_or_go_back(request, assessment, later)
        assessment.read_anew()
    context = {
        "case": assessment.case,
        "tab": "assessment",
        "assessment": assessment,
        "missing": missing_from(assessment),
        "advice": advice_on(assessment, by=request.user),
        "later": later,
        "refused": attempt.words,
    }
    return attempt.render(request, "assessments/finalise.html", context)


def _finish_or_go_back(
    request: SignedInRequest, assessment: Assessment, later: LaterForms
) -> HttpResponse:
    """Make it final, or go to the first area that is asked now; what was decided is kept."""
    seen, decisions = posted_number(request, "version"), later.decisions()
    if asked := later.asked_now():
        go_back_to_ask(assessment=assessment, seen=seen, later=decisions, by=request.user)
        messages.success(request, _("What you decided was saved. Ask about these first."))
        return redirect(edit_url(assessment, f"area-{asked[0]}", open_area=asked[0]))
    finalise_assessment(assessment=assessment, seen=seen, by=request.user, later=decisions)
    messages.success(request, _("The assessment is final."))
    return redirect(assessment)


def _answer_offer(request: SignedInRequest, assessment: Assessment) -> str:
    """Take or decline what was pressed; where its field is, or nothing for another button."""
    if TAKE not in request.POST and DECLINE not in request.POST:
        return ""
    found = pressed(request.POST, offers_for(Assessment.objects.get(pk=assessment.pk)))
    if found is None:
        messages.info(request, _("It stands in the draft, or was left out before."))
        return ""
    offer, is_taken = found
    answer_offer(assessment=assessment, offer=offer, is_taken=is_taken, by=request.user)
    _word, _dash, area = offer.place.removesuffix("-situation").partition("-")
    return edit_url(assessment, f"div_id_{offer.place}", open_area=area)


def _show(request: SignedInRequest, sheet: AssessmentSheet, attempt: Attempt) -> HttpResponse:
    assessment = sheet.assessment
    offers = offers_for(assessment)
    for form in (sheet.main, *sheet.areas):
        put_beside(form, offers)
    context = {
        "case": assessment.case,
        "tab": "assessment",
        "assessment": assessment,
        "sheet": sheet,
        "form": sheet.main,
        "open_area": request.GET.get("open", ""),
        "sections": sections_of(assessment),
        "lead": lead_time(assessment, timezone.localdate()),
        "conflict": _conflict(sheet),
        "replaced": count_replaced(assessment),
    }
    return attempt.render(request, "assessments/edit.html", context)


def _conflict(sheet: AssessmentSheet) -> Conflict | None:
    """What `components/both_texts.html` takes, where two have changed one place."""
    if sheet.merge is None or not sheet.merge.both:
        return None
    for part, both in sheet.both_by_part():
        name_writers(both, part, case_pk=sheet.assessment.case_id)
    who, at = sheet.last_saved
    return {
        "who": who,
        "at": at,
        "fields": sheet.merge.both,
        "taken_over": sheet.merge.taken_over,
    }


def _tell_saved(request: SignedInRequest, sheet: AssessmentSheet) -> None:
    messages.success(request, _("The draft was saved."))
    for who in sheet.rows_that_stay:
        messages.warning(
            request,
            _("%(who)s was not removed: somebody wrote in the row meanwhile. Read it first.")
            % {"who": who},
        )


def _after_saving(request: SignedInRequest, assessment: Assessment) -> str:
    kwargs = {"assessment_pk": assessment.pk}
    if "finalise" in request.POST:
        return reverse("assessments:assessment_finalise", kwargs=kwargs)
    page = reverse("assessments:assessment_edit", kwargs=kwargs)
    return f"{page}?more#participants" if "more" in request.POST else page
