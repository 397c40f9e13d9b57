"""Saving a draft, and finalising it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments.actions.later import Decisions, decide_on_all
from assessments.actions.parts import save_area, save_participants
from assessments.models import Assessment
from assessments.readiness import missing_from
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import reach_phase, written
from cases.actions.written_texts import end_written_texts, save_texts_over
from cases.letterhead import kept_letterhead
from cases.models import Case
from cases.phases import Phase
from records.imprint import imprint_of
from records.refused import Refused
from records.versions import StaleVersion
from timing import moves
from timing.calendar import noon_of
from timing.missing import Missing


class NotReady(Refused):
    """Something is missing that the law or the operating model wants; `missing` says what."""

    words = _("Something is still missing. The assessment was not finalised.")

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__(", ".join(each.key for each in missing))
        self.missing = missing


class FinalMeanwhile(Refused):
    """The draft was finalised while somebody else wrote in it."""

    words = _(
        "The assessment has been finalised meanwhile, so it cannot be changed. Your text is "
        "still here. Copy it, and start a correction."
    )


class FinalAlready(Refused):
    """The draft was finalised by somebody else."""

    words = _("The assessment is already final.")


class DraftChanged(StaleVersion):
    """The draft was saved after whoever finalises it had read it."""

    words = _("Somebody has saved the draft meanwhile. Read it once more before finalising.")


def hold_draft(assessment: Assessment) -> None:
    """Read the draft as it stands, and let nobody else save it until this transaction ends."""
    Case.objects.lock(assessment.case_id)
    assessment.read_anew()


@transaction.atomic
def edit_assessment(
    *,
    assessment: Assessment,
    seen: int,
    by: User,
    values: Mapping[str, Any],
    areas: Mapping[str, Mapping[str, Any]] | None = None,
    participants: Sequence[Mapping[str, Any]] | None = None,
    part: str = "",
) -> None:
    """Save what was changed over the version that the editor saw, or StaleVersion and nothing.

    `values` and `areas` hold the answers that changed, and no other is touched; every save
    raises the draft's version, on which finalising stands. `participants` is the whole list as
    it is to be, a known one with its `pk`; left out, it stays as it was. `part` is the key of
    the part in whose page it was written, for the log.
    """
    case = Case.objects.lock(assessment.case_id)
    refuse_closed(case)
    refuse_final(assessment)
    for name, value in values.items():
        setattr(assessment, name, value)
    assessment.saved_by, assessment.saved_at = by, timezone.now()
    fields = [*values, "saved_by", "saved_at"]
    save_texts_over(assessment, seen, fields=fields, document=assessment, by=by)
    for area, answers in (areas or {}).items():
        entry = assessment.areas.get(area=area)
        save_area(entry, answers, assessment, by=by)
    if participants is not None:
        save_participants(assessment, participants, by=by)
    written(case, *moves.ASSESSMENT_DRAFT)
    details = {"part": part} if part else {}
    record(Action.ASSESSMENT_EDITED, by=by, case=case, target=assessment, details=details)


@transaction.atomic
def finalise_assessment(
    *,
    assessment: Assessment,
    seen: int,
    by: User,
    on: dt.date | None = None,
    later: Decisions | None = None,
) -> None:
    """Finish the draft as the editor saw it; from now on the database keeps it as it is.

    `later` has a decision on each life area that is still to be asked. `on` is the day of a
    document that was finished before it was entered here.
    Raises NotReady with what is missing, Undecided, DraftChanged where somebody has saved
    since, and FinalAlready.
    """
    case = Case.objects.lock(assessment.case_id)
    refuse_closed(case)
    assessment.read_anew()
    if not assessment.is_draft:
        raise FinalAlready
    if assessment.version != seen:
        raise DraftChanged(assessment)
    missing = missing_from(assessment)
    if missing:
        raise NotReady(missing)
    decide_on_all(assessment, later or {}, by=by)
    assessment.enter(Assessment.Status.FINAL)
    assessment.finalised_at = noon_of(on) if on else timezone.now()
    assessment.finalised_by = by
    assessment.finalised_in_office = by.is_social_worker_in_office
    assessment.imprint = imprint_of(finalised_by=by) | {"letterhead": kept_letterhead(case)}
    assessment.author_unit = case.unit.name
    assessment.save(
        update_fields=[
            "status",
            "finalised_at",
            "finalised_by",
            "finalised_in_office",
            "imprint",
            "author_unit",
        ]
    )
    reach_phase(case, Phase.PLAN)
    end_written_texts(assessment)
    written(case, *moves.ASSESSMENT)
    record(Action.ASSESSMENT_FINALISED, by=by, case=case, target=assessment)


def refuse_final(assessment: Assessment) -> None:
    if not Assessment.objects.drafts().filter(pk=assessment.pk).exists():
        raise FinalMeanwhile
