"""The client plan."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import CaseRecord, CaseRecordQuerySet
from plans.immutability import only_ends
from records.imprint import Imprinted
from records.states import HasStates
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from records.versions import VersionedModel


class PlanQuerySet(CaseRecordQuerySet):
    def in_force(self) -> Self:
        """Agreed and not ended: at most one in a case."""
        return self.filter(status=Plan.Status.AGREED)

    def drafts(self) -> Self:
        """Not agreed yet: at most one in a case."""
        return self.filter(status=Plan.Status.DRAFT)

    def with_next_review(self) -> Self:
        """With `next_review`: the newest review's next date, or the date agreed at first."""
        review = apps.get_model("plans", "Review")
        of_plan = review.objects.filter(plan=models.OuterRef("pk")).order_by("-pk")
        newest = of_plan.values("next_review_on")[:1]
        return self.annotate(next_review=Coalesce(models.Subquery(newest), F("review_on")))

    def with_reviewed(self) -> Self:
        """With `is_reviewed`: whether there is a review of it."""
        review = apps.get_model("plans", "Review")
        of_plan = review.objects.filter(plan=models.OuterRef("pk"))
        return self.annotate(is_reviewed=models.Exists(of_plan))

    def for_listing(self) -> Self:
        """Loads what a row of a list shows, in the same query."""
        return (
            self.with_next_review()
            .select_related("agreed_by", "drafted_by", "saved_by")
            .annotate(goal_count=models.Count("goals"))
            .order_by("-number")
        )


