"""Organisations, their units, and which county a municipality belongs to."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from records.versions import VersionedModel


def in_readers_language(names: dict[str, str]) -> str:
    """The one of `fi`, `sv` and `en` that the reader has, or the Finnish where it is empty."""
    return names.get((get_language() or "fi")[:2]) or names["fi"]


class Named(models.Model):
    """Something with an official name in Finnish and Swedish, and perhaps English."""

    name_fi = models.CharField(_("name in Finnish"), max_length=200)
    name_sv = models.CharField(_("name in Swedish"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, or in Finnish where it has none."""
        return in_readers_language(self.names)

    @property
    def names(self) -> dict[str, str]:
        """The name by language."""
        return {"fi": self.name_fi, "sv": self.name_sv, "en": self.name_en}


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def counties(self) -> "OrganisationQuerySet":
        """Those that arrange social welfare: the counties and the City of Helsinki."""
        return self.filter(kind=Organisation.Kind.COUNTY)

    def prisons(self) -> "OrganisationQuerySet":
        """The prisons of decree 798/2024."""
        return self.filter(kind=Organisation.Kind.PRISON)

    def vouched_to(self, county: "Organisation") -> "OrganisationQuerySet":
        """Those whose people a county invites: the prisons, and the partners that it keeps."""
        partner = Q(kind=Organisation.Kind.PARTNER, kept_by=county)
        return self.filter(Q(kind=Organisation.Kind.PRISON) | partner)


class Organisation(Named):
    """A county, a prison or another actor whose people use Jatkumo."""

    class Kind(models.TextChoices):
        """What the organisation is to the service."""

        COUNTY = "county", _("Wellbeing services county")
        PRISON = "prison", _("Prison")
        PARTNER = "partner", _("Other organisation")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    code = models.SlugField(_("code"), max_length=60)
    contact_details = models.CharField(
        _("address and phone"),
        max_length=200,
        blank=True,
        help_text=_("Stands in the letterhead of documents."),
    )
    # Of a county: whom a sender calls whose client is out before a worker reads.
    phone = models.CharField(_("phone"), max_length=40, blank=True, default="", db_default="")
    on_call_phone = models.CharField(
        _("on-call phone"), max_length=40, blank=True, default="", db_default=""
    )
    on_call_address = models.CharField(
        _("address of the on-call service"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
    )
    # Of another organisation: the county whose administrator looks after it.
    kept_by = models.ForeignKey(
        "self",
        verbose_name=_("county that looks after it"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="partners",
        db_index=False,  # the index has a name, so that it could be made without a lock
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="one_organisation_per_code")
        ]
        ordering = ["kind", "name_fi"]
        indexes = [models.Index(fields=["kept_by"], name="organisation_kept_by")]


class UnitQuerySet(models.QuerySet["Unit"]):
    def listable_to(self, user: Any) -> Self:
        """The units of the county that an administrator looks after."""
        return self.filter(county=user.county) if user.is_administrator else self.none()


class Unit(Named, VersionedModel):
    """A part of a county that carries cases, e.g. the team of people being released.

    What is empty of its address and numbers is the county's own (`accounts.reach`).
    """

    county = models.ForeignKey(
        Organisation,
        verbose_name=_("county"),
        on_delete=models.PROTECT,
        related_name="units",
        limit_choices_to={"kind": Organisation.Kind.COUNTY},
    )
    address = models.CharField(_("address"), max_length=200, blank=True, default="", db_default="")
    phone = models.CharField(_("phone"), max_length=40, blank=True, default="", db_default="")
    opening_hours = models.CharField(
        _("opening hours"), max_length=120, blank=True, default="", db_default=""
    )
    on_call_phone = models.CharField(
        _("on-call phone"), max_length=40, blank=True, default="", db_default=""
    )
    on_call_address = models.CharField(
        _("address of the on-call service"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
    )
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        ordering = ["county", "name_fi"]


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def on(self, day: dt.date) -> "MunicipalityQuerySet":
        """Those that exist on `day`: municipalities merge."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))


class Municipality(Named):
    """A municipality (kunta) and the county that answers for it, with dates."""

    code = models.CharField(_("municipality code"), max_length=3)
    county = models.ForeignKey(
        Organisation,
        verbose_name=_("county"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="municipalities",
    )
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    merged_into = models.CharField(_("merged into"), max_length=3, blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality")
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_municipality_per_day")
        ]
        ordering = ["name_fi"]
