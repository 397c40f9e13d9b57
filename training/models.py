"""A training of a unit, the days on which it is held, and who took part."""

from typing import Any, Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, UnitRole, User
from records.text_lengths import SHORT_TEXT


class TrainingQuerySet(models.QuerySet["Training"]):
    def kept_by(self, user: User) -> Self:
        """Those of the units that the user leads."""
        return self.filter(unit__in=user.units_as(UnitRole.SUPERVISOR))


class Training(models.Model):
    """Something that the workers of one unit should know, alone or as a part of a package."""

    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="trainings"
    )
    package = models.CharField(_("package"), max_length=SHORT_TEXT, blank=True)
    name = models.CharField(_("what"), max_length=SHORT_TEXT)
    hours = models.DecimalField(
        _("hours"), max_digits=4, decimal_places=1, validators=[MinValueValidator(0.5)]
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = _("training")
        ordering = ["package", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "package", "name"], name="training_once_in_a_unit"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TrainingDayQuerySet(models.QuerySet["TrainingDay"]):
    def kept_by(self, user: User) -> Self:
        """Those of trainings of the units that the user leads."""
        return self.filter(training__unit__in=user.units_as(UnitRole.SUPERVISOR))

    def between(self, first: Any, last: Any) -> Self:
        """Held on one of these days."""
        return self.filter(held_on__gte=first, held_on__lte=last)


class TrainingDay(models.Model):
    """One time at which a training is held; whoever missed it comes to another."""

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="days")
    held_on = models.DateField(_("day"))
    where = models.CharField(_("where, and who trains"), max_length=SHORT_TEXT, blank=True)

    objects = TrainingDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("training day")
        ordering = ["held_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["training", "held_on"], name="training_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.training} {self.held_on}"


class Participation(models.Model):
    """That somebody took part on a training day."""

    day = models.ForeignKey(TrainingDay, on_delete=models.PROTECT, related_name="participations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="trainings"
    )
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("participation in a training")
        constraints = [models.UniqueConstraint(fields=["day", "user"], name="took_part_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day_id} {self.user_id}"
