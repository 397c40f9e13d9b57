"""Closed lists that the assessment's parts share."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class YesNo(models.TextChoices):
    """An answer; empty is "not answered yet", which is not a no."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class NeedNature(models.TextChoices):
    """The nature of the need (SHL 37 §). Of several needs the longest one counts."""

    TEMPORARY = "temporary", pgettext_lazy("need", "Temporary")
    RECURRING = "recurring", pgettext_lazy("need", "Recurring")
    LONG_TERM = "long_term", pgettext_lazy("need", "Long-term")


class InitiationManner(models.TextChoices):
    """How the matter became pending, in our words; the national code (1242) is the county's."""

    CONTACT = "contact", _("Contact")
    NOTIFICATION = "notification", _("Notification")
    APPLICATION = "application", _("Application")
    WORKER = "worker", _("A social welfare worker learned of the need")
    OTHER = "other", _("In another way")


class DependantsState(models.TextChoices):
    """Children and others in the client's care (SHL 44 §): only that it was looked into.

    What was found is recorded in their own records, never here.
    """

    NONE = "none", _("The client has nobody in their care")
    LOOKED_INTO = "looked_into", _("The care and support have been looked into")


class ClientSays(models.TextChoices):
    """Whether the client lets somebody be asked, and be told what that takes."""

    NOT_ASKED = "not_asked", _("The client has not been asked")
    AGREED = "agreed", _("The client agrees")
    PROHIBITED = "prohibited", _("The client prohibits it")


class AskedHow(models.TextChoices):
    """How somebody was asked to take part."""

    MEETING = "meeting", _("Meeting")
    PHONE = "phone", _("Phone call")
    SECURE_MESSAGE = "secure_message", _("Secure message")
    LETTER = "letter", _("Letter")
    OTHER = "other", _("In another way")
