"""What became of a contact, in plain words for the sender's side, and no more than that.

Received, asked, being handled by a unit, handled; and which county has it. Why, and what
was done for the person, is the county's (secrecy, 703/2023).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from referrals.models import Referral, Transfer
from referrals.permissions import ReferralPermission
from referrals.vocabulary import SenderStatus, TransferOutcome


@dataclass(frozen=True)
class Next:
    """What the status means, and what happens next for the one who answers for the contact."""

    means: str
    then: str


def what_next(referral: Referral) -> Next:
    """The status of a sent contact in words; needs its `rights` from the door."""
    is_own = ReferralPermission.ANSWER in referral.rights
    county = referral.county.name if referral.county else ""
    means = {
        SenderStatus.RECEIVED: _("%(county)s has received this, and nobody has decided on it yet.")
        % {"county": county},
        SenderStatus.QUESTION: _("The county needs to know something more."),
        SenderStatus.IN_HAND: _(
            "A unit of the county goes on with the person. For reasons of secrecy nothing more "
            "is told here."
        ),
        SenderStatus.HANDLED: _(
            "The county has handled this. For reasons of secrecy nothing more is told here."
        ),
    }
    then = {
        SenderStatus.RECEIVED: _(
            "An intake worker reads it and assesses how urgent it is. "
            "You are told when it moves on."
        ),
        SenderStatus.QUESTION: _(
            "Answer the question on this page. The answer reaches the county at once."
        ),
        SenderStatus.IN_HAND: _("Changes of custody may still be reported."),
        SenderStatus.HANDLED: _("If the person needs support again, make a new contact."),
    }
    status = referral.sender_status
    return Next(means[status], then[status] if is_own else "")


def moves_of(referral: Referral) -> list[Transfer]:
    """From which county to which the contact has gone, oldest first; not the reasons."""
    moves = Transfer.objects.filter(referral=referral, outcome=TransferOutcome.ACCEPTED)
    return list(moves.select_related("from_county", "to_county").order_by("decided_at"))
