"""The journal: three notes a case, twenty where a case is opened to be measured."""

import datetime as dt
from collections.abc import Iterator
from random import Random

from benchmarks.seed.copying import Row, copy_in
from benchmarks.seed.histories import History
from benchmarks.seed.people import People
from benchmarks.seed.texts import text
from cases.models import Note
from cases.vocabulary import CommunicationChannel

CHANNELS = [
    CommunicationChannel.VISIT_PRISON,
    CommunicationChannel.PHONE,
    CommunicationChannel.VISIT_OFFICE,
]
NOTES, NOTES_OF_A_PLANNED_CASE = 3, 20


def make_notes(histories: list[History], people: People, random: Random, today: dt.date) -> None:
    """Written by the personal worker, or by intake where there is none."""
    notes = _notes(histories, people, random, today)
    copy_in(Note, people.signed(notes, "written_by"))


def _notes(
    histories: list[History], people: People, random: Random, today: dt.date
) -> Iterator[Row]:
    for history in histories:
        last = history.closed_on or today
        planned = history.is_open and history.is_planned
        notes = NOTES_OF_A_PLANNED_CASE if planned else NOTES
        for n in range(notes):
            day = history.opened_on + (last - history.opened_on) * n / notes
            yield {
                "case_id": history.case,
                "kind": Note.Kind.MEETING.value,
                "occurred_on": day,
                "channel": CHANNELS[n % len(CHANNELS)].value,
                "participants": "Asiakas",
                "text": text(random, random.randrange(3, 10)),
                "written_by_id": history.worker or people.intake[0],
                "written_at": dt.datetime.combine(day, dt.time(13, n), dt.UTC),
            }
