"""Contacts, notifications and triages as national documents (4018, 4006 and 1009)."""

from referrals.documents.contact import build_contact
from referrals.documents.notification import build_notification
from referrals.documents.triage import build_triage

__all__ = ["build_contact", "build_notification", "build_triage"]
