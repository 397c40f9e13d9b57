"""How near somebody is to the client and how they keep in touch, as the client tells it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from records.text_lengths import LONG_TEXT


class Closeness(models.TextChoices):
    """The rings of the map, the nearest first."""

    NEAR = "near", pgettext_lazy("closeness", "Near")
    BETWEEN = "between", pgettext_lazy("closeness", "In between")
    FAR = "far", pgettext_lazy("closeness", "Far")


class Strength(models.TextChoices):
    """How the client describes the contact."""

    STRONG = "strong", pgettext_lazy("contact", "Strong")
    MODERATE = "moderate", pgettext_lazy("contact", "Moderate")
    NEW = "new", pgettext_lazy("contact", "Beginning")
    STRAINED = "strained", pgettext_lazy("contact", "Strained")
    NOT_BEGUN = "not_begun", pgettext_lazy("contact", "Not begun yet")


class Direction(models.TextChoices):
    """Who of the two keeps in touch."""

    BOTH = "both", _("Both keep in touch")
    CLIENT = "client", _("Mostly the client keeps in touch")
    MEMBER = "member", _("Mostly they keep in touch")


class Connection(models.Model):
    """All of it is told by the client and may be left untold; nobody else judges it."""

    closeness = models.CharField(
        _("how near"), max_length=8, choices=Closeness, blank=True, default="", db_default=""
    )
    contact_strength = models.CharField(
        _("contact"), max_length=10, choices=Strength, blank=True, default="", db_default=""
    )
    contact_direction = models.CharField(
        _("who keeps in touch"),
        max_length=8,
        choices=Direction,
        blank=True,
        default="",
        db_default="",
    )
    what_they_do = models.TextField(
        _("what they do"), max_length=LONG_TEXT, blank=True, default="", db_default=""
    )
    may_know = models.TextField(
        _("what they may know"), max_length=LONG_TEXT, blank=True, default="", db_default=""
    )

    class Meta:
        abstract = True
