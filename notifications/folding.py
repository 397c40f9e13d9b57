"""Notices that say the same in the same words, shown as one line that counts them.

Several gaps of one case are told of on one day. Which needs they are stays in the case: a
notice stands in a list that is wider than its team. Each stays a row of its own, taken back
when what it tells of is over.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import timezone

from notifications.models import Notice


def folded(notices: Iterable[Notice]) -> list[Notice]:
    """Each line once, where its newest stands, with how many it stands for as `count`."""
    lines: dict[Any, Notice] = {}
    for notice in notices:
        same = lines.setdefault(_line(notice), notice)
        same.count += notice is not same
    return list(lines.values())


def twins_of(notice: Notice, user: models.Model) -> list[int]:
    """The keys of all unread notices of `user` that are in one line with `notice`."""
    same = Notice.objects.told_to(user).unread()
    same = same.filter(kind=notice.kind, case_id=notice.case_id, referral_id=notice.referral_id)
    return [each.pk for each in same if _line(each) == _line(notice)]


def _line(notice: Notice) -> Any:
    if "what" not in notice.parameters:
        return notice.pk
    told = (notice.kind, notice.case_id, notice.referral_id, notice.link, notice.read_at is None)
    words = tuple(sorted((name, str(value)) for name, value in notice.parameters.items()))
    return (*told, words, timezone.localdate(notice.due_at))
