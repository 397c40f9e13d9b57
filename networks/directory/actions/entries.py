"""Adding to the directory, changing it, and checking that it still holds."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from networks.models import DirectoryService
from networks.models.directory_entry import DirectoryEntry
from records.refused import Refused


class ListedAlready(Refused):
    """The county lists an organisation, or the organisation a service, of this name."""

    field = "name_fi"
    words = _(
        "The directory has this name already, perhaps with its last day behind it. Change that "
        "one, or write a name that differs."
    )


@transaction.atomic
def add_entry(*, entry: DirectoryEntry, by: User) -> None:
    """Put an unsaved organisation, service or contact person into the county's directory."""
    entry.saved_by = by
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        raise ListedAlready(entry._meta.label) from None
    record(Action.DIRECTORY_ADDED, by=by, target=entry)


@transaction.atomic
def edit_entry(*, entry: DirectoryEntry, seen: int, values: Mapping[str, Any], by: User) -> None:
    """Save `values` over the version that the administrator saw; a leaving is one of them."""
    for name, value in values.items():
        setattr(entry, name, value)
    entry.saved_by, entry.saved_at = by, timezone.now()
    try:
        with transaction.atomic():
            entry.save_over(seen, fields=[*values, "saved_by", "saved_at"])
    except IntegrityError:
        raise ListedAlready(entry._meta.label) from None
    record(Action.DIRECTORY_EDITED, by=by, target=entry)


@transaction.atomic
def check_service(*, service: DirectoryService, by: User) -> None:
    """Say that what the directory tells of a service holds today."""
    locked = DirectoryService.objects.select_for_update().get(pk=service.pk)
    locked.checked_on, locked.saved_by, locked.saved_at = timezone.localdate(), by, timezone.now()
    locked.save_over(locked.version, fields=["checked_on", "saved_by", "saved_at"])
    record(Action.DIRECTORY_CHECKED, by=by, target=service)
