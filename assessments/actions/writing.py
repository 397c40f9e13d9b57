"""Saving a draft, and finalising it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments.models import Assessment, AssessmentParticipant
from assessments.readiness import missing_from
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import reach_phase, written
from cases.models import Case
from cases.phases import Phase
from networks.models import NetworkMember
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


class MemberOfAnotherNetwork(Refused):
    """A participant was taken from another client's network."""

    words = _("Somebody in the list is not in this client’s network. Choose again.")


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


@transaction.atomic
def edit_assessment(
    *,
    assessment: Assessment,
    seen: int,
    by: User,
    values: Mapping[str, Any],
    areas: Mapping[str, Mapping[str, Any]] | None = None,
    participants: Sequence[Mapping[str, Any]] | None = None,
) -> None:
    """Save the whole draft over the version that the editor saw, or StaleVersion and nothing.

    `areas` holds the life areas that changed; `participants` is the whole list as it is
    to be, a known one with its `pk`. Left out, either stays as it was.
    """
    case = Case.objects.lock(assessment.case_id)
    refuse_closed(case)
    _refuse_final(assessment)
    for name, value in values.items():
        setattr(assessment, name, value)
    assessment.saved_by, assessment.saved_at = by, timezone.now()
    assessment.save_over(seen, fields=[*values, "saved_by", "saved_at"])
    for area, answers in (areas or {}).items():
        assessment.areas.filter(area=area).update(**answers)
    if participants is not None:
        _save_participants(assessment, participants)
    written(case, *moves.ASSESSMENT_DRAFT)
    record(Action.ASSESSMENT_EDITED, by=by, case=case, target=assessment)


@transaction.atomic
def finalise_assessment(
    *, assessment: Assessment, seen: int, by: User, on: dt.date | None = None
) -> None:
    """Finish the draft as the editor saw it; from now on the database keeps it as it is.

    `on` is the day of a document that was finished before it was entered here.
    Raises NotReady with what is missing, DraftChanged where somebody has saved since, and
    FinalAlready.
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
    assessment.enter(Assessment.Status.FINAL)
    assessment.finalised_at = noon_of(on) if on else timezone.now()
    assessment.finalised_by = by
    assessment.author_name = by.get_full_name()
    assessment.author_title = by.title
    assessment.author_unit = case.unit.name
    assessment.save(
        update_fields=[
            "status",
            "finalised_at",
            "finalised_by",
            "author_name",
            "author_title",
            "author_unit",
        ]
    )
    reach_phase(case, Phase.PLAN)
    written(case, *moves.ASSESSMENT)
    record(Action.ASSESSMENT_FINALISED, by=by, case=case, target=assessment)


def _refuse_final(assessment: Assessment) -> None:
    if not Assessment.objects.drafts().filter(pk=assessment.pk).exists():
        raise FinalMeanwhile


def _save_participants(assessment: Assessment, wanted: Sequence[Mapping[str, Any]]) -> None:
    _refuse_other_networks(assessment, wanted)
    known: dict[Any, AssessmentParticipant] = {row.pk: row for row in assessment.participants.all()}
    kept = {row["pk"] for row in wanted if row.get("pk") in known}
    assessment.participants.exclude(pk__in=kept).delete()
    for row in wanted:
        # A row that somebody else has removed meanwhile is written anew, not lost.
        participant = known.get(row.get("pk")) or AssessmentParticipant(assessment=assessment)
        for name in AssessmentParticipant.FIELDS:
            if name in row:
                setattr(participant, name, row[name])
        participant.save()


def _refuse_other_networks(assessment: Assessment, wanted: Sequence[Mapping[str, Any]]) -> None:
    members = {row["member"].pk for row in wanted if row.get("member")}
    own = NetworkMember.objects.filter(case=assessment.case_id, pk__in=members)
    if own.count() != len(members):
        raise MemberOfAnotherNetwork(f"assessment {assessment.pk}")
