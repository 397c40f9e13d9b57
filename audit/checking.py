"""Whether the log is as it was written, by its chain and by what was noted outside."""

from django.conf import settings
from django.utils import timezone

from audit import anchors
from audit.chain import first_broken_event
from audit.models import AuditEvent


def fault_of_the_log() -> str:
    """What is wrong with it, in a sentence for the operator; empty where nothing is.

    Reads the whole log. Without anchors neither a cut end nor a chain that was made anew
    nor an event with a false time can be seen.
    """
    if fault := fault_of_the_chain():
        return fault
    long_ago = timezone.now() - anchors.LONGEST_WAIT
    late = AuditEvent.objects.unsealed().filter(at__lt=long_ago).first()
    if late is not None:
        return f"The log is not being sealed: event {late.pk} still waits."
    return _against_what_was_noted()


def fault_of_the_chain() -> str:
    """What the log tells of itself: all of it that can be asked of a restored copy."""
    broken = first_broken_event()
    if broken is not None:
        return f"The log was changed: event {broken} does not hold."
    lost = AuditEvent.objects.lost().first()
    if lost is not None:
        return f"The log is not whole: event {lost.pk} is not in the chain."
    return ""


def _against_what_was_noted() -> str:
    try:
        noted = anchors.noted_anchors()
    except ValueError:
        return "The file of anchors was changed: a line of it is none."
    lost = anchors.first_lost(noted)
    if lost is not None:
        return f"The log was cut or made anew: it lacks the seal that was noted as {lost}."
    backdated = anchors.first_backdated(noted)
    if backdated is not None:
        return f"The log was added to: event {backdated} is newer than the time that it tells."
    unnoted = anchors.first_unnoted(noted, timezone.now()) if settings.LOG_ANCHORS_FILE else None
    if unnoted is not None:
        return f"No seal is noted outside the database any more, not even that of event {unnoted}."
    return ""
