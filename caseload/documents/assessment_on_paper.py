"""The assessment on paper, and in plain words for the client to read together."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import pgettext, pgettext_lazy

from assessments.models import Assessment, AssessmentParticipant, LifeAreaEntry
from assessments.network_step import walk_of
from assessments.quotes import Quote, quotes_of
from assessments.vocabulary import YesNo
from audit.vocabulary import Action
from caseload.documents.case_papers import CasePaper
from cases.letterhead import Letterhead, kept_letterhead
from cases.register import identity_code

Part = AssessmentParticipant.Part


@dataclass(frozen=True)
class AreaOnPaper:
    """A life area and the client's own words in it."""

    entry: LifeAreaEntry
    quotes: list[Quote]

    @property
    def label(self) -> str:
        return str(self.entry.get_area_display())


def areas_on_paper(assessment: Assessment) -> list[AreaOnPaper]:
    """In the order of the document."""
    return [
        AreaOnPaper(entry, quotes_of(entry)) for entry in assessment.areas.prefetch_related("words")
    ]


def assessment_context(assessment: Assessment) -> dict[str, object]:
    """What the document and the print view show; call it in the document's language."""
    people = list(assessment.participants.all())
    return _context(assessment) | {
        "identity_code": identity_code.in_full(assessment.case.client.identity_code),
        "areas": areas_on_paper(assessment),
        "parts": [
            (part.label, those)
            for part in Part
            if (those := [each for each in people if each.part == part])
        ],
        "walk": walk_of(assessment),
    }


def plain_context(assessment: Assessment) -> dict[str, object]:
    """The same in few and plain words: what was said, where help is needed, what happens next."""
    areas = areas_on_paper(assessment)
    people = list(assessment.participants.all())
    return _context(assessment) | {
        "said": [area for area in areas if area.quotes],
        "good": [area for area in areas if area.entry.strengths],
        "needed": [area for area in areas if area.entry.need == YesNo.YES],
        "asked_later": [area for area in areas if area.entry.is_later],
        "came": [each for each in people if each.part == Part.TOOK_PART],
        "did_not_come": [each for each in people if each.part == Part.ABSENT],
        "not_answered": [each for each in people if each.part == Part.ASKED],
        "plan_is_made": assessment.makes_plan == YesNo.YES,
        "no_plan": assessment.makes_plan == YesNo.NO,
    }


def _context(assessment: Assessment) -> dict[str, object]:
    # A draft has none, nor has what was final before letterheads were kept.
    kept = assessment.imprint.get("letterhead")
    known_today = not assessment.is_draft and not kept
    return {
        "assessment": assessment,
        "case": assessment.case,
        "head": Letterhead(kept or kept_letterhead(assessment.case)),
        "as_known_on": timezone.localdate() if known_today else None,
        "draft_word": pgettext("on paper", "DRAFT") if assessment.is_draft else "",
    }


ASSESSMENT = CasePaper(
    for_press="caseload/assessment_pdf.html",
    to_print="caseload/assessment_print.html",
    word=pgettext_lazy("file name", "assessment"),
    tab="assessment",
    print_page="caseload:assessment_print",
    back="assessments:assessment_page",
    logged=Action.ASSESSMENT_PRINTED,
    shown=assessment_context,
    record_model=Assessment,
)
PLAIN_ASSESSMENT = CasePaper(
    for_press="caseload/assessment_plain_pdf.html",
    to_print="caseload/assessment_plain_print.html",
    word=pgettext_lazy("file name", "assessment-in-plain-words"),
    tab="assessment",
    print_page="caseload:assessment_plain_print",
    back="assessments:assessment_page",
    logged=Action.ASSESSMENT_PRINTED,
    shown=plain_context,
    record_model=Assessment,
    forms=("plain_pdf", "plain"),
)
