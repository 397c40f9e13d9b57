"""Deriving all dues anew, in chunks: by command, after a changed rule, and each night."""

import datetime as dt
import logging
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accounts.models import Organisation
from timing.deriving import CASE, REFERRAL, compare, derive, kinds_of, records_of
from timing.models import Derivation, Due
from timing.vocabulary import DueKind

logger = logging.getLogger(__name__)

AT_ONCE = 500
# Of what waits in the background: acts on these wait meanwhile, for less than a second.
IN_BACKGROUND = 100
# A run leaves the worker to others after this, and the next one goes on.
RUN_SECONDS = 30


@dataclass
class Progress:
    """How many records were looked at, and how many dues were not as they should be."""

    done: int = 0
    different: int = 0


def derive_all(of: str, records: "models.QuerySet[Any]") -> Iterator[Progress]:
    """Keep what is due in all of `records`; each chunk waits for its locks by key."""
    progress = Progress()
    for keys in _chunks(records):
        with transaction.atomic():
            progress.different += len(derive(of, _locked(records, keys)))
        progress.done += len(keys)
        yield progress


def compare_all(of: str, records: "models.QuerySet[Any]") -> Iterator[Progress]:
    """Count the dues that differ from what follows from the records; write nothing."""
    progress = Progress()
    for keys in _chunks(records):
        with transaction.atomic():
            progress.different += len(compare(of, _locked(records, keys)))
        progress.done += len(keys)
        yield progress


def _locked(
    records: "models.QuerySet[Any]", keys: Sequence[int], *, skip: bool = False
) -> list[Any]:
    """Behind their locks: an act that is under way has derived its dues by then.

    With `skip` without those that somebody holds.
    """
    locked = records.select_for_update(of=("self",), skip_locked=skip)
    return list(locked.filter(pk__in=keys).order_by("pk"))


def _chunks(records: "models.QuerySet[Any]") -> Iterator[list[int]]:
    last = 0
    found = records.order_by("pk").values_list("pk", flat=True)
    while keys := list(found.filter(pk__gt=last)[:AT_ONCE]):
        yield keys
        last = keys[-1]


# --- In the background ---------------------------------------------------------------


def ask_for(kinds: Collection[DueKind], county: Organisation) -> None:
    """Have a county's dues of these kinds derived anew, soon and in the background."""
    for of in (CASE, REFERRAL):
        wanted = sorted(kinds_of(of) & set(kinds))
        if wanted:
            Derivation.objects.create(of=of, kinds=wanted, county_id=county.pk)


def ask_for_check(night: dt.date) -> None:
    """Have all dues compared and repaired, once a night."""
    checks = [Derivation(of=of, night=night) for of in (CASE, REFERRAL)]
    Derivation.objects.bulk_create(checks, ignore_conflicts=True)


def go_on(seconds: float = RUN_SECONDS) -> int:
    """Derive what waits, chunk by chunk, for about so long; return how many records it were.

    Whatever stops it, the next run goes on after the last chunk. A second run at the same
    moment takes another derivation, or none. One that fails is logged, keeps no other from
    its way, and is tried again by the next run.
    """
    until, done = time.monotonic() + seconds, 0
    failed: list[int] = []
    while time.monotonic() < until:
        with transaction.atomic():
            others = Derivation.objects.waiting().exclude(pk__in=failed)
            waiting = others.select_for_update(skip_locked=True).first()
            if waiting is None:
                return done
            try:
                with transaction.atomic():
                    done += _derive_chunk(waiting)
            except Exception:
                logger.exception("Derivation %s (%s) could not go on", waiting.pk, waiting.of)
                failed.append(waiting.pk)
    return done


def _derive_chunk(of: Derivation) -> int:
    """The next records of a derivation; with none left it is done.

    A changed rule waits for acts under way. The nightly check leaves their records out:
    they are derived by the act.
    """
    records = records_of(of.of, of.county_id)
    keys = list(
        records.filter(pk__gt=of.after).order_by("pk").values_list("pk", flat=True)[:IN_BACKGROUND]
    )
    if keys:
        held = _locked(records, keys, skip=of.night is not None)
        kinds = [DueKind(kind) for kind in of.kinds] or None
        of.count(derive(of.of, held, kinds).dues)
        if of.night is None:
            _ask_anew_when_to_tell(of, held)
        of.after = keys[-1]
    else:
        of.done_at = timezone.now()
        _report(of)
    of.save(update_fields=["after", "differed", "done_at"])
    return len(keys)


def _ask_anew_when_to_tell(of: Derivation, records: Sequence[Any]) -> None:
    """Let the sweep look at these dues: a rule corrected on its first day stays the same row."""
    present = Due.objects.present().filter(kind__in=of.kinds)
    keys = [record.pk for record in records]
    present.filter(**{f"{of.of}__in": keys}).update(tell_on=timezone.localdate())


def _report(of: Derivation) -> None:
    """What a check had to repair is an error: an act has not derived what it moved."""
    if of.night is not None and of.differed:
        logger.error(
            "Dues differed from the records and were repaired (%s, by kind): %s",
            of.of,
            dict(sorted(of.differed.items())),
        )
