"""An organisation in a county's directory of services."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.models.organisation import Named
from networks.models.authority import Authority
from networks.models.directory_entry import DirectoryEntry, DirectoryQuerySet, stays_in


class DirectoryOrganisationQuerySet(DirectoryQuerySet):
    county_path = "county"

    def called(self, name: str) -> Self:
        """Those with exactly this name in one of the languages, whatever the capitals."""
        fields = ("name_fi", "name_sv", "name_en")
        same = Q(*((f"{field}__iexact", name) for field in fields), _connector=Q.OR)
        return self.filter(same) if name else self.none()


class DirectoryOrganisation(Named, DirectoryEntry):
    """Whoever gives services in a county: an authority, a municipality, an NGO, a company.

    It need not use Jatkumo: that is `accounts.Organisation`. Without municipalities it serves
    the whole county.
    """

    class Kind(models.TextChoices):
        """The first two kinds of a network's members."""

        PUBLIC = "public", _("Public service")
        OTHER = "other_actor", _("Organisation or other actor")

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    authority = models.CharField(
        _("authority"), max_length=20, choices=Authority, blank=True, default=""
    )
    municipalities = ArrayField(
        models.CharField(max_length=3), verbose_name=_("municipalities"), default=list, blank=True
    )

    objects = DirectoryOrganisationQuerySet.as_manager()

    class Meta(DirectoryEntry.Meta):
        verbose_name = _("organisation of the directory")
        ordering = ["name_fi", "pk"]
        constraints = [
            *DirectoryEntry.Meta.constraints,
            models.UniqueConstraint("county", Lower("name_fi"), name="organisation_is_listed_once"),
            models.CheckConstraint(condition=~Q(name_fi=""), name="listed_organisation_has_a_name"),
            models.CheckConstraint(
                condition=Q(authority="") | Q(kind="public"),
                name="only_a_public_organisation_is_an_authority",
            ),
        ]
        triggers = [stays_in("listed_organisation_stays_in_its_county", "county")]
