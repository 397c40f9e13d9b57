"""Who is what to a contact, and what that lets them do; nothing else grants.

A contact stands before a case, so its rights are not guardian's: they follow from who
wrote it, which county it was sent to, and which case it was opened into.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferralPermission(models.TextChoices):
    """What somebody may do with one contact."""

    # Of a draft: writes, sends and removes it. Only its author has it.
    FOLLOW = "follow", _("Follows what becomes of the contact")
    READ = "read", _("Reads the contact")
    ANSWER = "answer", _("Answers the county and reports changes")
    TAKE_OVER = "take_over", _("Takes the contact over from a colleague")
    ASK = "ask", _("Asks the sender")
    TRIAGE = "triage", _("Triages the contact")
    TRANSFER = "transfer", _("Hands the contact over to another county")
    ACCEPT = "accept", _("Accepts or returns what another county handed over")


class ReferralRole(models.TextChoices):
    """What somebody is to one contact."""

    AUTHOR = "author", _("Writes the draft")
    SENDER = "sender", _("Answers for the contact on the sender’s side")
    COLLEAGUE = "colleague", _("Works in the organisation that answers for the contact")
    INTAKE = "intake", _("Intake worker of the receiving county")
    OFFERED = "offered", _("Intake worker of the county that it is handed over to")
    TEAM = "team", _("In the team of the case")


ROLE_PERMISSIONS = {
    ReferralRole.AUTHOR: frozenset({ReferralPermission.FOLLOW, ReferralPermission.READ}),
    ReferralRole.SENDER: frozenset(
        {ReferralPermission.FOLLOW, ReferralPermission.READ, ReferralPermission.ANSWER}
    ),
    ReferralRole.COLLEAGUE: frozenset({ReferralPermission.FOLLOW, ReferralPermission.TAKE_OVER}),
    ReferralRole.INTAKE: frozenset(
        {
            ReferralPermission.READ,
            ReferralPermission.ASK,
            ReferralPermission.TRIAGE,
            ReferralPermission.TRANSFER,
        }
    ),
    ReferralRole.OFFERED: frozenset({ReferralPermission.READ, ReferralPermission.ACCEPT}),
    ReferralRole.TEAM: frozenset({ReferralPermission.READ, ReferralPermission.ASK}),
}
