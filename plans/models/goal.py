"""Goals and their steps, and which steps are done."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desistance.factors import Factor, client_factors
from networks.models import MeetingDecision, NetworkMember
from plans.immutability import frozen_with_plan, frozen_with_plan_of_goal
from plans.models.plan import Plan
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from records.versions import VersionedModel


class Goal(VersionedModel):
    """What the client wants, in the client's words (tavoite)."""

    class Scale(models.IntegerChoices):
        """The goal scale of the national document 15020 (AVAIN), with its codes."""

        BETTER = 1, _("A change for the better")
        NOT_WORSE = 2, _("Keeps the situation from getting worse")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals", editable=False)
    position = models.PositiveSmallIntegerField(editable=False)
    words = models.TextField(_("goal in the client’s words"), max_length=LONG_TEXT)
    # The day on which they were written as they stand; empty: before days were kept.
    words_on = models.DateField(null=True, editable=False)
    description = models.TextField(_("more about the goal"), max_length=LONG_TEXT, blank=True)
    scale = models.PositiveSmallIntegerField(
        _("what the goal aims at"), choices=Scale, default=Scale.BETTER
    )
    factors = ArrayField(
        models.CharField(max_length=60, choices=Factor),
        verbose_name=_("what the goal supports"),
        default=list,
        blank=True,
    )
    carried_from = models.ForeignKey(
        "self",
        verbose_name=_("the same goal in the former version"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("goal")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"], name="goal_has_a_place_of_its_own"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="goal_has_words"),
            models.CheckConstraint(
                condition=Q(factors__contained_by=[factor.value for factor in client_factors()]),
                name="goal_supports_factors_of_the_client",
            ),
        ]
        triggers = [frozen_with_plan("goal_of_agreed_plan_kept")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.position}"

    @property
    def supports(self) -> list[Factor]:
        """The factors as words, in the order of the model; in remand none are spoken of."""
        if self.plan.case.is_in_remand:
            return []
        return [factor for factor in client_factors() if factor in self.factors]


class Step(VersionedModel):
    """Something that somebody does for a goal (keino): what, who, by when."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps", editable=False)
    position = models.PositiveSmallIntegerField(editable=False)
    text = models.CharField(_("what is done"), max_length=SHORT_TEXT)
    # The name as it was agreed: a member of the network may change, the plan may not.
    actor = models.CharField(_("who does it"), max_length=SHORT_TEXT)
    member = models.ForeignKey(
        NetworkMember,
        verbose_name=_("member of the network"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    due_on = models.DateField(_("by when"), null=True, blank=True)
    is_continuous = models.BooleanField(_("continuously"), default=False)
    # The decision of a network meeting with which the step began, in its first version.
    decision = models.ForeignKey(
        MeetingDecision,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        db_index=False,  # the index has a name, so that it could be made without a lock
    )

    class Meta:
        verbose_name = _("step")
        indexes = [models.Index(fields=["decision"], name="step_of_a_decision")]
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "position"], name="step_has_a_place_of_its_own"
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(actor=""), name="step_says_what_and_who"
            ),
            models.CheckConstraint(
                condition=Q(due_on=None, is_continuous=True)
                | Q(due_on__isnull=False, is_continuous=False),
                name="step_has_a_day_or_is_continuous",
            ),
        ]
        triggers = [frozen_with_plan_of_goal("step_of_agreed_plan_kept")]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.position}"

    @property
    def present_done(self) -> "StepDone | None":
        """The note that the step is done, if it has not been taken back."""
        return next((done for done in self.done.all() if not done.taken_back_at), None)


class StepDone(models.Model):
    """That a step was done, on a day. It lives beside the plan, which is frozen.

    A mistake is taken back; the row stays and says so.
    """

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="done")
    done_on = models.DateField(_("done"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, editable=False)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("done step")
        constraints = [
            models.UniqueConstraint(
                fields=["step"],
                condition=Q(taken_back_at=None),
                name="step_is_done_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="step_taken_back_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_id} {self.done_on}"
