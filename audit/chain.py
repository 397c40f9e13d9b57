"""The hash chain over the log: sealing new events and verifying old ones."""

import hashlib
import json

from django.db import connection, transaction

from audit.models import AuditEvent, AuditSeal

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
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def seal_new_events() -> int:
    """Chain what is not chained yet; return how many. Two sweeps at once take turns."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALING_LOCK])
    last = AuditSeal.objects.order_by("-pk").first()
    digest = last.digest if last else GENESIS
    seals = []
    for event in AuditEvent.objects.unsealed()[:BATCH]:
        digest = digest_of(event, digest)
        seals.append(AuditSeal(event=event, digest=digest))
    AuditSeal.objects.bulk_create(seals)
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
