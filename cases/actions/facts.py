"""What the case keeps for lists, derived from its records by these functions only."""

from django.utils import timezone

from cases.custody import Track
from cases.models import Case, CustodyFact
from cases.phases import Phase

ORDER = list(Phase)


def derive_custody(case: Case) -> None:
    """Take release date, certainty and track from the newest custody fact.

    The caller holds the case's lock.
    """
    newest = CustodyFact.objects.filter(case=case).order_by("-pk").first()
    if newest is not None:
        case.release_on = newest.release_on
        case.release_certainty = newest.release_certainty
        case.track = newest.track or Track.LONG
    case.save(update_fields=["release_on", "release_certainty", "track"])


def reach_phase(case: Case, phase: Phase) -> None:
    """Note that the case has come to `phase`; it never goes back by writing more.

    The act that opens a phase calls this: starting an assessment, finalising it,
    closing the case. The caller holds the case's lock.
    """
    if ORDER.index(phase) > ORDER.index(Phase(case.phase)):
        case.phase = phase
        case.save(update_fields=["phase"])


def touch(case: Case) -> None:
    """Note the time of writing: supervisors look for cases in which nobody has written."""
    Case.objects.filter(pk=case.pk).update(last_written_at=timezone.now())


def touch_open(case: Case) -> bool:
    """The same, unless the case is closed; whether it was open."""
    still_open = Case.objects.filter(pk=case.pk, status=Case.Status.OPEN)
    return bool(still_open.update(last_written_at=timezone.now()))
