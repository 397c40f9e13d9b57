"""Two people may edit the same text; neither may overwrite the other without seeing it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.refused import Refused


class StaleVersion(Refused):
    """Somebody has saved the record after the editor opened it.

    `current` is the record as it stands now, to be shown beside what was typed.
    """

    words = _(
        "Somebody saved this after you opened it, so nothing was saved. Your text is still "
        "here: copy it, and open the page again."
    )

    def __init__(self, current: models.Model) -> None:
        super().__init__(f"{current._meta.label} {current.pk}")
        self.current = current


class Removed(Refused):
    """Somebody has removed the record after the editor opened it."""

    words = _(
        "Somebody has removed this after you opened it, so nothing was saved. Your text is "
        "still here: copy it."
    )


class VersionedModel(models.Model):
    """A record with a counter that each save raises."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save_over(self, seen: int, *, fields: list[str]) -> None:
        """Save `fields` if the version is still the one that the editor saw.

        Raises StaleVersion otherwise, Removed where there is no such record any more; and
        has then changed nothing.
        """
        manager = type(self)._default_manager
        values = {name: getattr(self, name) for name in fields}
        saved = manager.filter(pk=self.pk, version=seen).update(**values, version=seen + 1)
        if not saved:
            current = manager.filter(pk=self.pk).first()
            raise StaleVersion(current) if current is not None else Removed(str(self.pk))
        self.version = seen + 1
