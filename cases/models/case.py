"""The case: the unit of access, locking, logging and retention."""

import datetime as dt
from typing import Any, ClassVar, Self

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Case as Conditional
from django.db.models import Exists, F, OuterRef, Q, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Unit, UnitRole, User
from cases.custody import GateKind, ReleaseCertainty, Track
from cases.models.base import CaseRecord, CaseRecordQuerySet
from cases.models.client import Client
from cases.models.grants import CaseUserObjectPermission
from cases.permissions import CasePermission
from cases.phases import Phase
from records.imprint import Imprinted
from records.states import HasStates
from records.text_lengths import LONG_TEXT
from timing.calendar import awkward_release_reason


class CaseQuerySet(models.QuerySet["Case"]):
    """Questions about cases. Every list, count and pick-list starts with the first two."""

    def visible_to(self, user: Any) -> Self:
        """The cases that `user` may open.

        Nobody sees a client by rank: neither superusers nor supervisors nor model-wide
        permissions open a case, only a grant on that case that is still in force. The
        grant is of the county's worker: whoever leaves the county leaves its clients.
        """
        if user.pk is None or not user.is_active or user.county is None:
            return self.none()
        grants = CaseUserObjectPermission.grants.of(user).to(CasePermission.VIEW).in_force()
        return self.filter(county=user.county, pk__in=grants.values("content_object_id"))

    def listable_to(self, user: Any) -> Self:
        """Also the cases whose work-list row a supervisor needs: those of the led units.

        The row shows case number, worker, phase, what is due and the week of release;
        never name, prison, custody kind or content.
        """
        if user.pk is None or not user.is_active or user.county is None:
            return self.none()
        grants = CaseUserObjectPermission.grants.of(user).to(CasePermission.VIEW).in_force()
        led = user.units_as(UnitRole.SUPERVISOR)
        known = Q(pk__in=grants.values("content_object_id")) | Q(unit__in=led)
        return self.filter(known, county=user.county)

    def led_by(self, user: User) -> Self:
        """The cases of the units that `user` leads: what a supervisor may assign."""
        return self.filter(unit__in=user.units_as(UnitRole.SUPERVISOR))

    def open(self) -> Self:
        return self.filter(status=Case.Status.OPEN)

    def carried_by_nobody(self) -> Self:
        """Without a personal worker, or with one who works here no longer, or sees no client."""
        gone = Q(responsible__is_active=False) | ~Q(responsible__organisation=F("county"))
        return self.filter(Q(responsible=None) | gone | Q(responsible__is_superuser=True))

    def released_between(self, first: dt.date, last: dt.date) -> Self:
        """With a gate ahead in the span, both days included: of somebody in freedom the second."""
        span = (first, last)
        inside = Q(released_on=None, release_on__range=span)
        in_freedom = Q(released_on__isnull=False, gate_kind=GateKind.FREEDOM)
        return self.filter(inside | in_freedom & Q(later_gate_on__range=span))

    def with_next_gate(self) -> Self:
        """With `next_gate`, as `Case.next_gate_on` says it of one."""
        in_freedom = Q(released_on__isnull=False, gate_kind=GateKind.FREEDOM)
        ahead = When(in_freedom, then="later_gate_on")
        day: Any = Conditional(ahead, default=Coalesce("released_on", "release_on"))
        return self.annotate(next_gate=day)

    def lock(self, pk: int) -> "Case":
        """Take the case for this transaction: every act on a case waits here for its turn."""
        return self.select_for_update(of=("self",)).get(pk=pk)

    def for_listing(self) -> Self:
        """Loads what a row of a list shows."""
        return self.select_related("client", "responsible", "unit")

    def for_page(self) -> Self:
        """Loads what the head of a case's page shows."""
        return self.select_related("client__home_municipality", "responsible", "unit")

    def with_seldom(self) -> Self:
        """With whether there are records that many cases lack: of those they are not asked."""
        return self.annotate(
            has_closures=_there_are("CaseClosure"),
            has_files=_there_are("CaseFile"),
            has_handovers=_there_are("CaseHandover"),
            has_received=_there_are("ReceivedHandover"),
        )


def _there_are(records: str) -> Exists:
    of_case = apps.get_model("cases", records)._default_manager.filter(case=OuterRef("pk"))
    return Exists(of_case)


