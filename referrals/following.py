"""What became of a contact, in plain words for the sender's side, and no more than that.

Received, asked, being handled by a unit, handled; and which county has it. Why, and what
was done for the person, is the county's (secrecy, 703/2023).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from referrals.models import Referral, Transfer
from referrals.vocabulary import SenderStatus, TransferOutcome


@dataclass(frozen=True)
class Next:
    """What the status means, and what happens next."""

    means: str
    then: str


def what_next(referral: Referral) -> Next:
    """The status of a sent contact in words."""
    county = referral.county.name if referral.county else ""
    words = {
        SenderStatus.RECEIVED: Next(
            _("%(county)s has received this, and nobody has decided on it yet.")
            % {"county": county},
            _("An intake worker reads it and assesses how urgent it is. You are told when it moves on."),
        ),
        SenderStatus.QUESTION: Next(
            _("The county needs to know something more."),
            _("Answer the question on this page. The answer reaches the county at once."),
        ),
        SenderStatus.IN_HAND: Next(
            _("A unit of the county goes on with the person."),
            _("For reasons of secrecy nothing more is told here. Changes of custody may still be reported."),
        ),
        SenderStatus.HANDLED: Next(
            _("The county has handled this. For reasons of secrecy nothing more is told here."),
            _("If the person needs support again, make a new contact."),
        ),
    }
    return words[referral.sender_status]


def moves_of(referral: Referral) -> list[Transfer]:
    """From which county to which the contact has gone, oldest first; not the reasons."""
    moves = Transfer.objects.filter(referral=referral, outcome=TransferOutcome.ACCEPTED)
    return list(moves.select_related("from_county", "to_county").order_by("decided_at"))
