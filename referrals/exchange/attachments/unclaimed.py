"""Finding files without a row, and rows without their file."""

import logging

from referrals.exchange.attachments import store
from referrals.models import Attachment

logger = logging.getLogger(__name__)
AT_ONCE = 500


def remove_unclaimed() -> int:
    """Remove what a failed transaction left behind; return how many files that was."""
    names = list(store.unclaimed())
    removed = 0
    for start in range(0, len(names), AT_ONCE):
        some = names[start : start + AT_ONCE]
        rows = Attachment.objects.filter(stored_as__in=some)
        claimed = set(rows.values_list("stored_as", flat=True))
        for name in set(some) - claimed:
            store.forget(name)
            removed += 1
    return removed


def report_missing() -> list[int]:
    """Say in the log which attachments have lost their files: somebody must restore them."""
    rows = Attachment.objects.order_by("pk").values_list("pk", "stored_as")
    missing = [pk for pk, name in rows.iterator() if not store.exists(name)]
    if missing:
        logger.error("There are attachments without their files: %s", missing)
    return missing
