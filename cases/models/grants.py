"""Guardian's rows, with a real foreign key to the case and an end."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from guardian.models import UserObjectPermissionBase

from cases.permissions import CasePermission


class GrantQuerySet(models.QuerySet["CaseUserObjectPermission"]):
    def in_force(self) -> Self:
        """Not over: a grant for a limited time ends by itself."""
        return self.filter(Q(until=None) | Q(until__gt=timezone.now()))

    def of(self, user: models.Model) -> Self:
        return self.filter(user=user.pk)

    def to(self, permission: CasePermission) -> Self:
        return self.filter(permission__codename=permission.codename)


class CaseUserObjectPermission(UserObjectPermissionBase):
    """One right of one user in one case; derived from the team by `cases.actions.team`."""

    content_object = models.ForeignKey(
        "cases.Case", on_delete=models.CASCADE, related_name="grants"
    )
    until = models.DateTimeField(null=True)
    # A second manager: guardian's own writes through `objects`.
    grants = GrantQuerySet.as_manager()

    class Meta(UserObjectPermissionBase.Meta):
        indexes = [models.Index(fields=["user", "permission"], name="grant_of_user")]
