"""What every record about a client has: its case."""

from typing import Any, Self

from django.apps import apps
from django.db import models


class CaseRecordQuerySet(models.QuerySet[Any]):
    """Questions that every record of a case answers."""

    def visible_to(self, user: Any) -> Self:
        """The records of the cases that `user` may open."""
        case = apps.get_model("cases", "Case")
        return self.filter(case__in=case.objects.visible_to(user))


class CaseRecord(models.Model):
    """A record that hangs on one case; access, locking and retention come from there.

    Each has an `objects` whose QuerySet is a CaseRecordQuerySet.
    """

    case = models.ForeignKey(
        "cases.Case",
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        editable=False,
    )

    class Meta:
        abstract = True

    def read_anew(self) -> None:
        """Read the record as it is saved now, and leave `case`: the door has put rights on it."""
        names = [field.attname for field in self._meta.concrete_fields if field.name != "case"]
        self.refresh_from_db(fields=names)
