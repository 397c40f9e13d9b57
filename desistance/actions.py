"""Saving what was said of the factors."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.models import Case
from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import Occasion
from records.versions import StaleVersion
from timing import moves
from timing.calendar import noon_of


@transaction.atomic
def fill_checklist(
    *,
    case: Case,
    occasion: Occasion,
    round_number: int,
    entries: Iterable[ChecklistEntry],
    seen: int,
    by: User,
    on: dt.date | None = None,
) -> Checklist:
    """Save unsaved `entries` as the checklist of one occasion and round.

    `on` is the day on which it was talked over, if it was before it is entered here.

    `seen` is the version that the editor opened, 0 for a checklist that was not there.
    Raises StaleVersion where somebody has saved since, and has then changed nothing.
    """
    case = Case.objects.lock(case.pk)
    refuse_closed(case)
    at = noon_of(on) if on else timezone.now()
    checklist = _take(case, occasion, round_number, seen=seen, by=by, at=at)
    checklist.entries.all().delete()
    for entry in entries:
        entry.checklist = checklist
        entry.save(force_insert=True)
    written(case, *moves.CHECKLIST)
    record(
        Action.CHECKLIST_FILLED,
        by=by,
        case=case,
        target=checklist,
        details={"occasion": occasion.value, "round": round_number},
    )
    return checklist


def _take(
    case: Case, occasion: Occasion, round_number: int, *, seen: int, by: User, at: dt.datetime
) -> Checklist:
    """The checklist row for this saving, new or raised by one version."""
    found: Checklist | None = Checklist.objects.filter(
        case=case, occasion=occasion, round=round_number
    ).first()
    if found is None:
        created: Checklist = Checklist.objects.create(
            case=case, occasion=occasion, round=round_number, filled_by=by, filled_at=at
        )
        return created
    if seen == 0:
        raise StaleVersion(found)
    found.filled_by, found.filled_at = by, at
    found.save_over(seen, fields=["filled_by", "filled_at"])
    return found
