"""Who is what to a contact, and what that lets them do; nothing else grants.

A contact stands before a case, so its rights are not guardian's: they follow from who
wrote it, which county it was sent to, and which case it was opened into.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferralPermission(models.TextChoices):
    """What somebody may do with one contact."""

    FOLLOW = "follow", _("Follows what becomes of the contact")
    READ = "read", _("Reads the contact")
    WRITE = "write", _("Writes the draft")
    TRIAGE = "triage", _("Triages the contact")


class ReferralRole(models.TextChoices):
    """What somebody is to one contact."""

    AUTHOR = "author", _("Writes the draft")
    SENDER = "sender", _("Sent the contact")
    COLLEAGUE = "colleague", _("Works in the organisation that sent the contact")
    INTAKE = "intake", _("Intake worker of the receiving county")
    TEAM = "team", _("In the team of the case")


ROLE_PERMISSIONS = {
    ReferralRole.AUTHOR: frozenset(
        {ReferralPermission.FOLLOW, ReferralPermission.READ, ReferralPermission.WRITE}
    ),
    ReferralRole.SENDER: frozenset({ReferralPermission.FOLLOW, ReferralPermission.READ}),
    ReferralRole.COLLEAGUE: frozenset({ReferralPermission.FOLLOW}),
    ReferralRole.INTAKE: frozenset({ReferralPermission.READ, ReferralPermission.TRIAGE}),
    ReferralRole.TEAM: frozenset({ReferralPermission.READ}),
}
