"""What the database holds of meetings, their minutes and decisions."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from networks.models import (
    DecisionEnd,
    MeetingAsked,
    MeetingDecision,
    MeetingTopic,
    MinutesAttendance,
)
from tests.factories import MeetingFactory, MinutesFactory

pytestmark = pytest.mark.django_db
DUE = dt.date(2026, 3, 20)


@pytest.fixture
def draft():
    return MinutesFactory(decisions=[("Haetaan asuntoa", "Niko", DUE)])


@pytest.mark.parametrize(
    ("law", "values"),
    [
        ("decision_says_what_and_who", {"text": ""}),
        ("decision_says_what_and_who", {"actor": ""}),
        ("decision_has_a_place_of_its_own", {"position": 1}),
    ],
)
def test_a_decision_is_refused_that_breaks(draft, law, values):
    told = {"text": "Soitetaan", "actor": "Niko", "position": 2} | values

    with pytest.raises(IntegrityError, match=law):
        MeetingDecision.objects.create(minutes=draft, **told)


@pytest.mark.parametrize("values", [{"taken_back_at": timezone.now()}, {"taken_back_by_id": 0}])
def test_an_end_is_taken_back_by_somebody_at_some_hour(draft, values):
    by = draft.case.responsible
    values = {name: value or by.pk for name, value in values.items()}
    decision = draft.decisions.get()

    with pytest.raises(IntegrityError, match="decision_taken_back_at_and_by_together"):
        DecisionEnd.objects.create(decision=decision, how="done", on=DUE, recorded_by=by, **values)


def test_a_topic_has_words():
    with pytest.raises(IntegrityError, match="topic_has_words"):
        MeetingTopic.objects.create(meeting=MeetingFactory(), position=1, words="")


def test_nobody_is_asked_twice_to_a_meeting():
    row = MeetingFactory().asked.get()
    row.pk = None

    with pytest.raises(IntegrityError, match="asked_once_to_a_meeting"):
        row.save(force_insert=True)


def test_nobody_stands_twice_in_minutes(draft):
    row = draft.attendance.get()
    row.pk = None

    with pytest.raises(IntegrityError, match="once_in_minutes"):
        row.save(force_insert=True)


@pytest.mark.parametrize("told", [{"who": "worker"}, {"who": "client", "name": ""}])
def test_who_is_asked_and_who_came_is_somebody(draft, told):
    told = {"name": "Kati"} | told

    with pytest.raises(IntegrityError, match="meetingasked_is_somebody"), transaction.atomic():
        MeetingAsked.objects.create(meeting=draft.meeting, **told)
    with pytest.raises(IntegrityError, match="minutesattendance_is_somebody"):
        MinutesAttendance.objects.create(minutes=draft, **told)


def test_nothing_is_added_to_approved_minutes_or_to_a_meeting_that_was_held():
    minutes = MinutesFactory(approved=True)
    meeting = minutes.meeting

    for add in (
        lambda: MeetingDecision.objects.create(minutes=minutes, text="x", actor="x", position=9),
        lambda: MinutesAttendance.objects.create(minutes=minutes, who="by_name", name="x"),
        lambda: MeetingAsked.objects.create(meeting=meeting, who="by_name", name="x"),
        lambda: MeetingTopic.objects.create(meeting=meeting, words="x", position=9),
    ):
        with pytest.raises(DatabaseError, match="part of a final record"), transaction.atomic():
            add()
