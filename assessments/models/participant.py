"""Who was asked to take part in an assessment."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import FINAL, Assessment
from networks.models import NetworkMember
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from records.triggers import frozen_with_parent


class Authority(models.TextChoices):
    """Authorities that must take part when the responsible worker asks (SHL 41 §).

    The national document's own list of absent authorities, with prison health care,
    the enforcement authority and debt counselling, which it counts among others.
    """

    PRISON_SERVICE = "8", _("Prison and Probation Service of Finland")
    PRISON_HEALTH = "11.vth", _("Prisoners’ Health Care Unit")
    EMPLOYMENT = "3", _("Employment services")
    KELA = "2", _("Kela")
    PRIMARY_CARE = "7", _("Primary health care")
    MENTAL_HEALTH = "4", _("Mental health services")
    ADDICTION = "1.5", _("Substance-use and addiction services")
    SOCIAL_WELFARE = "1", _("Social welfare")
    CHILD_FAMILIES = "1.1", _("Services for families with children")
    CHILD_WELFARE = "1.2", _("Child welfare")
    DISABILITY = "1.3", _("Disability services")
    OLDER_PEOPLE = "1.4", _("Services for older people")
    FAMILY_LAW = "1.6", _("Family law services")
    YOUTH = "5", _("Youth services")
    EDUCATION = "6", _("Education services")
    JOINT_EMPLOYMENT = "10", _("Multi-sectoral employment services")
    DEBT_COUNSELLING = "11.debt", _("Financial and debt counselling")
    ENFORCEMENT = "11.enforcement", _("Enforcement authority")
    OTHER = "11", _("Other authority")


class AssessmentParticipant(models.Model):
    """Somebody who was asked, and whether they came and what they brought (SHL 41 §).

    `who` is a copy: the document stays as it was when the network changes.
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
        "part",
        "contribution",
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
    part = models.CharField(_("taking part"), max_length=10, choices=Part, default=Part.ASKED)
    contribution = models.TextField(_("what they brought"), max_length=LONG_TEXT, blank=True)

    class Meta:
        verbose_name = _("participant")
        ordering = ["assessment", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(who="") | ~models.Q(authority=""),
                name="participant_is_somebody",
            )
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
