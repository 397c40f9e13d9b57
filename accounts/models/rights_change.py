"""What has changed in somebody's rights, and that a supervisor has looked at it."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Organisation, Unit
from accounts.models.user import UnitRole, User
from records.text_lengths import SHORT_TEXT
from records.triggers import decided_once


class RightsReview(models.Model):
    """Somebody looked through the changes of a month and said whether they are right."""

    # None: of the whole county, which an administrator looks through.
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="rights_reviews"
    )
    month = models.DateField(_("month"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    is_right = models.BooleanField(_("all is right"))
    remark = models.CharField(_("what is not right"), max_length=SHORT_TEXT, blank=True)

    class Meta:
        verbose_name = _("review of rights")

    def __str__(self) -> str:
        return f"{self.unit} {self.month:%Y-%m}"


class RightsChangeQuerySet(models.QuerySet["RightsChange"]):
    def to_review(self) -> Self:
        return self.filter(review=None)

    def for_review_by(self, user: User) -> Self:
        """What `user` may look through: never what they did, nor what is about themself.

        A supervisor has the changes in the led units; an administrator those that belong to
        no unit, those about supervisors, and those that supervisors made.
        """
        county = user.county
        if county is None or not user.is_active:
            return self.none()
        mine = Q(unit__in=user.units_as(UnitRole.SUPERVISOR))
        if user.is_administrator:
            mine |= Q(unit=None) | Q(role=UnitRole.SUPERVISOR) | Q(by__is_superuser=False)
        return self.filter(mine, county=county).exclude(user=user).exclude(by=user)


class RightsChange(models.Model):
    """One change of what somebody may do; written with the act, and never changed."""

    class What(models.TextChoices):
        """What changed."""

        INVITED = "invited", _("Account made and invited")
        ROLE_GIVEN = "role_given", _("Role given")
        ROLE_CHANGED = "role_changed", _("Days of the role changed")
        ROLE_ENDED = "role_ended", _("Role ended")
        ROLE_TAKEN_BACK = "role_taken_back", _("Role taken back as it was to begin")
        ADMINISTRATOR_MADE = "administrator", _("Made an administrator")
        QUALIFIED = "qualified", _("Office or licence changed")
        ADDRESS = "address", _("Sign-in address changed")
        SECOND_FACTOR = "second_factor", _("Second factor reset")
        CLOSED = "closed", _("Account closed")
        REOPENED = "reopened", _("Account opened again")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="rights_changes")
    county = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(_("what changed"), max_length=20, choices=What)
    role = models.CharField(_("role"), max_length=10, choices=UnitRole, blank=True)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    # The first day of the month that it is looked through with.
    month = models.DateField()
    review = models.ForeignKey(
        RightsReview, on_delete=models.PROTECT, null=True, related_name="changes"
    )

    objects = RightsChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of rights")
        indexes = [
            models.Index(
                fields=["county", "month"], condition=Q(review=None), name="rights_to_review"
            )
        ]
        triggers = [decided_once("rights_change_kept", "review_id")]

    def __str__(self) -> str:
        return f"{self.user}: {self.what}"

    @staticmethod
    def is_over(month: dt.date, today: dt.date) -> bool:
        """Whether nothing can change in the month any more, so that it can be looked through."""
        return month < today.replace(day=1)