class Plan(CaseRecord, VersionedModel, HasStates, Imprinted):
    """What client and worker do together, in force from agreement to the next version.

    In Finnish: asiakassuunnitelma (SHL 39 §, headings 15020). `number` is its version
    within the case; `version` counts the saves of the draft. Once agreed, it can only
    end: a trigger refuses everything else.
    """

    class Status(models.TextChoices):
        """Agreed means in force, also where the client disagreed with a part."""

        DRAFT = "draft", pgettext_lazy("plan", "Draft")
        AGREED = "agreed", pgettext_lazy("plan", "In force")
        ENDED = "ended", pgettext_lazy("plan", "Ended")

    class Agreement(models.TextChoices):
        """What the client said to the plan."""

        AGREED = "agreed", _("The client agrees with the plan")
        NOT_AGREED = "not_agreed", _("The client does not agree with the plan")
        NO_ANSWER = "no_answer", _("The client could not answer")

    TRANSITIONS: ClassVar[dict[Any, set[Any]]] = {
        Status.DRAFT: {Status.AGREED},
        Status.AGREED: {Status.ENDED},
        Status.ENDED: set(),
    }
    # What the draft's form writes, and what a new version takes over from the former.
    TEXTS: ClassVar[tuple[str, ...]] = (
        "situation_client",
        "situation_worker",
        "strengths",
        "client_estimate",
        "professional_estimate",
        "client_proposal",
        "meeting_rhythm",
        "expected_length",
    )
    WRITTEN: ClassVar[tuple[str, ...]] = (
        *TEXTS,
        "participants",
        "differing_client",
        "differing_worker",
        "rights_explained",
        "rights_how",
        "review_on",
    )

    number = models.PositiveSmallIntegerField(_("version"), editable=False)
    status = models.CharField(
        _("state"), max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    based_on = models.ForeignKey(
        "self",
        verbose_name=_("former version"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    participants = models.CharField(
        _("who made the plan together"), max_length=SHORT_TEXT, blank=True
    )
    situation_client = models.TextField(
        _("situation in the client’s own words"), max_length=LONG_TEXT, blank=True
    )
    situation_worker = models.TextField(
        _("situation in the worker’s words"), max_length=LONG_TEXT, blank=True
    )
    strengths = models.TextField(_("strengths and resources"), max_length=LONG_TEXT, blank=True)
    client_estimate = models.TextField(
        _("the client’s estimate of the need for support"),
        max_length=LONG_TEXT,
        blank=True,
    )
    professional_estimate = models.TextField(
        _("the worker’s estimate of the need for support"),
        max_length=LONG_TEXT,
        blank=True,
    )
    client_proposal = models.TextField(
        _("the client’s proposal of how services are arranged"),
        max_length=LONG_TEXT,
        blank=True,
    )
    meeting_rhythm = models.CharField(
        _("how often client and personal worker meet"), max_length=SHORT_TEXT, blank=True
    )
    expected_length = models.CharField(
        _("estimated length of the work"), max_length=SHORT_TEXT, blank=True
    )
    differing_client = models.TextField(
        _("differing view of the client"), max_length=LONG_TEXT, blank=True
    )
    differing_worker = models.TextField(
        _("differing view of the worker"), max_length=LONG_TEXT, blank=True
    )
    rights_explained = models.BooleanField(
        _("rights and obligations have been explained to the client"), default=False
    )
    rights_how = models.CharField(_("how they were explained"), max_length=SHORT_TEXT, blank=True)
    review_on = models.DateField(_("review date"), null=True, blank=True)

    drafted_on = models.DateField(_("drafted"), auto_now_add=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )
    saved_at = models.DateTimeField(_("last saved"), null=True, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    agreement = models.CharField(
        _("what the client says"),
        max_length=10,
        choices=Agreement,
        blank=True,
        editable=False,
    )
    agreement_reason = models.TextField(
        _("reason"), max_length=LONG_TEXT, blank=True, editable=False
    )
    copies_to = models.TextField(
        _("who receives the plan"), max_length=LONG_TEXT, blank=True, editable=False
    )
    agreed_on = models.DateField(pgettext_lazy("plan", "agreed"), null=True, editable=False)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("worker who agreed"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    # The client's, as it was on the day of the agreement.
    identity_code = models.CharField(
        _("personal identity code"),
        max_length=11,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    ended_on = models.DateField(pgettext_lazy("plan", "ended"), null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = PlanQuerySet.as_manager()

    # Set by `with_next_review`, and by `with_reviewed`.
    next_review: dt.date | None
    is_reviewed: bool

    class Meta:
        verbose_name = _("plan")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_plan_per_version_number"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status="agreed"),
                name="one_plan_in_force_per_case",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status="draft"),
                name="one_plan_draft_per_case",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", agreement="", agreed_on=None, agreed_by=None)
                | Q(
                    status__in=["agreed", "ended"],
                    agreement__gt="",
                    agreed_on__isnull=False,
                    agreed_by__isnull=False,
                    review_on__gt=F("agreed_on"),
                ),
                name="agreed_plan_has_day_worker_answer_and_later_review",
            ),
            models.CheckConstraint(
                condition=~Q(agreement__in=["not_agreed", "no_answer"]) | ~Q(agreement_reason=""),
                name="plan_without_agreement_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status="ended", ended_by__isnull=False)
                & Q(ended_on__gte=F("agreed_on"))
                | ~Q(status="ended") & Q(ended_on=None, ended_by=None),
                name="ended_plan_has_day_and_worker",
            ),
        ]
        triggers = [only_ends("agreed_plan_only_ends")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("plans:plan_page", kwargs={"plan_pk": self.pk})

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_in_force(self) -> bool:
        return self.status == self.Status.AGREED

    @property
    def next_review_on(self) -> dt.date | None:
        """When the plan is reviewed next; for lists annotate `with_next_review`."""
        if "next_review" in self.__dict__:
            return self.next_review
        newest = self.reviews.order_by("-pk").first()
        return newest.next_review_on if newest else self.review_on

    @property
    def has_texts(self) -> bool:
        """Something of the situation, the support or the way of working has been written."""
        written = any(getattr(self, name) for name in (*self.TEXTS, "participants"))
        return written or self.rights_explained

    @property
    def has_differing_views(self) -> bool:
        """Client or worker sees something in another way."""
        return bool(self.differing_client or self.differing_worker)
