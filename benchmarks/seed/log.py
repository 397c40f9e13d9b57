"""The log: twenty rows a case over its time, in the order of time, and their sealed chain."""

import datetime as dt

from audit.chain import GENESIS, digest_of
from audit.models import AuditEvent, AuditSeal, UnsealedEvent
from audit.vocabulary import Action
from benchmarks.seed.copying import Row, copy_in, reserve
from benchmarks.seed.histories import History
from benchmarks.seed.people import People
from benchmarks.seed.size import LOG_ROWS_OF_A_CASE

READ = (Action.CASE_READ.value, {"page": "caseload:case_page"})
NOTES = (Action.CASE_READ.value, {"page": "cases:notes"})
WRITTEN: tuple[str, dict[str, str]] = (Action.NOTE_WRITTEN.value, {})
# The first is the opening; the others are what a working day brings.
EVENTS: list[tuple[str, dict[str, str]]] = [
    (Action.CASE_OPENED.value, {}),
    READ,
    (Action.CUSTODY_RECORDED.value, {}),
    READ,
    NOTES,
    WRITTEN,
    *[READ, NOTES, READ, READ, WRITTEN, READ] * 2,
    READ,
    READ,
]
AT_ONCE = 100_000


def make_log(histories: list[History], people: People, today: dt.date) -> None:
    """Events by COPY in the order of their keys, and the seals with the application's digest."""
    events = _events(histories, today)
    keys = reserve(AuditEvent, len(events))
    digest = GENESIS
    for start in range(0, len(events), AT_ONCE):
        part = events[start : start + AT_ONCE]
        rows = [
            _row(pk, event, histories, people)
            for pk, event in zip(keys[start : start + AT_ONCE], part, strict=True)
        ]
        copy_in(AuditEvent, rows)
        seals: list[Row] = []
        for row in rows:
            digest = digest_of(AuditEvent(**row), digest)
            seals.append({"event_id": row["id"], "digest": digest})
        copy_in(AuditSeal, seals)
        UnsealedEvent.objects.filter(pk__range=(rows[0]["id"], rows[-1]["id"])).delete()


Event = tuple[dt.datetime, int, int]


def _events(histories: list[History], today: dt.date) -> list[Event]:
    """When, of which case, and the place among its events; in the order of time."""
    events: list[Event] = []
    for n, history in enumerate(histories):
        whole = (history.closed_on or today) - history.opened_on
        for m in range(LOG_ROWS_OF_A_CASE):
            at = history.opened_at + whole * m / LOG_ROWS_OF_A_CASE
            events.append((at.replace(microsecond=0), n, m))
    events.sort()
    return events


def _row(pk: int, event: Event, histories: list[History], people: People) -> Row:
    at, n, m = event
    history = histories[n]
    action, details = EVENTS[m]
    by = history.worker if m > 2 and history.worker else people.intake[n % len(people.intake)]
    return {
        "id": pk,
        "at": at,
        "action": action,
        "by_id": by,
        "by_name": people.names[by],
        "by_unit": people.county.name_fi,
        "case_id": history.case,
        "client_id": history.client,
        "referral_id": None,
        "target": "",
        "purpose": "",
        "details": details,
    }
