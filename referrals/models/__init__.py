"""The nouns of the first phase: the contact and its triage."""

from referrals.models.referral import Referral, ReferralQuerySet
from referrals.models.triage import Triage

__all__ = ["Referral", "ReferralQuerySet", "Triage"]
