"""Which rule gives a kind its day, and which day that is."""

import datetime as dt
from collections.abc import Collection
from functools import cached_property

from timing.calendar import (
    WorkingDayRule,
    add_months,
    add_working_days,
    warning_date,
)
from timing.models import TimeRule, WorkingDays
from timing.vocabulary import Basis, DueKind, Span, Trigger

# No target lies before that of the first meeting: whoever makes one reads its rule, too.
SET_THE_EARLIEST = (DueKind.FIRST_MEETING,)


class Rules:
    """The rules of all kinds, or of some, read once for whatever is derived with them."""

    def __init__(self, kinds: Collection[DueKind] | None = None) -> None:
        self.kinds = None if kinds is None else {*kinds, *SET_THE_EARLIEST}

    @cached_property
    def _rows(self) -> dict[str, list[TimeRule]]:
        rows: dict[str, list[TimeRule]] = {}
        found = TimeRule.objects.order_by("valid_from", "pk")
        if self.kinds is not None:
            found = found.filter(kind__in=self.kinds)
        for rule in found:
            rows.setdefault(rule.kind, []).append(rule)
        return rows

    @cached_property
    def _working_days(self) -> list[WorkingDays]:
        return list(WorkingDays.objects.order_by("valid_from"))

    def suppose(self, rule: TimeRule) -> None:
        """Go by an unsaved rule, too, in the place of the county's own of the same day."""
        rows = self._rows.setdefault(rule.kind, [])
        rows[:] = [each for each in rows if not _gives_way(each, rule)]
        rows.append(rule)
        rows.sort(key=lambda each: each.valid_from)

    def suppose_working_days(self, chosen: WorkingDays) -> None:
        """Go by an unsaved choice of working days, too."""
        self._working_days.append(chosen)
        self._working_days.sort(key=lambda each: each.valid_from)

    def find(
        self,
        kind: DueKind,
        county_id: int | None,
        on: dt.date,
        *,
        track: str = "",
        trigger: Trigger | str = "",
        need: str = "",
    ) -> TimeRule | None:
        """The rule in force on `on`, the day of the anchor.

        A track's comes before that of all, then a county's own before the national one,
        then the later before the earlier: a county's target for all leaves the short tracks
        theirs. For a day before all rules the first of them is taken.
        """
        fitting = [
            rule
            for rule in self._rows.get(kind, ())
            if rule.county_id in (None, county_id)
            and rule.track in ("", track)
            and rule.trigger == trigger
            and rule.need == need
        ]
        found = _in_force(fitting, on)
        if found is not None and found.is_national_again:
            found = _in_force([rule for rule in fitting if rule.county_id is None], on)
        return found

    def day(self, rule: TimeRule, anchor: dt.date, county_id: int | None) -> dt.date | None:
        """The day that the rule gives; None where it is due at once."""
        if rule.count is None:
            return None
        count = -rule.count if rule.is_before else rule.count
        match Span(rule.span):
            case Span.DAYS:
                return anchor + dt.timedelta(days=count)
            case Span.WEEKS:
                return anchor + dt.timedelta(weeks=count)
            case Span.MONTHS:
                return add_months(anchor, count)
            case Span.WORKING_DAYS:
                return self._after_working_days(rule, anchor, count, county_id)

    def _after_working_days(
        self, rule: TimeRule, anchor: dt.date, count: int, county_id: int | None
    ) -> dt.date:
        """A limit of law is the earlier of the two counts, whatever a county chose."""
        if rule.basis == Basis.LAW:
            return warning_date(anchor, count)
        return add_working_days(anchor, count, self.working_days(county_id, anchor))

    def working_days(self, county_id: int | None, on: dt.date) -> WorkingDayRule:
        """How the county counts working days for its own targets."""
        chosen = [
            each
            for each in self._working_days
            if each.county_id == county_id and each.valid_from <= on
        ]
        return WorkingDayRule(chosen[-1].rule) if chosen else WorkingDayRule.MON_FRI


def _in_force(fitting: list[TimeRule], on: dt.date) -> TimeRule | None:
    """Of rules in the order of their days."""
    begun = [rule for rule in fitting if rule.valid_from <= on] or fitting[:1]
    order = {rule.pk: place for place, rule in enumerate(fitting)}
    return max(
        begun,
        key=lambda rule: (rule.track != "", rule.county_id is not None, order[rule.pk]),
        default=None,
    )


def _gives_way(rule: TimeRule, to: TimeRule) -> bool:
    """The county's own of the same day; where the national one comes back, the later ones, too."""
    same = ("county_id", "track", "trigger", "need")
    if any(getattr(rule, name) != getattr(to, name) for name in same):
        return False
    if to.is_national_again:
        return rule.valid_from >= to.valid_from
    return rule.valid_from == to.valid_from
