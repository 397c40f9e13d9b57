"""The assessment itself: how it was made, and its conclusions."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.vocabulary import DependantsState, InitiationManner, NeedNature, YesNo
from cases.models import CaseRecord, CaseRecordQuerySet
from records.imprint import Imprinted
from records.states import HasStates
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from records.triggers import frozen_when
from records.versions import VersionedModel

# For the triggers of the parts: the value of `Assessment.Status.FINAL`.
FINAL = "final"


class AssessmentQuerySet(CaseRecordQuerySet):
    def drafts(self) -> Self:
        """Being written; at most one in a case."""
        return self.filter(status=Assessment.Status.DRAFT)

    def final(self) -> Self:
        """Finished, the corrected ones too."""
        return self.filter(status=Assessment.Status.FINAL)

    def in_force(self) -> Self:
        """Final and not replaced by a final correction. A correction's draft replaces nothing."""
        return self.final().exclude(corrected_by__status=Assessment.Status.FINAL)

    def newest_of(self, cases: Any) -> Self:
        """The last one in force of each case: what it says holds, and no longer an older one."""
        of_cases = self.in_force().filter(case__in=cases)
        return of_cases.order_by("case", "-pk").distinct("case")

    def for_listing(self) -> Self:
        """Newest first, loaded with what a row shows."""
        return self.select_related("corrects", "corrected_by", "saved_by").order_by("-pk")


def text(label: Any) -> "models.TextField[str, str]":
    """A story that may be empty while the assessment is a draft."""
    return models.TextField(label, max_length=LONG_TEXT, blank=True)


def yes_no(label: Any) -> "models.CharField[str, str]":
    """A question that may be unanswered while the assessment is a draft."""
    return models.CharField(label, max_length=3, choices=YesNo, blank=True)


class Assessment(CaseRecord, VersionedModel, HasStates, Imprinted):
    """The multi-actor assessment of service needs (palvelutarpeen arvio, SHL 36–37 §).

    The order follows the national document 1012. A final one never changes: a mistake
    is corrected by a new version, which names the old one and says why.
    """

    class Status(models.TextChoices):
        """A draft can be written in; a final one can only be read."""

        DRAFT = "draft", _("Draft")
        FINAL = "final", _("Final")

    TRANSITIONS: ClassVar[dict[Any, set[Any]]] = {
        Status.DRAFT: {Status.FINAL},
        Status.FINAL: set(),
    }

    # What a worker writes; the form, the copy of a correction and a save take these.
    FIELDS: ClassVar[tuple[str, ...]] = (
        "initiated_on",
        "initiation_manner",
        "initiation_reason",
        "started_on",
        "how_carried_out",
        "services_so_far",
        "own_actions",
        "experiences",
        "dependants",
        "client_opinion",
        "no_opinion_because",
        "conclusions",
        "special_support",
        "special_support_grounds",
        "multi_actor",
        "multi_actor_reason",
        "need_nature",
        "needs_personal_worker",
        "makes_plan",
        "unlike_advice_because",
        "client_differs",
        "worker_differs",
        "next_steps",
    )

    status = models.CharField(
        _("state"), max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    initiated_on = models.DateField(_("the matter became pending"))
    initiation_manner = models.CharField(
        _("how it became pending"), max_length=20, choices=InitiationManner, blank=True
    )
    initiation_reason = text(_("why it became pending"))
    started_on = models.DateField(_("assessment begun"))
    how_carried_out = text(_("how the assessment was made"))

    services_so_far = text(_("services until now and what they brought"))
    own_actions = text(_("what the client has done about it"))
    experiences = text(_("experiences of services, and hopes for the worker"))
    dependants = models.CharField(
        _("children and others in the client’s care"),
        max_length=20,
        choices=DependantsState,
        blank=True,
    )

    client_opinion = text(_("the client’s opinion and view"))
    no_opinion_because = models.CharField(_("not told, because"), max_length=SHORT_TEXT, blank=True)
    conclusions = text(_("conclusions"))
    special_support = yes_no(_("need for special support"))
    special_support_grounds = text(_("grounds for special support"))
    multi_actor = yes_no(_("need for multi-actor work"))
    multi_actor_reason = text(_("why"))
    need_nature = models.CharField(
        _("nature of the need"), max_length=10, choices=NeedNature, blank=True
    )
    needs_personal_worker = yes_no(_("need for a personal worker"))
    makes_plan = yes_no(_("a client plan is made"))
    unlike_advice_because = text(_("why otherwise"))
    client_differs = text(_("the client’s differing view"))
    worker_differs = text(_("the worker’s differing view"))
    next_steps = text(_("what happens next"))

    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    finalised_at = models.DateTimeField(_("finalised"), null=True, editable=False)
    finalised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    # Whether they were a social worker in public office then; unknown of older ones.
    finalised_in_office = models.BooleanField(null=True, editable=False)
    # As the unit was called on that day; the author's name and title stand in the imprint.
    author_unit = models.CharField(max_length=SHORT_TEXT, blank=True, editable=False)
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="corrected_by",
    )
    correction_reason = models.CharField(
        _("reason for the correction"),
        max_length=SHORT_TEXT,
        blank=True,
        editable=False,
    )

    # Something new was told, and nothing was wrong; `correction_reason` then says what.
    is_supplement = models.BooleanField(default=False, db_default=False, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("service-need assessment")
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status="draft"),
                name="one_draft_assessment_per_case",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", finalised_at=None, finalised_by=None)
                | Q(
                    status="final",
                    finalised_at__isnull=False,
                    finalised_by__isnull=False,
                ),
                name="assessment_final_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, correction_reason="")
                | Q(corrects__isnull=False) & ~Q(correction_reason=""),
                name="assessment_correction_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(started_on__gte=models.F("initiated_on")),
                name="assessment_not_begun_before_pending",
            ),
        ]
        triggers = [frozen_when("assessment_frozen", FINAL)]

    def __str__(self) -> str:
        return f"{self.case_id} {self.started_on:%Y-%m-%d} {self.status}"

    def get_absolute_url(self) -> str:
        return reverse("assessments:assessment_page", kwargs={"assessment_pk": self.pk})

    @property
    def reason_label(self) -> str:
        """What `correction_reason` tells, in words."""
        return str(
            _("What is supplemented") if self.is_supplement else _("Reason for the correction")
        )

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def finalised_on(self) -> dt.date | None:
        return timezone.localdate(self.finalised_at) if self.finalised_at else None
