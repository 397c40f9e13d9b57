"""Starting an assessment, and starting the correction of a final one."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments.models import (
    Assessment,
    AssessmentParticipant,
    ClientWords,
    LifeArea,
    LifeAreaEntry,
)
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import reach_phase, written
from cases.models import Case
from cases.phases import Phase
from records.refused import Refused
from timing import moves


class DraftExists(Refused):
    """The case has a draft already; `draft` is that one."""

    words = _("The case already has a draft. Here it is.")

    def __init__(self, draft: Assessment) -> None:
        super().__init__(f"assessment {draft.pk}")
        self.draft = draft


class NotInForce(Refused):
    """Only a final assessment that no other has corrected can be corrected."""

    words = _("This version is not in force, so it cannot be corrected. Open the newest.")


@transaction.atomic
def start_assessment(
    *,
    case: Case,
    initiated_on: dt.date,
    started_on: dt.date,
    by: User,
    initiation_manner: str = "",
) -> Assessment:
    """Begin a draft with every life area not asked yet, and bring the case to its phase.

    Raises DraftExists where one is being written: a case has at most one.
    """
    case = Case.objects.lock(case.pk)
    refuse_closed(case)
    _refuse_second_draft(case)
    assessment = Assessment.objects.create(
        case=case,
        initiated_on=initiated_on,
        initiation_manner=initiation_manner,
        started_on=started_on,
        saved_by=by,
    )
    LifeAreaEntry.objects.bulk_create(
        LifeAreaEntry(assessment=assessment, area=area) for area in LifeArea
    )
    reach_phase(case, Phase.ASSESSMENT)
    written(case, *moves.ASSESSMENT)
    record(Action.ASSESSMENT_STARTED, by=by, case=case, target=assessment)
    return assessment


@transaction.atomic
def correct_assessment(
    *, assessment: Assessment, reason: str, by: User, is_supplement: bool = False
) -> Assessment:
    """Begin a draft with the same content; when it is final, it replaces `assessment`.

    `reason` says what was wrong, or what is new in a supplement.
    """
    case = Case.objects.lock(assessment.case_id)
    refuse_closed(case)
    _refuse_second_draft(case)
    if not Assessment.objects.in_force().filter(pk=assessment.pk).exists():
        raise NotInForce(f"assessment {assessment.pk}")
    copy = Assessment.objects.create(
        case=case,
        corrects=assessment,
        correction_reason=reason,
        is_supplement=is_supplement,
        saved_by=by,
        **_values(assessment, Assessment.FIELDS),
    )
    _copy_areas(assessment, copy)
    AssessmentParticipant.objects.bulk_create(
        AssessmentParticipant(assessment=copy, **_values(participant, AssessmentParticipant.FIELDS))
        for participant in assessment.participants.all()
    )
    written(case, *moves.ASSESSMENT)
    record(
        Action.ASSESSMENT_CORRECTED,
        by=by,
        case=case,
        target=copy,
        details={"supplements" if is_supplement else "corrects": assessment.pk},
    )
    return copy


def _refuse_second_draft(case: Case) -> None:
    draft = Assessment.objects.drafts().filter(case=case).first()
    if draft is not None:
        raise DraftExists(draft)


def _copy_areas(assessment: Assessment, copy: Assessment) -> None:
    """With all that the client said, also what was corrected since."""
    areas = list(assessment.areas.prefetch_related("words"))
    entries = LifeAreaEntry.objects.bulk_create(
        LifeAreaEntry(assessment=copy, area=entry.area, **_values(entry, LifeAreaEntry.FIELDS))
        for entry in areas
    )
    for former, entry in zip(areas, entries, strict=True):
        copied: dict[int | None, ClientWords] = {}
        for row in former.words.all():
            copied[row.pk] = ClientWords.objects.create(
                entry=entry,
                replaces=copied.get(row.replaces_id),
                **row.of_whom_and_when | {"said_on": row.said_on or assessment.finalised_on},
            )


def _values(written: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(written, name) for name in names}
