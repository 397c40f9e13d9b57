"""The services of a plan, by place in relation to the release."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.vocabulary import Place
from plans.immutability import frozen_with_plan
from plans.models.plan import Plan
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from records.versions import VersionedModel


class PlanService(VersionedModel):
    """One service in the plan: where, in which state, and what it continues (palvelu)."""

    class State(models.TextChoices):
        APPLIED = "applied", pgettext_lazy("service", "Applied for")
        QUEUED = "queued", pgettext_lazy("service", "In the queue")
        GRANTED = "granted", pgettext_lazy("service", "Granted")
        RUNNING = "running", pgettext_lazy("service", "Running")
        ENDED = "ended", pgettext_lazy("service", "Ended")

    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, related_name="services", editable=False
    )
    name = models.CharField(_("service"), max_length=SHORT_TEXT)
    provider = models.CharField(_("who provides it"), max_length=SHORT_TEXT, blank=True)
    place = models.CharField(_("where"), max_length=10, choices=Place, default=Place.OUTSIDE)
    state = models.CharField(
        _("how far it is"), max_length=10, choices=State, default=State.APPLIED
    )
    applied_on = models.DateField(_("applied for"), null=True, blank=True)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    continues = models.ForeignKey(
        "self",
        verbose_name=_("continues the service"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="continued_by",
    )
    interim = models.TextField(_("interim solution"), max_length=LONG_TEXT, blank=True)

    class Meta:
        verbose_name = _("service")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="service_has_a_name"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="service_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(continues=None) | ~Q(continues=F("pk")),
                name="service_does_not_continue_itself",
            ),
        ]
        triggers = [frozen_with_plan("service_of_agreed_plan_kept")]

    def __str__(self) -> str:
        return self.name
