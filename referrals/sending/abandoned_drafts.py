"""Drafts that nobody goes on with: their writer is told, and then they are removed.

What was typed is about somebody who may not know of it, so it is not kept for nothing.
No draft is removed that its writer was not told of a week before; a save starts anew. One
that was sent in another way is removed as long after that was told.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from audit.recording import record
from audit.vocabulary import Action
from notifications.models import Notice
from notifications.telling import tell
from notifications.vocabulary import NoticeKind
from referrals.models import Referral, SentElsewhere
from referrals.sending.actions.drafts import keep_quiet

TOLD_BEFORE = dt.timedelta(days=7)
# A sweep takes so many at a time; the next one goes on.
AT_ONCE = 500


@transaction.atomic
def tell_of_abandoned(now: dt.datetime) -> int:
    """Tell the writers of drafts that are removed in a week; return how many were told."""
    drafts = (
        Referral.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(status=Referral.Status.DRAFT, sender__isnull=False)
        .filter(saved_at__lte=now - Referral.DRAFT_KEPT_FOR + TOLD_BEFORE)
        .filter(sent_elsewhere=None)
        .exclude(Exists(_told()))
        .order_by("saved_at")[:AT_ONCE]
    )
    for draft in drafts:
        assert draft.sender is not None  # only whoever has an account writes drafts
        day = timezone.localdate(max(draft.removed_at, now + TOLD_BEFORE))
        tell(
            NoticeKind.DRAFT_EXPIRES,
            receiver=draft.sender,
            about=f"draft:{draft.pk}:{draft.saved_at.isoformat()}",
            referral_id=draft.pk,
            link=reverse("referrals:draft_check", kwargs={"referral_pk": draft.pk}),
            parameters={"day": day.isoformat()},
        )
    return len(drafts)


@transaction.atomic
def remove_abandoned(now: dt.datetime) -> int:
    """Remove the drafts whose time is up; return how many there were."""
    drafts = (
        Referral.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(status=Referral.Status.DRAFT, saved_at__lte=now - Referral.DRAFT_KEPT_FOR)
        .filter(
            Exists(_told().filter(created_at__lte=now - TOLD_BEFORE)) | Exists(_told_elsewhere(now))
        )
        .order_by("saved_at")[:AT_ONCE]
    )
    for draft in drafts:
        record(Action.DRAFT_REMOVED, by=None, referral=draft)
        keep_quiet(draft)
        draft.delete()
    return len(drafts)


def _told_elsewhere(now: dt.datetime) -> QuerySet[SentElsewhere]:
    """Where its writer told so long ago that it was sent in another way."""
    long_ago = now - Referral.DRAFT_KEPT_FOR
    return SentElsewhere.objects.filter(draft=OuterRef("pk"), told_at__lte=long_ago)


def _told() -> QuerySet[Notice]:
    """The notices that told of the draft as it is now."""
    return Notice.objects.filter(
        kind=NoticeKind.DRAFT_EXPIRES,
        referral_id=OuterRef("pk"),
        created_at__gte=OuterRef("saved_at"),
        cancelled_at=None,
    )
