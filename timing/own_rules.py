"""A county's own rules: which are in force, and how many dues another one would move."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Organisation
from timing.deriving import CASE, REFERRAL, compare, kinds_of, records_of
from timing.models import Due, TimeRule, WorkingDays
from timing.rules import Rules
from timing.vocabulary import Basis, DueKind, Span

# The page counts over so many records at most, and says so where there are more.
LOOKED_AT, AT_ONCE = 4000, 500


def own_rules(like: TimeRule, county: Organisation) -> "QuerySet[TimeRule]":
    """The county's rules for the same: of the kind, track, trigger and need of `like`."""
    return TimeRule.objects.filter(
        kind=like.kind, track=like.track, trigger=like.trigger, need=like.need, county=county
    )


def newest_own(like: TimeRule, county: Organisation) -> TimeRule | None:
    """The county's last rule for the same."""
    return own_rules(like, county).order_by("-valid_from").first()


def print_of(rule: TimeRule | None) -> str:
    """Tells one saving of a rule from another."""
    return f"{rule.pk}.{rule.version}" if rule is not None else "none"


def kinds_in_working_days(county: Organisation) -> list[DueKind]:
    """The kinds with a target that is counted in working days."""
    counted = TimeRule.objects.filter(basis=Basis.TARGET, span=Span.WORKING_DAYS)
    own_or_national = counted.filter(Q(county=county) | Q(county=None))
    return [DueKind(kind) for kind in sorted(set(own_or_national.values_list("kind", flat=True)))]


@dataclass(frozen=True)
class Moves:
    """How many dues would get another day, and how many would be late by it.

    `looked_at` of `total` present ones were looked at.
    """

    moved: int
    earlier: int
    late: int
    looked_at: int
    total: int

    @property
    def later(self) -> int:
        """How many would get a later day."""
        return self.moved - self.earlier

    @property
    def is_whole(self) -> bool:
        """Whether all were looked at."""
        return self.looked_at == self.total


def moves_by(
    county: Organisation,
    kinds: Collection[DueKind],
    *,
    rule: TimeRule | None = None,
    working_days: WorkingDays | None = None,
) -> Moves:
    """What a rule or a choice would move if it were saved; nothing is written."""
    rules = Rules(kinds)
    if rule is not None:
        rules.suppose(rule)
    if working_days is not None:
        rules.suppose_working_days(working_days)
    today = timezone.localdate()
    moved = earlier = late = looked_at = total = 0
    for of in (CASE, REFERRAL):
        wanted = kinds_of(of) & set(kinds)
        keys = _with_dues(of, county, wanted) if wanted else []
        total += len(keys)
        for start in range(0, min(len(keys), LOOKED_AT), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            found = compare(of, list(records_of(of).filter(pk__in=some)), wanted, rules)
            days = [(kept.day, new.day) for kept, new in found.moved if kept.day != new.day]
            moved += len(days)
            earlier += sum(new < old for old, new in days if old and new)
            late += sum(new < today <= old for old, new in days if old and new)
            looked_at += len(some)
    return Moves(moved, earlier, late, looked_at, total)


def _with_dues(of: str, county: Organisation, kinds: Collection[DueKind]) -> list[int]:
    """The keys of the county's records in which one of the kinds is due."""
    due = Due.objects.present().filter(kind__in=kinds).exclude(**{of: None})
    records = records_of(of, county.pk).filter(pk__in=due.values(of))
    return list(records.order_by("pk").values_list("pk", flat=True))
