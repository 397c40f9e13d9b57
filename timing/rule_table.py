"""The table of rules of one county: what is in force, and what comes."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from accounts.models import Organisation
from timing.models import TimeRule
from timing.rule_words import RuleInWords, in_words
from timing.vocabulary import NEEDS, Basis, DueKind


@dataclass
class Row:
    """The rule in force, those that come, and the national one that a county can replace."""

    now: RuleInWords | None = None
    coming: list[RuleInWords] = field(default_factory=list)
    national_pk: int | None = None

    @property
    def all(self) -> list[RuleInWords]:
        """In the order of time."""
        return [*([self.now] if self.now else []), *self.coming]

    @property
    def has_own(self) -> bool:
        """Whether the county has a target of its own, now or to come."""
        return any(said.is_own for said in self.all)


def rules_by_basis(county: Organisation, today: dt.date) -> list[tuple[Basis, list[Row]]]:
    """The rows by what they rest on, each kind in its place."""
    rows: dict[tuple[Any, ...], Row] = {}
    found = TimeRule.objects.filter(Q(county=None) | Q(county=county))
    for rule in sorted(found, key=_order):
        row = rows.setdefault((rule.basis, rule.kind, rule.track, rule.trigger, rule.need), Row())
        said = in_words(rule)
        if rule.county_id is None and rule.basis == Basis.TARGET:
            row.national_pk = rule.pk
        if rule.valid_from > today:
            if not rule.is_national_again or row.all[-1].is_own:
                row.coming.append(said)
        elif row.now is None or rule.county_id is not None or not row.now.is_own:
            row.now = said
    return [(basis, [row for key, row in rows.items() if key[0] == basis]) for basis in Basis]


def _order(rule: TimeRule) -> tuple[Any, ...]:
    need = list(NEEDS).index(rule.need) if rule.need in NEEDS else -1
    return (DueKind(rule.kind).rank, need, rule.track, rule.trigger, rule.valid_from, rule.pk)
