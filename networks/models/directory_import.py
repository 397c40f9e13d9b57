"""A file of services that an administrator brings into the directory."""

from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation


class DirectoryImportQuerySet(models.QuerySet["DirectoryImport"]):
    def of_county(self, county: Organisation) -> Self:
        return self.filter(county=county)

    def waiting(self) -> Self:
        """Looked at, and not brought in."""
        return self.filter(saved_at=None)

    def without_rows(self) -> Self:
        """To be told of, and not compared or undone: what they hold may be megabytes."""
        return self.defer("text", "before")

    def last_saved(self) -> "DirectoryImport | None":
        """The one that may be undone, if it was not; without its rows."""
        saved = self.without_rows().filter(saved_at__isnull=False)
        return saved.order_by("-saved_at", "-pk").first()


class DirectoryImport(models.Model):
    """Is looked at first, then brought in as a whole, and may then be undone as a whole.

    `text` is the file until it was brought in; `before` holds the rows as they were, to undo it,
    for as long as it may be undone.
    """

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField(_("file"), blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    added = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    before = models.JSONField(_("rows before"), default=list, encoder=DjangoJSONEncoder)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects = DirectoryImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import into the directory")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["county"], condition=Q(saved_at=None), name="one_import_waits_in_a_county"
            ),
            models.CheckConstraint(
                condition=Q(saved_at=None, saved_by=None)
                | Q(saved_at__isnull=False, saved_by__isnull=False, text=""),
                name="import_saved_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False, saved_at__isnull=False),
                name="import_undone_only_after_it_was_saved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.county_id} {self.pk}"
