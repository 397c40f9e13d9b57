"""Contacts, notifications and triages as national documents (4018, 4006, 1009, 19001)."""

from referrals.documents.contact import build_contact
from referrals.documents.initiation import build_initiation
from referrals.documents.notification import build_notification
from referrals.documents.triage import build_triage

__all__ = ["build_contact", "build_initiation", "build_notification", "build_triage"]
