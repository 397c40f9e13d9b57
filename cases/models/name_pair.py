"""Pairs of first names that a county has added to the national ones."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from cases.register.name_forms import Pairs, heard_as_one
from records.triggers import decided_once


class NamePairQuerySet(models.QuerySet["NamePair"]):
    def present(self, county: Organisation) -> Self:
        """Those by which the county looks, in the order of the alphabet."""
        return self.filter(county=county, removed_at=None).order_by("one", "other")

    def heard_in(self, county: Organisation) -> Pairs:
        """The county's pairs as they sound, for a search."""
        pairs = self.present(county).values_list("one", "other")
        return frozenset(frozenset(map(heard_as_one, pair)) for pair in pairs)


class NamePair(models.Model):
    """Two first names by which one person may be called in the county; a reason to look only."""

    county = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    one = models.CharField(_("first name"), max_length=40)
    other = models.CharField(_("other form"), max_length=40)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    added_at = models.DateTimeField(auto_now_add=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = NamePairQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair of names")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "one", "other"],
                condition=Q(removed_at=None),
                name="one_pair_of_names_once_in_a_county",
            )
        ]
        triggers = [decided_once("name_pair_kept", "removed_at", "removed_by_id")]

    def __str__(self) -> str:
        return f"{self.one} – {self.other}"
