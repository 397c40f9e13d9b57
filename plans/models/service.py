"""What an agreed plan cites of the client's needs and services, as they were on that day."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.vocabulary import Place
from continuity.models import Need, Service, State
from continuity.need_kinds import NeedKind
from plans.immutability import frozen_with_plan
from plans.models.plan import Plan
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from records.versions import VersionedModel


class PlanService(VersionedModel):
    """A service as it stood when the plan was agreed, or a need that had none (palvelu).

    A row without a state and a place is a need without a service. Plans that were agreed
    before needs were recorded name no need; `continues` and `version` are theirs only.
    """

    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, related_name="services", editable=False
    )
    need = models.ForeignKey(
        Need,
        verbose_name=_("need"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    service = models.ForeignKey(
        Service,
        verbose_name=_("service"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    need_kind = models.CharField(
        _("need"), max_length=30, choices=NeedKind, blank=True, default="", db_default=""
    )
    need_words = models.TextField(
        _("in the client’s words"), max_length=LONG_TEXT, blank=True, default="", db_default=""
    )
    name = models.CharField(_("service"), max_length=SHORT_TEXT)
    provider = models.CharField(_("who provides it"), max_length=SHORT_TEXT, blank=True)
    place = models.CharField(_("where"), max_length=10, choices=Place, blank=True)
    state = models.CharField(_("how far it is"), max_length=10, choices=State, blank=True)
    applied_on = models.DateField(_("applied for"), null=True, blank=True)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    from_gate = models.BooleanField(
        _("from the gate on, whichever day that is"), default=False, db_default=False
    )
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    until_gate = models.BooleanField(
        _("until the gate, whichever day that is"), default=False, db_default=False
    )
    first_appointment_on = models.DateField(_("first appointment"), null=True, blank=True)
    expected_on = models.DateField(_("expected, hoped for"), null=True, blank=True)
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

    @property
    def title(self) -> str:
        """The service; of a need without one its kind, in the language of whoever reads."""
        of_kind = not self.state and self.need_kind not in ("", NeedKind.OTHER)
        return str(self.get_need_kind_display()) if of_kind else self.name

    @property
    def need_name(self) -> str:
        """For what it is; nothing where the row is the need itself or names none."""
        if not self.need_kind or not self.state:
            return ""
        if self.need_kind == NeedKind.OTHER:
            return self.need_words.partition("\n")[0]
        return str(self.get_need_kind_display())
