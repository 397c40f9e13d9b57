"""Keeping what a sender types, page by page, until it is sent."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from referrals.models import Referral

Typed = dict[str, list[str]]


class AlreadySent(Exception):
    """The contact has been sent and is no longer a draft; `referral` is what was sent."""

    def __init__(self, referral: Referral) -> None:
        super().__init__(referral.reference)
        self.referral = referral


@transaction.atomic
def begin_draft(*, step: str, typed: Typed, by: User) -> Referral:
    """Start a draft with the first page as it was typed."""
    assert by.organisation is not None  # the door lets nobody else in
    return Referral.objects.create(
        sender=by, sender_organisation=by.organisation, typed={step: typed}
    )


@transaction.atomic
def save_step(*, draft: Referral, step: str, typed: Typed, seen: int) -> None:
    """Keep one page as it was typed, right or wrong.

    Raises StaleVersion where the draft was saved in another window meanwhile, unless
    it was with these same words; AlreadySent where it has gone.
    """
    current = lock_draft(draft)
    if current.typed.get(step) == typed:
        return
    current.typed[step] = typed
    current.saved_at = timezone.now()
    current.save_over(seen, fields=["typed", "saved_at"])


@transaction.atomic
def remove_draft(*, draft: Referral) -> None:
    """Throw a draft away; it was the sender's own and nobody else has seen it."""
    lock_draft(draft).delete()


def lock_draft(draft: Referral) -> Referral:
    """Take the draft for this transaction, or raise AlreadySent."""
    current = Referral.objects.lock(draft.pk)
    if not current.is_draft:
        raise AlreadySent(current)
    return current
