"""Deciding on the life areas that were left for later.

The caller of `decide_on_all` holds the case's lock.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments.actions.parts import save_area
from assessments.later_areas import Answer, Decision
from assessments.models import Assessment, LifeAreaEntry
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.models import Case
from records.refused import Refused
from timing import moves

Decisions = Mapping[str, Decision]


class Undecided(Refused):
    """An area is still to be asked, and nobody has said what becomes of it."""

    words = _(
        "A life area is left for later, and it has not been decided what becomes of it. Decide "
        "on each of them. The assessment was not finalised."
    )


@transaction.atomic
def go_back_to_ask(*, assessment: Assessment, seen: int, later: Decisions, by: User) -> None:
    """Keep what was decided in the draft, and have the areas of `ASK_NOW` asked.

    Raises StaleVersion where somebody has saved since.
    """
    case = Case.objects.lock(assessment.case_id)
    refuse_closed(case)
    assessment.saved_by, assessment.saved_at = by, timezone.now()
    assessment.save_over(seen, fields=["saved_by", "saved_at"])
    _write(assessment, later, by=by)
    written(case, *moves.ASSESSMENT_DRAFT)
    record(Action.ASSESSMENT_EDITED, by=by, case=case, target=assessment)


def decide_on_all(assessment: Assessment, later: Decisions, *, by: User) -> None:
    """Write what was decided of each area that is still to be asked; Undecided if one is left."""
    left = assessment.areas.filter(state=LifeAreaEntry.State.LATER)
    for area in left.values_list("area", flat=True):
        if area not in later or later[area].answer == Answer.ASK_NOW:
            raise Undecided(f"assessment {assessment.pk}, {area}")
    _write(assessment, later, by=by)


def _write(assessment: Assessment, later: Decisions, *, by: User) -> None:
    for entry in assessment.areas.filter(area__in=list(later), state=LifeAreaEntry.State.LATER):
        save_area(entry, _answers(later[entry.area]), assessment, by=by)


def _answers(decision: Decision) -> dict[str, Any]:
    if decision.answer == Answer.ASK_NOW:
        return {"state": LifeAreaEntry.State.NOT_ASKED}
    if decision.answer == Answer.NOT_RELEVANT:
        return {"not_relevant_because": decision.because}
    return {"later_on": decision.on, "not_relevant_because": ""}
