"""The letter by which somebody takes an account into use."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unused(self) -> Self:
        """Neither used nor taken back; perhaps too old."""
        return self.filter(used_at=None, cancelled_at=None)

    def open(self, now: dt.datetime) -> Self:
        """Those whose link works."""
        return self.unused().filter(expires_at__gt=now)


class Invitation(models.Model):
    """One invitation to one account: its link works once, and not for long.

    The row holds no link and nothing that a link could be made of without the secret key
    of the installation (`accounts.invitation_link`).
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations")
    # None: the first administrator of a county, by the operator's command.
    invited_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(_("invited at"))
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(used_at=None, cancelled_at=None),
                name="one_unused_invitation_of_a_user",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.created_at:%Y-%m-%d}"
