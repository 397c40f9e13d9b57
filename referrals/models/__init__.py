"""Models of the contact, what moves it, and its triage."""

from referrals.models.custody_report import CustodyReport
from referrals.models.messages import Attachment, CorrectedFact, ReferralMessage
from referrals.models.reading import Reading
from referrals.models.referral import Referral, ReferralQuerySet
from referrals.models.sent_elsewhere import SentElsewhere
from referrals.models.statement import Statement
from referrals.models.take_over import TakeOver
from referrals.models.transfer import Transfer, TransferQuerySet
from referrals.models.triage import Triage

__all__ = [
    "Attachment",
    "CorrectedFact",
    "CustodyReport",
    "Reading",
    "Referral",
    "ReferralMessage",
    "ReferralQuerySet",
    "SentElsewhere",
    "Statement",
    "TakeOver",
    "Transfer",
    "TransferQuerySet",
    "Triage",
]
