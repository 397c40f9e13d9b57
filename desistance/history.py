"""What is known before a checklist is filled in."""

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format

from cases.custody import CustodyKind, ReleaseKind
from cases.models import Case, CustodyFact
from desistance.factors import Factor, Scope
from desistance.models import Checklist, ChecklistEntry

# So near to a gate the day itself fills the talk.
NEAR_GATE = dt.timedelta(days=3)


@dataclass(frozen=True)
class SaidBefore:
    """What was last said of a factor: a starting point, and no answer until it is confirmed."""

    entry: ChecklistEntry

    @property
    def words(self) -> str:
        """How it was, and when that was said."""
        entry = self.entry
        how = entry.get_task_display() if entry.task else entry.get_standing_display()
        checklist = entry.checklist
        return f"{how.lower()}, {checklist.heading.lower()} {date_format(checklist.day)}"

    @property
    def can_still_be_so(self) -> bool:
        """Whether it can be confirmed as it stands.

        Of a task of the workers a former version kept a standing, which is said no more.
        """
        return bool(self.entry.task) or not Factor(self.entry.factor).is_our_task


def said_before(case: Case, *, except_for: Checklist | None) -> dict[str, SaidBefore]:
    """For each factor of the client and task of the workers, what was last said of it."""
    entries = ChecklistEntry.objects.filter(checklist__case=case)
    if except_for is not None:
        entries = entries.filter(checklist__pk__lt=except_for.pk)
    return {
        entry.factor: SaidBefore(entry)
        for entry in entries.select_related("checklist").order_by("checklist__pk")
        if Factor(entry.factor).scope is Scope.CLIENT and (entry.has_standing or entry.task)
    }


def probation_is_at_hand(case: Case) -> bool:
    """Whether the newest custody fact speaks of supervised probationary freedom (koevapaus)."""
    newest = CustodyFact.objects.filter(case=case).first()
    return newest is not None and (
        newest.custody_kind == CustodyKind.SUPERVISED_PROBATIONARY_FREEDOM
        or newest.release_kind == ReleaseKind.TO_SUPERVISED_PROBATIONARY_FREEDOM
    )


def is_first_meeting(case: Case, on: dt.date) -> bool:
    """Whether nobody has met the client before `on`, nor talked the factors over."""
    if Checklist.objects.filter(case=case).exists():
        return False
    first = case.notes.with_client().order_by("occurred_on").values_list("occurred_on", flat=True)
    day = first.first()
    return day is None or day >= on


def is_near_gate(case: Case, on: dt.date) -> bool:
    """Whether a gate is at most three days away, or was."""
    return any(abs(day - on) <= NEAR_GATE for day in case.gate_days)
