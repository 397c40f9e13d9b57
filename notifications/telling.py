"""Ordering a notice, and taking an order back."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from notifications.models import Notice
from notifications.vocabulary import NoticeKind


def tell(
    kind: NoticeKind,
    *,
    receiver: models.Model,
    about: str,
    link: str = "",
    case_id: int | None = None,
    referral_id: int | None = None,
    parameters: dict[str, Any] | None = None,
    due_at: dt.datetime | None = None,
) -> None:
    """Order a notice in the caller's transaction; the same order twice is one notice.

    `about` names the occasion, e.g. `plan:17:2026-12-01`; with the kind and the
    receiver it is the unique key. `parameters` fill the words of the kind and hold
    no name, identity code, prison or custody kind.
    """
    tell_all(
        kind,
        receivers=[receiver],
        about=about,
        link=link,
        case_id=case_id,
        referral_id=referral_id,
        parameters=parameters,
        due_at=due_at,
    )


def tell_all(
    kind: NoticeKind,
    *,
    receivers: Iterable[models.Model],
    about: str,
    link: str = "",
    case_id: int | None = None,
    referral_id: int | None = None,
    parameters: dict[str, Any] | None = None,
    due_at: dt.datetime | None = None,
) -> None:
    """Order the same notice for each of `receivers`, in one statement; otherwise as `tell`."""
    notices = [
        Notice(
            kind=kind,
            key=notice_key(kind, about, receiver),
            receiver_id=receiver.pk,
            case_id=case_id,
            referral_id=referral_id,
            parameters=parameters or {},
            link=link,
            due_at=due_at or timezone.now(),
        )
        for receiver in receivers
    ]
    if notices:
        Notice.objects.bulk_create(notices, ignore_conflicts=True)


def notice_key(kind: NoticeKind, about: str, receiver: models.Model) -> str:
    """What makes a notice the same notice: its kind, its occasion and its receiver."""
    return f"{kind.value}|{about}|{receiver.pk}"


def cancel_notices(
    *,
    case_id: int | None = None,
    referral_id: int | None = None,
    due_ids: Sequence[int] = (),
    kinds: tuple[NoticeKind, ...] = (),
    receiver_id: int | None = None,
    about: str = "",
) -> None:
    """Take back what has not been read: of a case, a contact or dues, of some kinds, for somebody.

    What names no case to its receivers is taken back by its `kinds` and the occasion.

    The key is set free, so that the same occasion may be told of again: a date that was
    moved may be moved back.
    """
    if case_id is None and referral_id is None and not due_ids and not (about and kinds):
        raise TypeError("Notices are taken back of a case, of a contact or of something due.")
    waiting = Notice.objects.filter(read_at=None)
    if due_ids:
        waiting = waiting.filter(due_id__in=due_ids)
    if case_id is not None:
        waiting = waiting.filter(case_id=case_id)
    if referral_id is not None:
        waiting = waiting.filter(referral_id=referral_id)
    if kinds:
        waiting = waiting.filter(kind__in=kinds)
    if receiver_id is not None:
        waiting = waiting.filter(receiver_id=receiver_id)
    if about:
        keys = [Q(key__startswith=f"{kind.value}|{about}|") for kind in kinds]
        waiting = waiting.filter(reduce(or_, keys))
    freed = Concat("key", Value("|cancelled|"), Cast("pk", CharField()))
    waiting.filter(cancelled_at=None).update(cancelled_at=timezone.now(), key=freed)
