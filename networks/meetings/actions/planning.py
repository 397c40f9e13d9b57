"""Agreeing on a meeting, changing it, and recording that a meeting of two was held."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.actions.notes import write_note
from cases.attending import joined
from cases.models import Case, Note
from inputs.attendees import Attendees
from networks.attendance_rows import rows_of, who_is
from networks.models import (
    Attendance,
    Meeting,
    MeetingAsked,
    MeetingTopic,
)
from records.refused import Refused
from timing import moves


class MeetingOver(Refused):
    """Somebody has recorded meanwhile that the meeting was held, or that it was not."""

    words = _(
        "It has been recorded meanwhile that this meeting was held or was not, so nothing was "
        "saved. Your text is still here: copy it."
    )


class NotHeldYet(Refused):
    """The hour of the meeting has not come."""

    words = _(
        "The meeting has not begun yet. If it was held sooner, change its day and hours first."
    )


@transaction.atomic
def plan_meeting(
    *, meeting: Meeting, attendees: Attendees, topics: Sequence[str], by: User
) -> None:
    """Add an unsaved meeting, whom it is asked to and what is talked about."""
    case = Case.objects.lock(meeting.case_id)
    refuse_closed(case)
    save_new(meeting, by)
    _ask(meeting, joined(case, attendees, by))
    _keep_topics(meeting, topics)
    written(case, *moves.MEETING)
    record(Action.MEETING_PLANNED, by=by, case=case, target=meeting)


@transaction.atomic
def edit_meeting(
    *,
    meeting: Meeting,
    seen: int,
    values: Mapping[str, Any],
    attendees: Attendees,
    topics: Sequence[str],
    by: User,
) -> None:
    """Save it over the version that the editor saw, or StaleVersion.

    The client's yes was given to those who were asked: with somebody new it is to be given anew.
    """
    case = lock_planned(meeting)
    if _asks_more(meeting, attendees):
        values = dict(values) | {"client_chose": False}
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.saved_by, meeting.saved_at = by, timezone.now()
    meeting.save_over(seen, fields=[*values, "saved_by", "saved_at"])
    _ask(meeting, joined(case, attendees, by))
    _keep_topics(meeting, topics)
    written(case, *moves.MEETING)
    record(Action.MEETING_EDITED, by=by, case=case, target=meeting)


@transaction.atomic
def hold_meeting_of_two(*, meeting: Meeting, note: Note, attendees: Attendees, by: User) -> None:
    """Write the unsaved `note` of it into the journal; the meeting is held."""
    case = lock_planned(meeting)
    if not meeting.is_behind:
        raise NotHeldYet(str(meeting.pk))
    write_note(note=note, by=by, attendees=attendees)
    meeting.note = note
    enter(meeting, Meeting.Status.HELD, "note")
    written(case, *moves.MEETING)
    record(Action.MEETING_HELD, by=by, case=case, target=meeting)


def lock_planned(meeting: Meeting) -> Case:
    """Take the case of a meeting for this transaction; MeetingOver where it is no plan any more."""
    case = Case.objects.lock(meeting.case_id)
    refuse_closed(case)
    if not Meeting.objects.planned().filter(pk=meeting.pk).exists():
        raise MeetingOver(str(meeting.pk))
    return case


def enter(meeting: Meeting, status: Meeting.Status, *fields: str) -> None:
    """Held, not held or agreed again. Only acts call this.

    The version rises: the calendar file of now takes the place of the former one.
    """
    meeting.enter(status)
    meeting.version += 1
    meeting.save(update_fields=["status", "version", *fields])


def save_new(meeting: Meeting, by: User) -> None:
    meeting.saved_by = by
    meeting.save(force_insert=True)


def _ask(meeting: Meeting, attendees: Attendees) -> None:
    """Who is asked still stays the same row, by the name of today: letters and pages name it."""
    now = {who_is(each): each for each in rows_of(attendees, MeetingAsked)}
    there = {who_is(each): each.pk for each in meeting.asked.all()}
    gone = [pk for who, pk in there.items() if who not in now]
    meeting.asked.filter(pk__in=gone).delete()
    for who, each in now.items():
        each.pk, each.meeting = there.get(who), meeting
    stay = [each for each in now.values() if each.pk is not None]
    MeetingAsked.objects.bulk_update(stay, ["name", "authority"])
    MeetingAsked.objects.bulk_create([each for each in now.values() if each.pk is None])


def _asks_more(meeting: Meeting, attendees: Attendees) -> bool:
    """Whether somebody outside the team is asked to whom the client has not said yes."""
    if not Meeting.objects.filter(pk=meeting.pk, client_chose=True).exists():
        return False
    ours = (Attendance.Who.CLIENT, Attendance.Who.WORKER)
    asked = {who_is(each) for each in meeting.asked.all()}
    now = [each for each in rows_of(attendees, MeetingAsked) if each.who not in ours]
    is_new = any(who_is(each) not in asked for each in now)
    return is_new or attendees.newcomer is not None


def _keep_topics(meeting: Meeting, topics: Sequence[str]) -> None:
    """The lines as they are now; one that stands already stays the same row."""
    there = {topic.words: topic for topic in meeting.topics.all()}
    meeting.topics.exclude(words__in=topics).delete()
    for position, words in enumerate(topics, 1):
        topic = there.get(words) or MeetingTopic(meeting=meeting, words=words)
        topic.position = position
        topic.save()
