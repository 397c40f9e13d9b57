"""Guardian's rows, with a real foreign key to the case and an end."""

from collections.abc import Sequence
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from guardian.models import UserObjectPermissionBase

from accounts.models import User
from cases.permissions import CasePermission


class GrantQuerySet(models.QuerySet["CaseUserObjectPermission"]):
    def in_force(self) -> Self:
        """Begun and not over: a grant for a limited time begins and ends by itself."""
        now = timezone.now()
        begun = Q(since=None) | Q(since__lte=now)
        return self.filter(begun, Q(until=None) | Q(until__gt=now))

    def of(self, user: User) -> Self:
        """An administrator sees no client, not even those of an earlier work."""
        return self.none() if user.is_superuser else self.filter(user=user.pk)

    def to(self, permission: CasePermission) -> Self:
        return self.filter(permission__codename=permission.codename)


class CaseUserObjectPermission(UserObjectPermissionBase):
    """One right of one user in one case; derived from the team by `cases.actions.team`."""

    content_object = models.ForeignKey(
        "cases.Case", on_delete=models.CASCADE, related_name="grants"
    )
    # Only where it begins later: a substitute's, told ahead of the absence.
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    # A second manager: guardian's own writes through `objects`.
    grants = GrantQuerySet.as_manager()

    class Meta(UserObjectPermissionBase.Meta):
        # Guardian's own would allow one span of time for each right; the rows of a case are
        # written anew behind its lock, so that none is there twice.
        unique_together: ClassVar[list[Sequence[str]]] = []
        indexes = [models.Index(fields=["user", "permission"], name="grant_of_user")]
