"""Saying “I am reading this” of a waiting contact, and no longer."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from referrals.models import Reading, Referral


@transaction.atomic
def claim_reading(*, referral: Referral, by: User) -> Reading:
    """From now on `by` reads it, whoever did before: the page has told of them."""
    current = Referral.objects.lock(referral.pk)
    reading, _made = Reading.objects.update_or_create(
        referral=current, defaults={"by": by, "since": timezone.now()}
    )
    record(Action.READING_CLAIMED, by=by, referral=current)
    return reading


@transaction.atomic
def end_reading(*, referral: Referral, by: User | None = None) -> None:
    """Nobody reads it; with `by`, only where it was them."""
    readings = Reading.objects.filter(referral=referral)
    (readings.filter(by=by) if by is not None else readings).delete()


def reader_of(referral: Referral) -> Reading | None:
    """Who reads it today."""
    if not referral.has_reading:
        return None
    return Reading.objects.of_today().filter(referral=referral).with_names().first()
