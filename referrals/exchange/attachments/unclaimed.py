"""Finding files without a row, and rows without their file."""

import logging
from typing import Any

from cases.models import CaseFile
from inputs.attached import store
from referrals.models import Attachment

logger = logging.getLogger(__name__)
AT_ONCE = 500


def remove_unclaimed() -> int:
    """Remove what a failed transaction left behind; return how many files that was."""
    names = list(store.unclaimed())
    removed = 0
    for start in range(0, len(names), AT_ONCE):
        some = names[start : start + AT_ONCE]
        claimed = {
            name
            for rows in _rows()
            for name in rows.filter(stored_as__in=some).values_list("stored_as", flat=True)
        }
        for name in set(some) - claimed:
            store.forget(name)
            removed += 1
    return removed


def report_missing() -> list[str]:
    """Say in the log which attachments have lost their files: somebody must restore them."""
    missing = [
        f"{rows.model._meta.label_lower}:{pk}"
        for rows in _rows()
        for pk, name in rows.order_by("pk").values_list("pk", "stored_as").iterator()
        if not store.exists(name)
    ]
    if missing:
        logger.error("There are attachments without their files: %s", missing)
    return missing


def _rows() -> list[Any]:
    """All tables whose rows name stored files; what none of them names is removed."""
    return [Attachment.objects.all(), CaseFile.objects.kept()]
