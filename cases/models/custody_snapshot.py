"""What somebody told of custody at one time."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from cases.custody import CustodyKind, ReleaseCertainty, ReleaseKind, Track, track_of


class CustodySnapshot(models.Model):
    """Facility, kind, beginning and release of custody, as a sender or a worker told them.

    What is empty was not told. A release date is decided by an authority and never
    computed; beside it stands how certain it is.
    """

    FACTS: ClassVar[tuple[str, ...]] = (
        "facility_id",
        "custody_kind",
        "custody_started_on",
        "release_on",
        "release_kind",
        "release_certainty",
    )

    facility = models.ForeignKey(
        Organisation,
        verbose_name=_("prison"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    custody_kind = models.CharField(
        _("kind of custody"), max_length=40, choices=CustodyKind, blank=True
    )
    custody_started_on = models.DateField(_("custody began"), null=True, blank=True)
    release_on = models.DateField(_("release date"), null=True, blank=True)
    release_kind = models.CharField(
        _("kind of release"), max_length=40, choices=ReleaseKind, blank=True
    )
    release_certainty = models.CharField(
        _("certainty"),
        max_length=20,
        choices=ReleaseCertainty,
        default=ReleaseCertainty.UNKNOWN,
    )

    class Meta:
        abstract = True

    @property
    def custody(self) -> dict[str, Any]:
        """All that was told, by name, as another snapshot takes it."""
        return {name: getattr(self, name) for name in self.FACTS}

    @property
    def track(self) -> Track | None:
        """The track by the kind and the length of custody; None where the kind was not told."""
        if not self.custody_kind:
            return None
        return track_of(self.custody_kind, self.custody_started_on, self.release_on)

    @property
    def is_in_order(self) -> bool:
        """Whether the release does not come before the custody began."""
        began, release = self.custody_started_on, self.release_on
        return began is None or release is None or began <= release
