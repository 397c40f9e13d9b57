"""Contacts about somebody like the one who is looked for, as sent or as put right since."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, OuterRef, Q, Value, When
from django.db.models.functions import JSONObject

from cases.register.search import (
    LONG_ALIKE,
    SHORT_ALIKE,
    Match,
    Person,
    Wanted,
    compare,
    days_nearby,
    one_name_nearly,
    words_alike,
)
from cases.register.sounds import RULES, Sounds
from referrals.models import CorrectedFact, ReferralQuerySet

NAMES = ("last_name", "first_names")
COLUMNS = (*NAMES, "identity_code", "birth_date")
# Closer than any name is.
SURELY = 2.0


def matches_among(
    referrals: ReferralQuerySet,
    wanted: Wanted,
    like: Q,
    key: str,
    limit: int,
    *,
    as_sent: bool = False,
) -> dict[int, Match]:
    """How those of `referrals` agree with `wanted` as they hold now; `as_sent` also as sent.

    Gathered are those that are `like` it, at most `limit`, the closest by the sound `key`
    first, and as many that a correction made like it.
    """
    closest = referrals.filter(like)
    if key:
        closest = closest.order_by(_closeness(wanted, key), "-pk")
    best: dict[int, Match] = {}
    with words_alike(LONG_ALIKE, SHORT_ALIKE):
        people = list(_people(closest[:limit], _made_like(referrals, wanted, key)[:limit]))
    for pk, now, sent in people:
        for person in (now, sent) if as_sent else (now,):
            match = compare(wanted, person)
            if match is not None and (pk not in best or match.score > best[pk].score):
                best[pk] = match
    return best


def _closeness(wanted: Wanted, key: str) -> Any:
    """Of the same code first, and then by the name the closest."""
    named: Any = TrigramWordSimilarity(key, "name_key")
    if wanted.identity_code:
        coded = When(identity_code=wanted.identity_code, then=Value(SURELY))
        named = Case(coded, default=named)
    return named.desc()


def _made_like(referrals: ReferralQuerySet, wanted: Wanted, key: str) -> ReferralQuerySet:
    """Of those whose name, code or birth date was put right, who may be the one. There are few."""
    like = Q(name__in=NAMES) & one_name_nearly(wanted) if key else Q(pk__in=[])
    if wanted.identity_code:
        like |= Q(name="identity_code", after=wanted.identity_code)
    if wanted.birth_date:
        days = [day.isoformat() for day in days_nearby(wanted.birth_date)]
        like |= Q(name="birth_date", after__in=days)
    facts = CorrectedFact.objects.annotate(name_key=Sounds("after", rules=RULES)).filter(like)
    return referrals.filter(pk__in=facts.values("message__referral"))


def _people(*found: ReferralQuerySet) -> Iterator[tuple[int, Person, Person]]:
    """Each by its key, as it holds now and as it was sent: rows only, in one question."""
    told = CorrectedFact.objects.filter(message__referral=OuterRef("pk"), name__in=COLUMNS)
    told = told.order_by("message_id")
    put_right = ArraySubquery(told.values(told=JSONObject(name="name", after="after")))
    rows: Any
    rows, *others = (
        each.annotate(put_right=put_right).values_list("pk", *COLUMNS, "put_right")
        for each in found
    )
    for pk, *values, facts in rows.union(*others, all=True):
        sent = dict(zip(COLUMNS, values, strict=True))
        now = sent | {fact["name"]: fact["after"] for fact in facts}
        if isinstance(now["birth_date"], str):
            day = now["birth_date"]
            now["birth_date"] = dt.date.fromisoformat(day) if day else None
        yield pk, Person(**now), Person(**sent)
