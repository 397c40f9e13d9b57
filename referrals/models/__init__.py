"""The nouns of the first phase: the contact, what moves it, and its triage."""

from referrals.models.handovers import CustodyReport, TakeOver, Transfer
from referrals.models.messages import Attachment, ReferralMessage
from referrals.models.querysets import ReferralQuerySet
from referrals.models.referral import Referral
from referrals.models.triage import Triage

__all__ = [
    "Attachment",
    "CustodyReport",
    "Referral",
    "ReferralMessage",
    "ReferralQuerySet",
    "TakeOver",
    "Transfer",
    "Triage",
]
