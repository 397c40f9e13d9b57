"""The team of a case."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.base import CaseRecord, CaseRecordQuerySet
from cases.permissions import CaseRole
from records.text_lengths import SHORT_TEXT


class EndReason(models.TextChoices):
    """Why the application itself ended a membership; a person writes their own words."""

    REPLACED = "replaced", _("Another worker came in the place")
    ROLE_CHANGED = "role changed", _("The role changed")
    OPENED_AGAIN = "opened again", _("Opened again")
    ACCOUNT_CLOSED = "account closed", _("Left the county’s service")
    ABSENCE_OVER = "absence over", _("The absence ended")


class MembershipQuerySet(CaseRecordQuerySet):
    def in_force(self) -> Self:
        """Present members: begun, not ended, and a limited time not over."""
        return self.lasting().filter(Q(absence=None) | Q(since__lte=timezone.now()))

    def lasting(self) -> Self:
        """Also those who begin later: substitutes of an absence that was told ahead."""
        return self.filter(Q(until=None) | Q(until__gt=timezone.now()), ended_at=None)

    def in_team(self) -> Self:
        """Those who work in the case; somebody with a stated purpose only looks."""
        return self.in_force().exclude(role=CaseRole.PURPOSE)

    def of_social_workers_in_office(self) -> Self:
        """What special support asks for (SHL 42 §); a substitute is there for a time only."""
        return self.filter(
            ended_at=None,
            role__in=(CaseRole.RESPONSIBLE, CaseRole.MEMBER),
            user__is_active=True,
            user__is_office_holder=True,
            user__is_social_worker=True,
        )

    def formerly_in_team(self) -> Self:
        """Those who have worked in the case, the latest first."""
        over = Q(ended_at__isnull=False) | Q(until__lte=timezone.now())
        ended = self.exclude(role=CaseRole.PURPOSE).filter(over)
        return ended.order_by(Coalesce("ended_at", "until").desc(), "-pk")

    def by_purpose(self) -> Self:
        """Openings for a stated purpose, present and past, the latest first."""
        return self.filter(role=CaseRole.PURPOSE).order_by("-since", "-pk")


class CaseMembership(CaseRecord):
    """Somebody's part in a case. It is the truth; the grants are derived from it.

    With role `purpose` it is an opening for a stated purpose (703/2023 9 §: a lawful
    ground, verified), which always has an end. With role `substitute` it begins and ends
    with the `absence` of the personal worker.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="case_memberships",
    )
    role = models.CharField(_("role"), max_length=12, choices=CaseRole)
    purpose = models.CharField(_("purpose"), max_length=500, blank=True)
    begin_reason = models.CharField(
        _("reason"), max_length=SHORT_TEXT, blank=True, default="", db_default=""
    )
    absence = models.ForeignKey(
        "accounts.Absence",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        db_index=False,  # the constraint has one
    )
    since = models.DateTimeField(_("from"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    end_reason = models.CharField(_("reason"), max_length=SHORT_TEXT, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("team membership")
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(role="responsible", ended_at=None),
                name="one_personal_worker_per_case",
            ),
            models.UniqueConstraint(
                fields=["case", "user", "role"],
                condition=Q(ended_at=None, absence=None),
                name="one_present_membership_for_role",
            ),
            models.UniqueConstraint(
                fields=["absence", "case", "user"],
                condition=Q(ended_at=None),
                name="one_substitute_for_an_absence",
            ),
            models.CheckConstraint(
                condition=~Q(role="substitute") | Q(absence__isnull=False, until__isnull=False),
                name="substitute_has_an_absence_and_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(role="purpose") | (Q(until__isnull=False) & ~Q(purpose="")),
                name="stated_purpose_has_words_and_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"

    @property
    def over_at(self) -> dt.datetime | None:
        """When it ended, or ends by itself."""
        return self.ended_at or self.until

    @property
    def end_words(self) -> str:
        if self.end_reason in EndReason:
            return str(EndReason(self.end_reason).label)
        return self.end_reason
