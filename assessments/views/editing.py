"""Writing a draft, and finalising it."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from assessments.actions.later import go_back_to_ask
from assessments.actions.taking_over import answer_offer
from assessments.actions.writing import edit_assessment, finalise_assessment, hold_draft
from assessments.draft_parts import (
    NETWORK,
    PART_BY_KEY,
    PARTS,
    part_url,
    part_with,
    place_url,
)
from assessments.former_page import FormerPage, texts_to_copy
from assessments.forms.later import LaterForms
from assessments.forms.sheet import PartSheet
from assessments.known_from_contacts import offers_for
from assessments.lead_time import lead_time
from assessments.models import Assessment
from assessments.parts_map import map_of
from assessments.readiness import advice_on, missing_from, network_answered
from audit.models import AuditEvent
from audit.recording import target_label
from audit.vocabulary import Action
from cases.access import open_record_page
from cases.offers import put_beside
from cases.permissions import CasePermission
from cases.views.edit_attempt import Conflict, name_writers
from cases.views.offered import DECLINE, TAKE, pressed
from cases.views.replaced_texts import count_replaced
from inputs.posted import posted_number
from networks.members.expert_standing import expert_standing
from records.attempt import Attempt
from records.once import once
from records.versions import StaleVersion

# The empty rows that "Add rows" gives.
MORE_ROWS = 4


@require_http_methods(["GET", "POST"])
def assessment_map(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    """The parts of the draft, how far each has come, and what is next.

    A page of the former version is sent here: it saves nothing, and gives the text back.
    """
    assessment = open_record_page(request, Assessment.objects, assessment_pk, CasePermission.WRITE)
    if request.method == "POST":
        context = {
            "case": assessment.case,
            "tab": "assessment",
            "assessment": assessment,
            "answers": texts_to_copy(assessment, request.POST),
        }
        # Not led on: the text that its page has kept would end.
        attempt = Attempt()
        with attempt:
            raise FormerPage
        return attempt.render(
            request, "assessments/former_page.html", context | {"words": attempt.words}
        )
    if not assessment.is_draft:
        return redirect(assessment)
    prefetch_related_objects([assessment], "areas__words", "participants")
    context = {
        "case": assessment.case,
        "tab": "assessment",
        "assessment": assessment,
        "map": map_of(assessment, by=request.user, offers=offers_for(assessment)),
        "lead": lead_time(assessment, timezone.localdate()),
        "replaced": count_replaced(assessment),
    }
    return render(request, "assessments/map.html", context)


@require_http_methods(["GET", "POST"])
@once
def assessment_part(request: SignedInRequest, assessment_pk: int, part: str) -> HttpResponse:
    """Write one part of the draft. Nothing that was typed is lost, whoever saved first."""
    assessment = open_record_page(request, Assessment.objects, assessment_pk, CasePermission.WRITE)
    found = PART_BY_KEY.get(part)
    if found is None:
        raise Http404
    if request.method == "GET":
        if not assessment.is_draft:
            return redirect(assessment)
        rows = MORE_ROWS if "more" in request.GET else 1
        return _show(request, PartSheet(assessment, found, new_rows=rows), Attempt())
    hold_draft(assessment)
    sheet = PartSheet(assessment, found, request.POST)
    attempt = Attempt(sheet.form, apart=(StaleVersion,))
    if sheet.is_valid():
        with attempt:
            edit_assessment(
                assessment=assessment,
                seen=sheet.seen,
                by=request.user,
                part=found.key,
                **sheet.changes(),
            )
            answered = _answer_offer(request, assessment)
            _tell_saved(request, sheet)
            return redirect(answered or _after_saving(request, sheet))
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
        return redirect(place_url(assessment, asked[0]))
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
    return part_url(assessment, part_with(offer.place), f"div_id_{offer.place}")


def _show(request: SignedInRequest, sheet: PartSheet, attempt: Attempt) -> HttpResponse:
    assessment, number = sheet.assessment, PARTS.index(sheet.part)
    put_beside(sheet.form, offers_for(assessment))
    context = {
        "case": assessment.case,
        "tab": "assessment",
        "assessment": assessment,
        "sheet": sheet,
        "part": sheet.part,
        "form": sheet.form,
        "number": number + 1,
        "total": len(PARTS),
        "previous": PARTS[number - 1] if number else None,
        "following": PARTS[number + 1] if number + 1 < len(PARTS) else None,
        "walked": network_answered(assessment) if sheet.part == NETWORK else None,
        "expert": expert_standing(assessment.case) if sheet.part == NETWORK else None,
        "conflict": _conflict(sheet),
        "replaced": count_replaced(assessment),
    }
    return attempt.render(request, "assessments/part.html", context)


def _conflict(sheet: PartSheet) -> Conflict | None:
    """What `components/both_texts.html` takes, where two have changed one place."""
    if sheet.merge is None or not sheet.merge.both:
        return None
    case_pk = sheet.assessment.case_id
    for record, both in sheet.both_by_record():
        name_writers(both, record, case_pk=case_pk)
    saves = AuditEvent.objects.filter(case_id=case_pk, action=Action.ASSESSMENT_EDITED.value)
    of_part = saves.filter(target=target_label(sheet.assessment), details__part=sheet.part.key)
    last = of_part.order_by("-pk").first()
    return {
        "who": last.by_name if last else _("Somebody"),
        "at": last.at if last else None,
        "fields": sheet.merge.both,
        "taken_over": sheet.merge.taken_over,
    }


def _tell_saved(request: SignedInRequest, sheet: PartSheet) -> None:
    messages.success(request, _("The draft was saved."))
    for who in sheet.rows_that_stay:
        messages.warning(
            request,
            _("%(who)s was not removed: somebody wrote in the row meanwhile. Read it first.")
            % {"who": who},
        )


def _after_saving(request: SignedInRequest, sheet: PartSheet) -> str:
    """Where the button leads: on to the next part, to finalising, or to the same page."""
    assessment = sheet.assessment
    if "finalise" in request.POST:
        return reverse("assessments:assessment_finalise", kwargs={"assessment_pk": assessment.pk})
    number = PARTS.index(sheet.part)
    if "on" in request.POST and number + 1 < len(PARTS):
        return part_url(assessment, PARTS[number + 1])
    page = part_url(assessment, sheet.part)
    return f"{page}?more#participant-new0" if "more" in request.POST else page
