"""A contact person of an organisation of the directory."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from networks.models.directory_entry import DirectoryEntry, DirectoryQuerySet, stays_in
from networks.models.directory_organisation import DirectoryOrganisation
from records.text_lengths import SHORT_TEXT


class DirectoryPerson(DirectoryEntry):
    """Whom workers ask for in an organisation (yhteyshenkilö), from a day until a day.

    A person's own details: on the public page and on a client's paper they stand only where
    the person has agreed to that (`is_public`).
    """

    organisation = models.ForeignKey(
        DirectoryOrganisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="people",
    )
    name = models.CharField(_("name"), max_length=SHORT_TEXT)
    role = models.CharField(_("role"), max_length=SHORT_TEXT, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), max_length=SHORT_TEXT, blank=True)
    is_public = models.BooleanField(_("on the public page"), default=False)

    objects = DirectoryQuerySet.as_manager()

    class Meta(DirectoryEntry.Meta):
        verbose_name = _("contact person of the directory")
        ordering = ["name", "pk"]
        constraints = [
            *DirectoryEntry.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="listed_person_has_a_name"),
        ]
        triggers = [stays_in("listed_person_stays_where_they_are", "organisation")]

    def __str__(self) -> str:
        return self.name
