"""Saving what was said of the factors, closing a round, and recording that none was wished for."""

import datetime as dt
from collections.abc import Iterable
from http import HTTPStatus

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.models import Case
from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import Occasion
from records.imprint import imprint_of
from records.refused import Refused
from records.versions import StaleVersion
from timing import moves

CLOSED_FIELDS = ["status", "closed_at", "closed_by", "imprint"]


class NotInRemand(Refused):
    """The client is in remand, which is no sentence."""

    words = gettext_lazy(
        "The client is in remand. Remand is no sentence, so these factors are not talked over. "
        "Nothing was saved."
    )


class RoundClosed(Refused):
    """The round never changes any more; what was typed belongs to a new one."""

    words = gettext_lazy(
        "This round is closed and does not change any more. Your text is still here. Save it "
        "again, and it begins a new round."
    )


class ClosedMeanwhile(RoundClosed):
    """Somebody else has closed it."""

    words = gettext_lazy("Somebody has closed this round already.")


class NothingSaid(Refused):
    """Of no factor anything was said."""

    words = gettext_lazy(
        "Nothing has been recorded of any factor yet. One is enough for closing the round."
    )


class RoundBegun(Refused):
    """Something was said already, so the round was not declined as a whole."""

    words = gettext_lazy(
        "Something has been recorded in this round already. Close it as it is: one factor is "
        "enough, and the client need not go on."
    )


class BeforeFormer(Refused):
    """A round is talked over on the day of the former one or later."""

    status = HTTPStatus.BAD_REQUEST
    field = "talked_on"

    def __init__(self, day: dt.date) -> None:
        super().__init__(day)
        self.day = day

    @property
    def words(self) -> str:
        return _(
            "The former round of this occasion was talked over on %(day)s. Write that day or a "
            "later one."
        ) % {"day": date_format(self.day)}


@transaction.atomic
def fill_checklist(
    *,
    case: Case,
    occasion: Occasion,
    round_number: int,
    entries: Iterable[ChecklistEntry],
    seen: int,
    by: User,
    on: dt.date | None = None,
) -> Checklist:
    """Save unsaved `entries` as the open round of one occasion.

    `on` is the day on which it was talked over, today where it is not told. A new round
    closes the one before it. `seen` is the version that the editor opened, 0 for a round
    that was not there. Raises StaleVersion where somebody has saved since, RoundClosed,
    BeforeFormer, NotInRemand or CaseClosed.
    """
    case = _case_to_write(case)
    checklist = _take(case, occasion, round_number, seen=seen, by=by, on=on)
    _write(checklist, list(entries))
    written(case, *moves.CHECKLIST)
    _log(Action.CHECKLIST_FILLED, checklist, by)
    return checklist


@transaction.atomic
def close_checklist(*, checklist: Checklist, seen: int, by: User) -> None:
    """Close a round of which at least one factor was spoken of; it never changes after that.

    Raises StaleVersion, ClosedMeanwhile, NothingSaid, NotInRemand or CaseClosed.
    """
    case = _case_to_write(checklist.case)
    found = Checklist.objects.prefetch_related("entries").get(pk=checklist.pk)
    if not found.is_open:
        raise ClosedMeanwhile
    if found.version != seen:
        raise StaleVersion(found)
    if not _says_something(found):
        raise NothingSaid
    _close(found, by)
    written(case, *moves.CHECKLIST)


@transaction.atomic
def decline_checklist(*, case: Case, occasion: Occasion, on: dt.date, by: User) -> Checklist:
    """Record that the client did not wish to talk of the factors; no reason is asked.

    Declined again on the same day, it stays one round. Raises RoundBegun where something was
    said already, BeforeFormer, NotInRemand or CaseClosed.
    """
    case = _case_to_write(case)
    former: Checklist | None = Checklist.objects.filter(case=case).of_occasion(occasion).first()
    if former is not None and former.is_declined and former.day == on:
        return former
    if former is not None and not former.is_open and on < former.day:
        raise BeforeFormer(former.day)
    if former is not None and former.is_open:
        if _says_something(former):
            raise RoundBegun
        former.entries.all().delete()
        declined = former
    else:
        number = former.round + 1 if former else 1
        declined = Checklist(case=case, occasion=occasion, round=number)
    declined.filled_by, declined.filled_at, declined.talked_on = by, timezone.now(), on
    declined.is_declined = True
    _mark_closed(declined, by)
    declined.save()
    written(case, *moves.CHECKLIST)
    _log(Action.CHECKLIST_DECLINED, declined, by)
    return declined


def close_rounds(case: Case, by: User) -> None:
    """Close what is still open as the case is closed. The caller holds the case's lock."""
    for found in Checklist.objects.open().filter(case=case).order_by("pk"):
        _close(found, by)


def _case_to_write(case: Case) -> Case:
    case = Case.objects.lock(case.pk)
    refuse_closed(case)
    if case.is_in_remand:
        raise NotInRemand
    return case


def _take(
    case: Case, occasion: Occasion, round_number: int, *, seen: int, by: User, on: dt.date | None
) -> Checklist:
    """The checklist row for this saving, new or raised by one version."""
    now = timezone.now()
    on = on or timezone.localdate(now)
    rounds = Checklist.objects.filter(case=case).of_occasion(occasion)
    found: Checklist | None = rounds.filter(round=round_number).first()
    former: Checklist | None = rounds.filter(round__lt=round_number).first()
    if found is not None and not found.is_open:
        raise RoundClosed
    if found is not None and seen == 0:
        raise StaleVersion(found)
    if former is not None and on < former.day:
        raise BeforeFormer(former.day)
    if found is None:
        if former is not None and former.is_open:
            _close(former, by)
        created: Checklist = Checklist.objects.create(
            case=case,
            occasion=occasion,
            round=round_number,
            talked_on=on,
            filled_by=by,
            filled_at=now,
        )
        return created
    found.filled_by, found.filled_at, found.talked_on = by, now, on
    found.save_over(seen, fields=["filled_by", "filled_at", "talked_on"])
    return found


def _write(checklist: Checklist, entries: list[ChecklistEntry]) -> None:
    """Each entry in its place; what was emptied goes."""
    for entry in entries:
        entry.checklist = checklist
    checklist.entries.exclude(factor__in=[entry.factor for entry in entries]).delete()
    ChecklistEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["checklist", "factor"],
        update_fields=["standing", "task", "note", "next_step", "items"],
    )


def _says_something(checklist: Checklist) -> bool:
    return any(entry.says_something for entry in checklist.entries.all())


def _mark_closed(checklist: Checklist, by: User) -> None:
    checklist.enter(Checklist.Status.CLOSED)
    checklist.closed_at, checklist.closed_by = timezone.now(), by
    checklist.imprint = imprint_of(filled_by=checklist.filled_by, closed_by=by)


def _close(checklist: Checklist, by: User) -> None:
    _mark_closed(checklist, by)
    checklist.save_over(checklist.version, fields=CLOSED_FIELDS)
    _log(Action.CHECKLIST_CLOSED, checklist, by)


def _log(action: Action, checklist: Checklist, by: User) -> None:
    record(
        action,
        by=by,
        case=checklist.case,
        target=checklist,
        details={"occasion": checklist.occasion, "round": checklist.round},
    )
