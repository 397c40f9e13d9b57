"""Kept texts that nobody goes on with: their writer is told, and then they are removed."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from notifications.telling import tell
from notifications.vocabulary import NoticeKind
from records.kept_text import KEPT_FOR, LATE_FOR, TOLD_BEFORE
from records.models import KeptText

# A sweep takes so many at a time; the next one goes on.
AT_ONCE = 500


@transaction.atomic
def tell_of_old(now: dt.datetime) -> None:
    """Tell the writers of what is removed in a week."""
    old = (
        KeptText.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("writer")
        .filter(at__lte=now - KEPT_FOR + TOLD_BEFORE, told_at=None)
        .exclude(sealed=b"")
        .order_by("at")[:AT_ONCE]
    )
    for kept in old:
        tell(
            NoticeKind.KEPT_TEXT_EXPIRES,
            receiver=kept.writer,
            about=f"kept:{kept.pk}:{kept.at.isoformat()}",
            link=reverse("accounts:kept_text_list"),
            parameters={"day": timezone.localdate(now + TOLD_BEFORE).isoformat()},
        )
    KeptText.objects.filter(pk__in=[kept.pk for kept in old]).update(told_at=now)


def remove_old(now: dt.datetime) -> None:
    """Remove what its writer was told of a week ago, and what is left of saved forms."""
    KeptText.objects.filter(at__lte=now - KEPT_FOR, told_at__lte=now - TOLD_BEFORE).delete()
    KeptText.objects.filter(sealed=b"", at__lte=now - LATE_FOR).delete()
