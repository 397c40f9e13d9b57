"""How near a waiting contact's gate is: what decides its place, its target and whether to call.

It goes by what was told of the release last. Remand and the conversion of a fine without a
day count as near, because they may end on any day; nothing here says when they do.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import CharField, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cases.custody import CustodyKind
from referrals.exchange.corrections import as_corrected
from referrals.models import CorrectedFact, Referral
from timing.calendar import add_working_days

# A release this near leaves just the time that an assessment takes.
NEAR = dt.timedelta(weeks=4)
ANY_DAY = (CustodyKind.REMAND, CustodyKind.FINE_CONVERSION)


def last_day_at_gate(today: dt.date) -> dt.date:
    """The next working day: whoever is out by its end may be met by nobody else first."""
    return add_working_days(today, 1)


def at_gate(today: dt.date) -> Q:
    """Out by the end of the next working day, and not before today."""
    return Q(release_told__gte=today, release_told__lte=last_day_at_gate(today))


# The kind as it was put right last, or else as it was sent.
KIND_TOLD = Coalesce(
    Subquery(
        CorrectedFact.objects.filter(name="custody_kind", message__referral=OuterRef("pk"))
        .order_by("-message")
        .values("after")[:1]
    ),
    F("custody_kind"),
    output_field=CharField(),
)
# Wants the alias `kind_told`, which is looked up only where no day is known.
OUT_ANY_DAY = Q(release_told=None) & Q(kind_told__in=ANY_DAY)


@dataclass(frozen=True)
class Nearness:
    """What is known of one contact's gate, as seen from today."""

    day: dt.date | None
    custody_kind: str
    today: dt.date

    @property
    def is_any_day(self) -> bool:
        return self.day is None and self.custody_kind in ANY_DAY

    @property
    def is_near(self) -> bool:
        """Whether “not urgent” wants a reason of its own."""
        return self.is_any_day or (self.day is not None and self.day <= self.today + NEAR)

    @property
    def asks_for_call(self) -> bool:
        """Whether a written contact may come too late."""
        soon = self.day is not None and self.day <= last_day_at_gate(self.today)
        return self.is_any_day or soon

    @property
    def is_fine(self) -> bool:
        return self.custody_kind == CustodyKind.FINE_CONVERSION


def nearness_of(referral: Referral, today: dt.date) -> Nearness:
    """By what was told last."""
    return Nearness(referral.release_told, as_corrected(referral).custody_kind, today)
