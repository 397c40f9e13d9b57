"""Putting back into a draft what somebody else had written in a place."""

from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from assessments.actions.parts import save_area
from assessments.actions.writing import refuse_final
from assessments.draft_parts import PARTICIPANTS, DraftPart, part_with
from assessments.models import Assessment, AssessmentParticipant, LifeAreaEntry
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.actions.written_texts import note_written, place_of, texts_of
from cases.models import Case, WrittenText
from timing import moves


def parts_of(assessment: Assessment) -> list[models.Model]:
    """The records whose texts are the assessment's."""
    return [assessment, *assessment.areas.all(), *assessment.participants.all()]


@transaction.atomic
def put_text_back(*, assessment: Assessment, text: WrittenText, shown: str, by: User) -> None:
    """Put a replaced text back into its place; what stands there is kept in turn.

    `shown` is the print of what the page showed in the place.
    """
    case = Case.objects.lock(assessment.case_id)
    refuse_closed(case)
    refuse_final(assessment)
    assessment.read_anew()
    part = place_of(text, parts_of(assessment), shown=shown)
    name, answer = text.field, {text.field: text.former}
    if isinstance(part, LifeAreaEntry):
        save_area(part, answer, assessment, by=by, said_on=text.former_on, keep_own=True)
    else:
        former = texts_of(type(part), [part.pk], [name])[part.pk]
        setattr(part, name, text.former)
        part.save(update_fields=[name])
        note_written({part: former}, document=assessment, by=by, keep_own=True)
    assessment.saved_by, assessment.saved_at = by, timezone.now()
    assessment.save_over(assessment.version, fields=["saved_by", "saved_at"])
    written(case, *moves.ASSESSMENT_DRAFT)
    details = {"put_back": text.pk, "part": _part_of(part, name).key}
    record(Action.ASSESSMENT_EDITED, by=by, case=case, target=assessment, details=details)


def _part_of(record: models.Model, name: str) -> DraftPart:
    if isinstance(record, AssessmentParticipant):
        return PARTICIPANTS
    return part_with(record.area if isinstance(record, LifeAreaEntry) else name)
