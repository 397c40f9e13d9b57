"""A service for a need, and how far it was on each day."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import CaseRecord, CaseRecordQuerySet
from cases.vocabulary import Place
from continuity.models.needs import Need
from networks.models import NetworkMember
from records.imprint import Imprinted
from records.text_lengths import SHORT_TEXT
from records.versions import VersionedModel


class State(models.TextChoices):
    """How far a service is, in the order in which it usually goes on."""

    PLANNED = "planned", pgettext_lazy("service", "Planned")
    APPLIED = "applied", pgettext_lazy("service", "Applied for")
    QUEUED = "queued", pgettext_lazy("service", "In the queue")
    REFUSED = "refused", pgettext_lazy("service", "Refused by the authority")
    NOT_TAKEN = "not_taken", pgettext_lazy("service", "Not taken by the client")
    GRANTED = "granted", pgettext_lazy("service", "Granted")
    RUNNING = "running", pgettext_lazy("service", "Running")
    ENDED = "ended", pgettext_lazy("service", "Ended")

    @property
    def is_over(self) -> bool:
        """Nothing comes of it any more: ended, refused or not taken."""
        return self in (State.ENDED, State.REFUSED, State.NOT_TAKEN)


def lacks_start(state: str, *starts: object) -> bool:
    """Granted, and nobody has told when it begins: it covers nothing until then."""
    return state == State.GRANTED and not any(starts)


class StateEnd(models.TextChoices):
    """Why a service ended."""

    GOAL_REACHED = "goal_reached", _("The goal was reached")
    NOT_NEEDED = "not_needed", _("No longer needed")
    DECLINED = "declined", _("The client declined")
    STOPPED = "stopped", _("The service stopped giving it")
    REPLACED = "replaced", _("Another service took its place")


class Service(CaseRecord, VersionedModel):
    """One service for a need: who gives it, where, and who answers for it inside and outside."""

    need = models.ForeignKey(
        Need, verbose_name=_("need"), on_delete=models.PROTECT, related_name="services"
    )
    name = models.CharField(_("service"), max_length=SHORT_TEXT)
    provider = models.CharField(_("who provides it"), max_length=SHORT_TEXT, blank=True)
    provider_member = models.ForeignKey(
        NetworkMember,
        verbose_name=_("who provides it, of the network"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    place = models.CharField(_("where"), max_length=10, choices=Place, default=Place.OUTSIDE)
    contact_inside = models.ForeignKey(
        NetworkMember,
        verbose_name=_("contact person in prison"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    contact_outside = models.ForeignKey(
        NetworkMember,
        verbose_name=_("contact person outside"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # A decision is made in the county's own system; here is how it is found there.
    decision = models.CharField(_("reference of the decision"), max_length=SHORT_TEXT, blank=True)
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("service")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="living_service_has_a_name")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def provided_by(self) -> str:
        """Who provides it, in words."""
        return self.provider or (str(self.provider_member) if self.provider_member else "")


class ServiceStateQuerySet(CaseRecordQuerySet):
    """Questions about states."""

    def told(self) -> Self:
        """Those that say something and were not taken back."""
        taken_back = ServiceState.objects.filter(takes_back=models.OuterRef("pk"))
        return self.filter(takes_back=None).exclude(models.Exists(taken_back))


class ServiceState(CaseRecord, Imprinted):
    """How far a service is from `holds_from` on, as somebody told it. Only added.

    Starts and ends are days, or hang on the gate, whichever day that is. What was told wrongly
    is taken back by a row that says so.
    """

    service = models.ForeignKey(
        Service, on_delete=models.PROTECT, related_name="states", editable=False
    )
    state = models.CharField(_("how far it is"), max_length=10, choices=State, blank=True)
    holds_from = models.DateField(_("since"), default=timezone.localdate)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    from_gate = models.BooleanField(_("from the gate on, whichever day that is"), default=False)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    until_gate = models.BooleanField(_("until the gate, whichever day that is"), default=False)
    first_appointment_on = models.DateField(_("first appointment"), null=True, blank=True)
    expected_on = models.DateField(_("expected, hoped for"), null=True, blank=True)
    queue_place = models.CharField(_("place in the queue"), max_length=SHORT_TEXT, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    ended_because = models.CharField(_("why it ended"), max_length=20, choices=StateEnd, blank=True)
    told_by = models.CharField(_("who told it"), max_length=SHORT_TEXT, blank=True)
    told_on = models.DateField(_("told on"), default=timezone.localdate)
    takes_back = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="taken_back_by",
        editable=False,
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = ServiceStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("state of a service")
        ordering = ["-holds_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="", takes_back__isnull=False) | ~Q(state="") & Q(takes_back=None),
                name="state_tells_or_takes_back",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="state_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(from_gate=False) | Q(starts_on=None),
                name="starts_on_a_day_or_at_the_gate",
            ),
            models.CheckConstraint(
                condition=Q(until_gate=False) | Q(ends_on=None), name="ends_on_a_day_or_at_the_gate"
            ),
            models.CheckConstraint(
                condition=Q(state=State.ENDED) & ~Q(ended_because="")
                | ~Q(state=State.ENDED) & Q(ended_because=""),
                name="service_ended_for_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="service_state_kept", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.state} {self.holds_from}"

    @property
    def lacks_start(self) -> bool:
        return lacks_start(self.state, self.from_gate, self.starts_on, self.first_appointment_on)
