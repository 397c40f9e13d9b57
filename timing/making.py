"""Making a due out of a rule and the day that it counts from."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from timing.models import Due
from timing.rules import Rules
from timing.vocabulary import DueKind, Trigger, receiver_of


class Between(NamedTuple):
    """The days that a target does not leave, where they are known."""

    earliest: dt.date | None = None
    latest: dt.date | None = None

    def keep(self, day: dt.date) -> dt.date:
        """The day, or the nearest of them."""
        if self.earliest and day < self.earliest:
            day = self.earliest
        return self.latest if self.latest and day > self.latest else day


ANY_DAY = Between()


@dataclass(frozen=True)
class Maker:
    """Makes the dues of one case or contact: `about` is {"case_id": 7} or {"referral_id": 7}."""

    rules: Rules
    county_id: int
    about: dict[str, int]
    track: str = ""

    def make(
        self,
        kind: DueKind,
        act: str,
        *,
        counted_from: dt.date | None,
        begun_on: dt.date,
        trigger: Trigger | str = "",
        between: Between = ANY_DAY,
        **values: Any,
    ) -> Due | None:
        """One due; None where no rule asks for it.

        Without a day to count from it has no day, and the rule is that of `begun_on`.
        `values` are further fields; a due is shown from some days before its day on.
        """
        rule = self.rules.find(
            kind, self.county_id, counted_from or begun_on, track=self.track, trigger=trigger
        )
        if rule is None:
            return None
        day = self.rules.day(rule, counted_from, self.county_id) if counted_from else None
        if day is not None:
            day = between.keep(day)
        shown = {"shown_from": day - dt.timedelta(days=rule.shown_before) if day else None}
        return Due(
            kind=kind,
            act=act,
            day=day,
            is_at_once=rule.count is None,
            basis=rule.basis,
            rule=rule,
            receiver=receiver_of(kind),
            **self.about,
            **shown | values,
        )
