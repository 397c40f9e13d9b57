"""Seals of the log noted outside the database, where neither of its roles can write.

Whoever owns the database can cut the log's end, or change an event and compute every seal
after it anew: the chain holds then. A seal that was noted elsewhere shows it.
"""

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from audit.models import AuditEvent, AuditSeal

# An event may be sealed so long after it was written.
LONGEST_WAIT = dt.timedelta(hours=1)
# Seals are noted each hour; a server that stood still for a night is no fault.
NOTED_WITHIN = dt.timedelta(days=1)


@dataclass(frozen=True)
class Anchor:
    """One line of the file: when it was noted, the last sealed event, its digest."""

    at: dt.datetime
    event_id: int
    digest: str

    @classmethod
    def read(cls, line: str) -> "Anchor":
        """ValueError where the line is none."""
        at, event_id, digest = line.split()
        moment = dt.datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError("a time without its zone")
        return cls(moment, int(event_id), digest)

    def __str__(self) -> str:
        return f"{self.at.isoformat(timespec='seconds')} {self.event_id} {self.digest}"


def last_seal(now: dt.datetime) -> Anchor | None:
    """What is to be noted now; None while the log is empty."""
    seal = AuditSeal.objects.order_by("-pk").first()
    return Anchor(now, seal.event_id, seal.digest) if seal else None


def note(anchor: Anchor) -> None:
    """Add it to the file (`LOG_ANCHORS_FILE`), unless its last line says the same already."""
    noted = noted_anchors()
    if noted and (noted[-1].event_id, noted[-1].digest) == (anchor.event_id, anchor.digest):
        return
    file = os.open(settings.LOG_ANCHORS_FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, f"{anchor}\n".encode())
        os.fsync(file)
    finally:
        os.close(file)


def noted_anchors() -> list[Anchor]:
    """Those in the file, the oldest first; none where there is no file. ValueError: spoilt."""
    if not settings.LOG_ANCHORS_FILE or not Path(settings.LOG_ANCHORS_FILE).exists():
        return []
    lines = Path(settings.LOG_ANCHORS_FILE).read_text().splitlines()
    return [Anchor.read(line) for line in lines if line]


def first_lost(anchors: Sequence[Anchor]) -> Anchor | None:
    """The first whose seal is gone or another: the end was cut, or the chain made anew."""
    digests = dict(
        AuditSeal.objects.filter(event_id__in=[each.event_id for each in anchors]).values_list(
            "event_id", "digest"
        )
    )
    return next((each for each in anchors if digests.get(each.event_id) != each.digest), None)


def first_backdated(anchors: Sequence[Anchor]) -> int | None:
    """The first event that was sealed after an anchor and says to be much older than it."""
    noted = {each.event_id: each.at for each in anchors}
    last: dt.datetime | None = None
    sealed = AuditEvent.objects.exclude(seal=None).order_by("seal__pk")
    for event_id, at in sealed.values_list("pk", "at").iterator(chunk_size=5000):
        if last is not None and at < last - LONGEST_WAIT:
            return event_id
        last = noted.get(event_id, last)
    return None


def first_unnoted(anchors: Sequence[Anchor], now: dt.datetime) -> int | None:
    """The first event that was sealed long ago after the last anchor: nobody notes any more.

    Else it would be enough to take the file away.
    """
    last = AuditSeal.objects.filter(event_id=anchors[-1].event_id).first() if anchors else None
    sealed = AuditEvent.objects.filter(seal__pk__gt=last.pk if last else 0)
    late = sealed.filter(at__lt=now - NOTED_WITHIN).order_by("seal__pk").first()
    return late.pk if late else None
