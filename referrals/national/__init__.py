"""Contacts, notifications and triages as national documents (4018, 4006, 1009, 19001)."""

from referrals.national.contact import build_referral
from referrals.national.initiation import build_initiation
from referrals.national.notification import build_notification
from referrals.national.triage import build_triage

__all__ = ["build_initiation", "build_notification", "build_referral", "build_triage"]
