"""Who was asked to take part in an assessment."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import FINAL, Assessment
from assessments.vocabulary import AskedHow, ClientSays
from networks.models import Authority, NetworkMember
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from records.triggers import frozen_with_parent


class ParticipantQuerySet(models.QuerySet[Any]):
    def waiting_in_drafts(self) -> Self:
        """Asked on a known day, not prohibited by the client since, and without an answer."""
        return self.filter(
            assessment__status=Assessment.Status.DRAFT,
            part=AssessmentParticipant.Part.ASKED,
            asked_on__isnull=False,
        ).exclude(client_says=ClientSays.PROHIBITED)


class AssessmentParticipant(models.Model):
    """Somebody who was asked, and whether they came and what they brought (SHL 41 §).

    `who`, `asked_by` and the class of a member's `authority` are copies: the document stays
    as it was when the network or the team changes.
    """

    class Part(models.TextChoices):
        """What became of the asking."""

        ASKED = "asked", _("Asked, no answer yet")
        TOOK_PART = "took_part", _("Took part")
        ABSENT = "absent", _("Did not take part")

    FIELDS: ClassVar[tuple[str, ...]] = (
        "member",
        "authority",
        "who",
        "asked_on",
        "asked_by",
        "asked_how",
        "part",
        "contribution",
        "client_says",
        "client_said_on",
    )

    assessment = models.ForeignKey(
        Assessment,
        on_delete=models.PROTECT,
        related_name="participants",
        editable=False,
    )
    member = models.ForeignKey(
        NetworkMember,
        verbose_name=_("member of the network"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    authority = models.CharField(_("authority"), max_length=20, choices=Authority, blank=True)
    who = models.CharField(_("name and role"), max_length=SHORT_TEXT, blank=True)
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    asked_by = models.CharField(
        _("asked by"), max_length=SHORT_TEXT, blank=True, default="", db_default=""
    )
    asked_how = models.CharField(
        _("how asked"), max_length=20, choices=AskedHow, blank=True, default="", db_default=""
    )
    part = models.CharField(_("taking part"), max_length=10, choices=Part, default=Part.ASKED)
    contribution = models.TextField(_("what they brought"), max_length=LONG_TEXT, blank=True)

    # Empty: not recorded, as of rows from before it was asked.
    client_says = models.CharField(
        _("what the client says"),
        max_length=10,
        choices=ClientSays,
        blank=True,
        default="",
        db_default="",
    )
    client_said_on = models.DateField(_("the client said so on"), null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        ordering = ["assessment", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(who="") | ~models.Q(authority=""),
                name="participant_is_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(client_says__in=["", ClientSays.NOT_ASKED], client_said_on=None)
                | models.Q(
                    client_says__in=[ClientSays.AGREED, ClientSays.PROHIBITED],
                    client_said_on__isnull=False,
                ),
                name="client_said_it_on_a_day",
            ),
        ]
        triggers = [
            frozen_with_parent(
                "participant_frozen",
                parent_table="assessments_assessment",
                parent_column="assessment_id",
                statuses=(FINAL,),
            )
        ]

    def __str__(self) -> str:
        parts = (self.get_authority_display() if self.authority else "", self.who)
        return ", ".join(str(part) for part in parts if part)

    @property
    def consent(self) -> str:
        """What the client says of them taking part, and since when."""
        said = str(self.get_client_says_display()) if self.client_says else ""
        return f"{said}, {date_format(self.client_said_on)}" if self.client_said_on else said

    @property
    def asking(self) -> str:
        """When, by whom and how they were asked, as far as it was recorded."""
        parts = (
            date_format(self.asked_on) if self.asked_on else "",
            self.asked_by,
            str(self.get_asked_how_display()) if self.asked_how else "",
        )
        return ", ".join(part for part in parts if part)
