"""The hash chain over the log: sealing new events and verifying old ones."""

import hashlib
import json

from django.db import connection, transaction

from audit.models import AuditEvent, AuditSeal, UnsealedEvent

BATCH = 5000
# Any constant that no other advisory lock of this database uses.
SEALING_LOCK = 703_2023_10
GENESIS = "0" * 64


def digest_of(event: AuditEvent, previous: str) -> str:
    """The link of `event`: every column, in a fixed order, after the link before."""
    content = [
        previous,
        event.pk,
        event.at.isoformat(),
        event.action,
        event.by_id,
        event.by_name,
        event.by_unit,
        event.case_id,
        event.client_id,
        event.referral_id,
        event.target,
        event.purpose,
        event.details,
    ]
    # Columns that came later: what was sealed before them has neither.
    if event.client_ids is not None or event.referral_ids is not None:
        content += [event.client_ids, event.referral_ids]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def seal_new_events() -> int:
    """Chain what is not chained yet; return how many. Two sweeps at once take turns."""
    sealed = 0
    while (taken := _seal_some()) is not None:
        sealed += taken
    return sealed


@transaction.atomic
def _seal_some() -> int | None:
    """Chain the oldest that wait; None where nothing does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALING_LOCK])
    waiting = UnsealedEvent.objects.order_by("pk").values_list("pk", flat=True)[:BATCH]
    taken = list(waiting)
    if not taken:
        return None
    last = AuditSeal.objects.order_by("-pk").first()
    digest = last.digest if last else GENESIS
    seals = []
    # The former version of the program seals, too, and leaves them waiting.
    for event in AuditEvent.objects.filter(pk__in=taken, seal=None).order_by("pk"):
        digest = digest_of(event, digest)
        seals.append(AuditSeal(event=event, digest=digest))
    AuditSeal.objects.bulk_create(seals)
    UnsealedEvent.objects.filter(pk__in=taken).delete()
    return len(seals)


def first_broken_event() -> int | None:
    """The id of the first event whose link does not hold, or None if all hold."""
    digest = GENESIS
    seals = AuditSeal.objects.select_related("event").order_by("pk")
    for seal in seals.iterator(chunk_size=2000):
        digest = digest_of(seal.event, digest)
        if digest != seal.digest:
            return seal.event_id
    return None
