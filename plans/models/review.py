"""Reviews of a plan in force."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from networks.models import Attendance
from plans.models.goal import Goal
from plans.models.plan import Plan
from records.imprint import Imprinted
from records.text_lengths import LONG_TEXT, SHORT_TEXT

KEPT = pgtrigger.Update | pgtrigger.Delete


class Review(Imprinted):
    """How the plan has gone, looked at together on a day (tarkistaminen).

    The next review date stands here, because the agreed plan is frozen.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews", editable=False)
    reviewed_on = models.DateField(_("reviewed"))
    participants = models.CharField(_("who took part"), max_length=SHORT_TEXT, blank=True)
    client_view = models.TextField(_("the client’s view"), max_length=LONG_TEXT, blank=True)
    services_outcome = models.TextField(
        _("how the services have worked"), max_length=LONG_TEXT, blank=True
    )
    next_review_on = models.DateField(_("next review"))
    leads_to_new_version = models.BooleanField(_("a new version is made"), default=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("review")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["plan", "-id"], name="review_of_plan")]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_review_on__gt=F("reviewed_on")),
                name="next_review_is_after_the_review",
            )
        ]
        triggers = [pgtrigger.Protect(name="review_kept", operation=KEPT)]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.reviewed_on}"


class GoalOutcome(models.Model):
    """How far one goal has come, in a word and in words; never a number."""

    class Outcome(models.TextChoices):
        REACHED = "reached", pgettext_lazy("goal", "Reached")
        PROGRESSED = "progressed", pgettext_lazy("goal", "Progressed")
        UNCHANGED = "unchanged", pgettext_lazy("goal", "No change")
        WORSENED = "worsened", pgettext_lazy("goal", "Worsened")
        NOT_RELEVANT = "not_relevant", pgettext_lazy("goal", "No longer relevant")

    review = models.ForeignKey(
        Review, on_delete=models.PROTECT, related_name="outcomes", editable=False
    )
    goal = models.ForeignKey(
        Goal, on_delete=models.PROTECT, related_name="outcomes", editable=False
    )
    outcome = models.CharField(_("how it went"), max_length=12, choices=Outcome)
    words = models.TextField(_("in words"), max_length=LONG_TEXT, blank=True)

    class Meta:
        verbose_name = _("outcome of a goal")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "goal"], name="one_outcome_per_goal_and_review"
            )
        ]
        triggers = [pgtrigger.Protect(name="goal_outcome_kept", operation=KEPT)]

    def __str__(self) -> str:
        return f"{self.review_id} {self.goal_id} {self.outcome}"


class ReviewAttendance(Attendance):
    """Who took part in a review; written with it."""

    review = models.ForeignKey(
        Review, on_delete=models.PROTECT, related_name="attendance", editable=False
    )

    class Meta(Attendance.Meta):
        verbose_name = _("who took part in a review")
        constraints = [
            *Attendance.Meta.constraints,
            models.UniqueConstraint(
                fields=["review", "who", "user", "member", "authority", "name"],
                nulls_distinct=False,
                name="once_in_a_review",
            ),
        ]
        triggers = [pgtrigger.Protect(name="review_attendance_kept", operation=KEPT)]
