"""The life areas of an assessment."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import FINAL, Assessment
from assessments.models.client_words import ClientWords
from assessments.vocabulary import YesNo
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from records.triggers import frozen_with_parent
from records.versions import VersionedModel

# How an area stands that was left for later and then found to be of no matter.
NOT_RELEVANT = "not_relevant"


class LifeArea(models.TextChoices):
    """The areas in the order of the national document 1012; digital dealings are our own."""

    HOUSING = "housing", _("Housing")
    IMMIGRATION = "immigration", _("Immigration and integration")
    EDUCATION = "education", _("Education and skills")
    WORK = "work", _("Working life")
    FINANCES = "finances", _("Financial situation")
    HEALTH = "health", _("Health")
    SUBSTANCES = "substances", _("Substance use and addictions")
    RELATIONSHIPS = "relationships", _("Social relationships and close network")
    EVERYDAY = "everyday", _("Everyday life and managing it")
    REHABILITATION = "rehabilitation", _("Need for rehabilitation")
    DIGITAL = "digital", _("Digital services and dealings")


class LifeAreaEntry(VersionedModel):
    """One life area in one frame: situation, worker's view, strengths, need; own words in rows.

    Its version is its own, so that two who write in different areas do not stop each other.
    """

    class State(models.TextChoices):
        """How far the talk has come; four different things that never look alike."""

        NOT_ASKED = "not_asked", _("Not asked yet")
        LATER = "later", _("To be asked later")
        NONE = "none", _("Nothing identified")
        GONE_THROUGH = "gone_through", _("Gone through")

    FIELDS: ClassVar[tuple[str, ...]] = (
        "state",
        "later_because",
        "later_on",
        "not_relevant_because",
        "situation",
        "worker_view",
        "strengths",
        "need",
    )

    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="areas", editable=False
    )
    area = models.CharField(_("life area"), max_length=20, choices=LifeArea, editable=False)
    state = models.CharField(_("how far"), max_length=12, choices=State, default=State.NOT_ASKED)
    # They count while the area is to be asked later: why, and by when. What was decided of it
    # when the assessment was made final stands in them, too.
    later_because = models.CharField(
        _("why later"), max_length=SHORT_TEXT, blank=True, default="", db_default=""
    )
    later_on = models.DateField(_("asked at the latest on"), null=True, blank=True)
    not_relevant_because = models.CharField(
        _("not relevant, because"), max_length=SHORT_TEXT, blank=True, default="", db_default=""
    )
    situation = models.TextField(_("situation"), max_length=LONG_TEXT, blank=True)
    worker_view = models.TextField(_("the worker’s view"), max_length=LONG_TEXT, blank=True)
    strengths = models.TextField(_("strengths"), max_length=LONG_TEXT, blank=True)
    need = models.CharField(_("need for support"), max_length=3, choices=YesNo, blank=True)

    class Meta:
        verbose_name = _("life area")
        ordering = ["assessment", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "area"], name="one_entry_per_life_area")
        ]
        triggers = [
            frozen_with_parent(
                "life_area_frozen",
                parent_table="assessments_assessment",
                parent_column="assessment_id",
                statuses=(FINAL,),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_area_display())

    @property
    def is_later(self) -> bool:
        """Whether somebody is still to ask about it."""
        return self.state == self.State.LATER and not self.not_relevant_because

    @property
    def standing(self) -> str:
        """The state, and of what was left for later what was decided of it."""
        if self.state == self.State.LATER and self.not_relevant_because:
            return NOT_RELEVANT
        return self.state

    @property
    def standing_label(self) -> str:
        if self.standing == NOT_RELEVANT:
            return str(_("Not relevant"))
        return str(self.get_state_display())

    @property
    def has_text(self) -> bool:
        return bool(self.situation or self.client_words or self.worker_view or self.strengths)

    @property
    def all_said(self) -> list[ClientWords]:
        """Every row, those that were typed wrong and say so among them."""
        rows = list(self.words.all())
        wrong = {row.replaces_id for row in rows}
        for row in rows:
            row.is_replaced = row.pk in wrong
        return rows

    @property
    def said(self) -> list[ClientWords]:
        """What the client said, without what was typed wrong."""
        return [row for row in self.all_said if not row.is_replaced]

    @property
    def client_words(self) -> str:
        """What the client said, as one text."""
        return "\n\n".join(row.words for row in self.said)
