"""Writing interim solutions."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.facts import written
from continuity.actions.needs import lock_case_of
from continuity.models import Interim
from timing import moves

INTERIM_WRITTEN = ["what", "by_whom", "starts_on", "ends_on", "nights", "until_further_notice"]


@transaction.atomic
def add_interim(*, interim: Interim, by: User) -> None:
    """Add an unsaved interim solution to its need."""
    case = lock_case_of(interim.need)
    interim.case, interim.saved_by = case, by
    interim.save(force_insert=True)
    written(case, *moves.NEEDS)
    record(Action.INTERIM_ADDED, by=by, case=case, target=interim)


@transaction.atomic
def edit_interim(*, interim: Interim, seen: int, by: User) -> None:
    """Save it over the version that the editor saw, or StaleVersion."""
    case = lock_case_of(interim.need)
    interim.saved_by, interim.saved_at = by, timezone.now()
    interim.save_over(seen, fields=[*INTERIM_WRITTEN, "saved_by", "saved_at"])
    written(case, *moves.NEEDS)
    record(Action.INTERIM_EDITED, by=by, case=case, target=interim)
