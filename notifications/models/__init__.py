"""What is told, and the letters that say so outside."""

from notifications.models.mail import Mail, MailKind, MailQuerySet, MailState
from notifications.models.mail_choice import MailChoice
from notifications.models.notice import Notice, NoticeQuerySet

__all__ = [
    "Mail",
    "MailChoice",
    "MailKind",
    "MailQuerySet",
    "MailState",
    "Notice",
    "NoticeQuerySet",
]
