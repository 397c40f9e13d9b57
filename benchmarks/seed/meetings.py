"""Network meetings of planned cases: one that is agreed, and one with approved minutes."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import F

from benchmarks.seed.copying import Row, copy_in, reserve
from benchmarks.seed.histories import History
from benchmarks.seed.people import People
from cases.vocabulary import CommunicationChannel
from networks.models import Meeting, MeetingDecision, MeetingTopic, Minutes, MinutesAttendance
from networks.models.attendance import Attendance
from networks.models.meeting import MeetingAsked

AHEAD, BEHIND = dt.timedelta(days=10), dt.timedelta(days=20)
NAMES = ("Veikko Esimerkki", "Kati Savela", "Riitta Lumenen", "Ismo Rautala")
TOPICS = ("Asunto portilla", "Lääkitys ensimmäisenä viikkona", "Velat", "Kuka on vastassa")
HOURS = {"begins": dt.time(10), "ends": dt.time(11)}
HOW = {"channel": CommunicationChannel.VISIT_PRISON.value, "participants": ", ".join(NAMES)}


def make_meetings(histories: list[History], people: People, today: dt.date) -> None:
    """For each open case with a plan; what is over is closed when its parts are there."""
    told = [h for h in histories if h.worker is not None and h.is_open and h.is_planned]
    agreed, held = reserve(Meeting, len(told)), reserve(Meeting, len(told))
    written = reserve(Minutes, len(told))
    for keys, on in ((agreed, today + AHEAD), (held, today - BEHIND)):
        copy_in(Meeting, _meetings(told, keys, on))
        copy_in(MeetingAsked, _people("meeting_id", keys))
        copy_in(MeetingTopic, _topics(keys))
    copy_in(Minutes, _minutes(told, people, held, written, today - BEHIND))
    copy_in(MinutesAttendance, _people("minutes_id", written))
    copy_in(MeetingDecision, _decisions(written, today))
    Meeting.objects.filter(pk__in=held).update(status=Meeting.Status.HELD)
    Minutes.objects.filter(pk__in=written).update(
        status=Minutes.Status.FINAL, approved_at=F("saved_at"), approved_by=F("saved_by")
    )


def _meetings(told: list[History], keys: list[int], on: dt.date) -> Iterator[Row]:
    for history, pk in zip(told, keys, strict=True):
        yield {
            "id": pk,
            "case_id": history.case,
            "kind": Meeting.Kind.NETWORK.value,
            "on": on,
            **HOURS,
            **HOW,
            "client_chose": True,
            "saved_at": history.opened_at,
            "saved_by_id": history.worker,
        }


def _people(of: str, keys: list[int]) -> Iterator[Row]:
    for pk in keys:
        for name in NAMES:
            yield {of: pk, "who": Attendance.Who.BY_NAME.value, "name": name}


def _topics(keys: list[int]) -> Iterator[Row]:
    for pk in keys:
        for position, words in enumerate(TOPICS):
            yield {"meeting_id": pk, "position": position, "words": words, "is_shown": True}


def _minutes(
    told: list[History], people: People, held: list[int], keys: list[int], on: dt.date
) -> Iterator[Row]:
    at = dt.datetime.combine(on, dt.time(12), dt.UTC)
    for history, meeting, pk in zip(told, held, keys, strict=True):
        yield {
            "id": pk,
            "case_id": history.case,
            "meeting_id": meeting,
            "on": on,
            **HOURS,
            **HOW,
            "talked": "Sovittiin, kuka on vastassa ja missä yö on.",
            "saved_at": at,
            "saved_by_id": history.worker,
            "status": Minutes.Status.DRAFT.value,
            "imprint": {"approved_by": people.imprints[history.worker or 0]},
        }


def _decisions(keys: list[int], today: dt.date) -> Iterator[Row]:
    for pk in keys:
        for position, words in enumerate(TOPICS):
            yield {
                "minutes_id": pk,
                "position": position,
                "text": words,
                "actor": NAMES[1],
                "due_on": today + AHEAD,
            }
