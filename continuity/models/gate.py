"""What is asked for the day at the gate, where no need, service or plan knows it."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import CaseRecord, CaseRecordQuerySet
from continuity.need_kinds import NeedKind
from records.text_lengths import SHORT_TEXT
from records.versions import VersionedModel

# Longer than this nobody is given medicines to carry.
MOST_MEDICINE_DAYS = 90


class GateState(models.TextChoices):
    """How an item of the release list stands. Nothing answered is no row."""

    IN_ORDER = "in_order", pgettext_lazy("release list", "In order")
    ARRANGED = "arranged", pgettext_lazy("release list", "Being arranged")
    NOT_NEEDED = "not_needed", pgettext_lazy("release list", "Not needed")


class GateAnswer(CaseRecord, VersionedModel):
    """How one item of the release list stands, where no need of the case tells it."""

    item = models.CharField(
        _("item of the release list"), max_length=30, choices=NeedKind, editable=False
    )
    state = models.CharField(_("how it stands"), max_length=12, choices=GateState)
    who = models.CharField(_("who sees to it"), max_length=SHORT_TEXT, blank=True)
    by_when = models.DateField(_("by when"), null=True, blank=True)
    words = models.CharField(_("more about it"), max_length=SHORT_TEXT, blank=True)
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer of the release list")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "item"], name="one_gate_answer_of_an_item"),
            models.CheckConstraint(
                condition=~Q(state=GateState.NOT_NEEDED) | ~Q(words=""),
                name="gate_item_not_needed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=GateState.ARRANGED) | ~Q(who=""),
                name="gate_item_is_arranged_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_item_display()}: {self.get_state_display()}"


class GateFacts(CaseRecord, VersionedModel):
    """Facts of the day at the gate, one row for a case. Never the offence.

    `keep_apart` says with whom or where not to place or to invite, and never why.
    """

    class Home(models.TextChoices):
        """Whether there is somewhere to live."""

        HAS = "has", pgettext_lazy("home", "Has a home")
        MAY_LOSE = "may_lose", pgettext_lazy("home", "May lose the home")
        HOMELESS = "homeless", pgettext_lazy("home", "Homeless")

    class Supervision(models.TextChoices):
        """Whether somebody supervises the client after the release."""

        YES = "yes", pgettext_lazy("supervision", "Yes")
        NO = "no", pgettext_lazy("supervision", "No")

    met_by = models.CharField(_("who meets the client"), max_length=SHORT_TEXT, blank=True)
    met_where = models.CharField(_("where and when"), max_length=SHORT_TEXT, blank=True)
    own_money = models.CharField(_("own money"), max_length=SHORT_TEXT, blank=True)
    journey_paid_by = models.CharField(_("who pays the journey"), max_length=SHORT_TEXT, blank=True)
    keys = models.CharField(_("keys"), max_length=SHORT_TEXT, blank=True)
    medicine_days = models.PositiveSmallIntegerField(
        _("medicines for how many days"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_MEDICINE_DAYS)],
    )
    belongings = models.CharField(
        _("where phone, medicines and money are"), max_length=SHORT_TEXT, blank=True
    )
    home = models.CharField(_("homelessness"), max_length=10, choices=Home, blank=True)
    supervision = models.CharField(_("supervision"), max_length=3, choices=Supervision, blank=True)
    supervision_first_on = models.DateField(
        _("first appointment of the supervision"), null=True, blank=True
    )
    keep_apart = models.CharField(
        _("do not place, do not invite"), max_length=SHORT_TEXT, blank=True
    )
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("facts of the day at the gate")
        constraints = [
            models.UniqueConstraint(fields=["case"], name="one_row_of_gate_facts"),
            models.CheckConstraint(
                condition=Q(supervision="yes") | Q(supervision_first_on=None),
                name="appointment_of_a_supervision_that_is",
            ),
        ]

    def __str__(self) -> str:
        return str(self.case_id)
