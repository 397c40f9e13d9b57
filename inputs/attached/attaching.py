"""Keeping files that were looked at: all of them, or where one does not fit, none."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Protocol

from django.conf import settings
from django.db import models
from django.db.models import Sum

from inputs.attached import store
from inputs.attached.content import MediaType
from records.refused import Refused

MEGABYTE = 1024 * 1024


class File(Protocol):
    """A file that was looked at and is fit."""

    @property
    def name(self) -> str:
        """What it is called where it is shown."""

    @property
    def media_type(self) -> MediaType:
        """What its content is."""

    @property
    def scanned(self) -> bool:
        """Whether a virus scanner has looked at it."""

    def read(self) -> bytes:
        """The bytes to keep."""


class TooMuch(Refused):
    """The files would not fit in the quota; `room` is what is left, in bytes.

    Whose quota it is, a subclass says in its `sentence`.
    """

    field = "attachments"
    sentence: ClassVar[Any]

    def __init__(self, room: int) -> None:
        super().__init__(str(room))
        self.room = room

    @property
    def words(self) -> str:
        return str(self.sentence % {"room": self.room // MEGABYTE})


def keep_files(
    files: Sequence[File],
    *,
    beside: models.QuerySet[Any],
    make: Callable[[dict[str, Any]], Any],
    too_much: type[TooMuch],
) -> None:
    """Keep the files, one in memory at a time; `make` writes the row of each from its columns.

    If they do not fit in the quota `beside` those that are kept, none is, and `too_much` is
    raised.
    """
    used = beside.aggregate(bytes=Sum("size"))["bytes"] or 0
    free = max(0, settings.ATTACHMENTS_QUOTA - used)
    kept: list[str] = []
    room = free
    try:
        for file in files:
            content = file.read()
            room -= len(content)
            if room < 0:
                raise too_much(free)
            kept.append(store.keep(content))
            make(
                {
                    "name": file.name,
                    "media_type": file.media_type,
                    "size": len(content),
                    "digest": store.digest(content),
                    "stored_as": kept[-1],
                    "scanned": file.scanned,
                }
            )
    except BaseException:
        # What a later failure of the transaction leaves behind, the sweep takes away.
        for name in kept:
            store.forget(name)
        raise
