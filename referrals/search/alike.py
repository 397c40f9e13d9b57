"""Contacts about somebody like the one who is looked for, as sent or as put right since."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, OuterRef, Q, Value, When
from django.db.models.functions import JSONObject

from accounts.models import Organisation
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
from referrals.models import CorrectedFact, Referral, ReferralQuerySet

NAMES = ("last_name", "first_names")
COLUMNS = (*NAMES, "identity_code", "birth_date")
# Closer than any name is.
SURELY = 2.0


def matches_among(
    referrals: ReferralQuerySet, wanted: Wanted, like: Q, key: str, limit: int
) -> dict[int, Match]:
    """How those of `referrals` agree with `wanted`, as they hold now and as they were sent.

    Gathered are those that are `like` it, at most `limit`, the closest by the sound `key`
    first, and as many that a correction made like it.
    """
    closest = _closest(referrals, wanted, like, key)[:limit]
    with words_alike(LONG_ALIKE, SHORT_ALIKE):
        people = list(_people(closest, _made_like(referrals, wanted, key)[:limit]))
    return _best(wanted, ((pk, person) for pk, *both in people for person in both))


def matches_waiting(
    referral: Referral, wanted: Wanted, like: Q, key: str, limit: int
) -> dict[int, Match]:
    """How others that wait in the same county agree with `wanted`, as they hold now.

    Gathered are at most `limit` that are `like` it, and all in which something of the person
    was put right: of those that wait there are few, and no index tells how a fact sounds.
    """
    assert referral.county is not None  # the database holds it of what is sent
    others = Referral.objects.of_county(referral.county).untriaged().exclude(pk=referral.pk)
    with words_alike(LONG_ALIKE, SHORT_ALIKE):
        sent = _as_sent(_closest(others, wanted, like, key)[:limit])
    facts = _put_right_in(referral.county)
    if unlike := facts.keys() - sent.keys():
        sent |= _as_sent(others.filter(pk__in=unlike))
    return _best(wanted, ((pk, _now(row, facts.get(pk, []))) for pk, row in sent.items()))


def _put_right_in(county: Organisation) -> dict[int, list[tuple[str, str]]]:
    """Name and value of what holds now of a person in contacts that wait, the last one last."""
    told = CorrectedFact.objects.filter(
        name__in=COLUMNS, message__referral__county=county, message__referral__is_decided=False
    )
    facts: dict[int, list[tuple[str, str]]] = {}
    rows = told.order_by("message_id").values_list("message__referral", "name", "after")
    for pk, name, after in rows:
        facts.setdefault(pk, []).append((name, after))
    return facts


def _best(wanted: Wanted, people: Iterable[tuple[int, Person]]) -> dict[int, Match]:
    best: dict[int, Match] = {}
    for pk, person in people:
        match = compare(wanted, person)
        if match is not None and (pk not in best or match.score > best[pk].score):
            best[pk] = match
    return best


def _closest(referrals: ReferralQuerySet, wanted: Wanted, like: Q, key: str) -> ReferralQuerySet:
    closest = referrals.filter(like)
    return closest.order_by(_closeness(wanted, key), "-pk") if key else closest


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
        yield pk, _now(sent, [(fact["name"], fact["after"]) for fact in facts]), Person(**sent)


def _as_sent(found: ReferralQuerySet) -> dict[int, dict[str, Any]]:
    """What is compared of each, by its key."""
    rows = found.values_list("pk", *COLUMNS)
    return {pk: dict(zip(COLUMNS, values, strict=True)) for pk, *values in rows}


def _now(sent: dict[str, Any], facts: Iterable[tuple[str, str]]) -> Person:
    """As put right, the last one last."""
    now = sent | dict(facts)
    if isinstance(now["birth_date"], str):
        day = now["birth_date"]
        now["birth_date"] = dt.date.fromisoformat(day) if day else None
    return Person(**now)