class Case(HasStates):
    """A client's matter in the service, from opening to closing (asia).

    `phase`, `responsible`, `track` and what is kept of the gates (`cases.gates`) are derived
    from the records by `cases.actions.facts` and kept here for lists. Without `released_on`
    nobody has told that the person was let out, whatever the day.
    """

    class Status(models.TextChoices):
        """Open or closed. Everything finer is the phase."""

        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    TRANSITIONS: ClassVar[dict[Any, set[Any]]] = {
        Status.OPEN: {Status.CLOSED},
        Status.CLOSED: {Status.OPEN},
    }

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="cases")
    county = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cases")
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="cases"
    )
    number = models.CharField(_("case number"), max_length=20, editable=False)
    status = models.CharField(
        _("state"), max_length=10, choices=Status, default=Status.OPEN, editable=False
    )
    opened_on = models.DateField(_("opened"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    closed_on = models.DateField(_("closed"), null=True, editable=False)
    phase = models.CharField(
        _("phase"), max_length=30, choices=Phase, default=Phase.CONTACT, editable=False
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personal worker"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    release_on = models.DateField(_("release"), null=True, editable=False)
    release_certainty = models.CharField(
        _("certainty"),
        max_length=20,
        choices=ReleaseCertainty,
        default=ReleaseCertainty.UNKNOWN,
        editable=False,
    )
    released_on = models.DateField(_("released"), null=True, editable=False)
    # The next two are of the second gate, after supervised probationary freedom.
    gate_kind = models.CharField(
        max_length=10,
        choices=GateKind,
        default=GateKind.RELEASE,
        db_default=GateKind.RELEASE,
        editable=False,
    )
    later_gate_on = models.DateField(null=True, editable=False)
    later_gate_certainty = models.CharField(
        max_length=20,
        choices=ReleaseCertainty,
        default=ReleaseCertainty.UNKNOWN,
        db_default=ReleaseCertainty.UNKNOWN,
        editable=False,
    )
    track = models.CharField(
        _("track"), max_length=40, choices=Track, default=Track.LONG, editable=False
    )
    last_written_at = models.DateTimeField(_("last written"), auto_now_add=True)

    objects = CaseQuerySet.as_manager()

    # Set by the door (cases.access) for the template's buttons.
    rights: frozenset[str]
    # Whether there may be some: told by `with_seldom`.
    has_closures, has_files, has_handovers, has_received = True, True, True, True

    class Meta:
        verbose_name = _("case")
        permissions = [
            ("assign_case", "Can change the team of a case"),
            ("close_case", "Can close a case"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["county", "number"], name="one_case_per_number"),
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(status="open"),
                name="one_open_case_per_client",
            ),
            models.CheckConstraint(
                condition=Q(status="open", closed_on=None)
                | Q(status="closed", closed_on__isnull=False),
                name="case_closed_on_when_closed",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "status", "phase"], name="case_of_unit"),
            models.Index(fields=["status", "release_on"], name="case_release"),
            models.Index(fields=["county", "-opened_on"], name="case_opened"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("caseload:case_page", kwargs={"case_pk": self.pk})

    @property
    def has_worker(self) -> bool:
        """Whether a personal worker who still works here carries it; as `carried_by_nobody`."""
        worker = self.responsible
        return worker is not None and worker.is_active and worker.organisation_id == self.county_id

    @property
    def phase_label(self) -> str:
        return str(Phase(self.phase).short_label)

    @property
    def phase_number(self) -> int:
        return Phase(self.phase).number

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def may_write(self) -> bool:
        """Whether whoever the door let in may add to it: by right, and while it is open."""
        return self.is_open and CasePermission.WRITE.codename in self.rights

    @property
    def is_in_remand(self) -> bool:
        """Whether the client is in remand by what was told last: that is no sentence."""
        return self.track == Track.REMAND

    @property
    def gate_on(self) -> dt.date | None:
        """The day on which the client came out, or is expected to."""
        return self.released_on or self.release_on

    @property
    def next_gate_on(self) -> dt.date | None:
        """The day of the gate ahead of somebody in probationary freedom; else as `gate_on`."""
        in_freedom = self.released_on is not None and self.gate_kind == GateKind.FREEDOM
        return self.later_gate_on if in_freedom else self.gate_on

    @property
    def gate_days(self) -> frozenset[dt.date]:
        """The days that only the team may know, of both gates."""
        days = (self.release_on, self.released_on, self.later_gate_on)
        return frozenset(day for day in days if day is not None)

    def awkward_day(self, today: dt.date) -> str:
        """Why offices are shut on the coming day of release or the day after, if they are."""
        gate = self.release_on
        if gate is None or gate < today or self.released_on is not None:
            return ""
        reason = awkward_release_reason(gate)
        return str(reason.label) if reason else ""


class CaseNumber(models.Model):
    """The last number given in a county in a year."""

    county = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "year"], name="one_case_counter_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.last:06d}"


class CaseClosure(CaseRecord, Imprinted):
    """Why a case was closed (SHL 34 §: no basis for social care any more), and what then.

    A reopened case keeps its closures; the newest is the one that counts.
    """

    class Reason(models.TextChoices):
        """Why several actors' work is no longer needed here."""

        NO_LONGER_NEEDED = "no_longer_needed", _("Multi-actor work is no longer needed")
        CLIENT_WISH = "client_wish", _("The client no longer wants the service")
        MOVED = "moved", _("The client has moved to another county")
        OTHER_SERVICE = "other_service", _("The work goes on in another service")
        NOT_REACHED = "not_reached", _("The client cannot be reached")
        DIED = "died", _("The client has died")
        OPENED_BY_MISTAKE = "opened_by_mistake", _("The case was opened by mistake")

    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    client_view = models.TextField(_("the client's view"), max_length=LONG_TEXT, blank=True)
    remains_open = models.TextField(_("what remains open"), max_length=LONG_TEXT, blank=True)
    signs_for_contact = models.TextField(
        _("signs agreed for a new contact"), max_length=LONG_TEXT, blank=True
    )
    services_assessed = models.BooleanField(
        _("the ending of each service was assessed with the client"), default=False
    )
    services_ending = models.TextField(
        _("what was agreed on the ending of the services"), max_length=LONG_TEXT, blank=True
    )
    follow_up_on = models.DateField(_("follow-up contact"), null=True, blank=True)
    closed_on = models.DateField(_("closed"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("closure")
        triggers = [
            pgtrigger.Protect(name="closure_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
