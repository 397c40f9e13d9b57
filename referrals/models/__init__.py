"""The nouns of the first phase: the contact and its triage."""

from referrals.models.querysets import ReferralQuerySet
from referrals.models.referral import Referral
from referrals.models.triage import Triage

__all__ = ["Referral", "ReferralQuerySet", "Triage"]
