"""The agenda is proposed from what is due, taken by ticks, and shown only as the client lets it."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse

from audit.models import AuditEvent
from cases.actions.custody import record_custody
from networks.meetings.agenda import proposed_topics
from networks.models import MeetingTopic
from plans.actions.agreeing import agree_plan
from tests.factories import (
    CaseFactory,
    ClientFactory,
    CustodyFactFactory,
    GoalFactory,
    MeetingCancellationFactory,
    MeetingFactory,
    NeedFactory,
    NetworkMemberFactory,
    PlanFactory,
    StepFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def case(client):
    case = CaseFactory(
        client=ClientFactory(first_names="Niko", last_name="Sarajärvi"),
        responsible=WorkerFactory(first_name="Riikka", last_name="Aaltovuo"),
    )
    client.force_login(case.responsible)
    return case


@pytest.fixture
def meeting(case):
    return MeetingFactory(case=case, on=ON, topics=["Velat", "Sisko"], place="Huone 2")


def words_of(meeting):
    return [each.words for each in proposed_topics(meeting)]


def page_of(name, meeting):
    return reverse(f"networks:{name}", kwargs={"meeting_pk": meeting.pk})


def tick(client, meeting, *, words=(), shown=(), version=None):
    proposed = {each.words: each.key for each in proposed_topics(meeting)}
    meeting.refresh_from_db()
    told = {
        "proposed": [proposed[each] for each in words],
        "shown": [topic.pk for topic in meeting.topics.filter(words__in=shown)],
        "version": version or meeting.version,
        "form_key": str(uuid.uuid4()),
    }
    return client.post(page_of("meeting_agenda", meeting), told)


def plan_with_step(case, due_on):
    plan = PlanFactory(case=case, review_on=dt.date(2026, 3, 12))
    goal = GoalFactory(plan=plan, words="Haluan kodin.")
    StepFactory(goal=goal, due_on=due_on)
    agree_plan(plan=plan, by=case.responsible, on=dt.date(2026, 3, 1))


# --- Proposed -------------------------------------------------------------------------


def test_nothing_is_proposed_where_nothing_is_due(meeting):
    assert words_of(meeting) == []


def test_a_goal_with_a_step_that_is_due_and_the_review_are_proposed(case, meeting):
    plan_with_step(case, due_on=ON)

    assert words_of(meeting) == ["Haluan kodin.", "Suunnitelman tarkistus"]


def test_a_goal_whose_steps_are_far_ahead_is_not_proposed(case, meeting):
    plan_with_step(case, due_on=dt.date(2026, 6, 1))

    assert "Haluan kodin." not in words_of(meeting)


def test_an_open_succession_is_proposed(case, meeting):
    NetworkMemberFactory(case=case, name="Kati Savela", ended=True)

    assert words_of(meeting) == ["Kuka jatkaa: Kati Savela"]


def test_a_service_without_a_contact_person_is_proposed(case, meeting):
    NetworkMemberFactory(case=case, name="", organisation_name="Velkaneuvonta")

    assert words_of(meeting) == ["Velkaneuvonta"]


def test_a_need_with_a_gap_is_proposed(meeting):
    case = meeting.case
    record_custody(
        fact=CustodyFactFactory(case=case, release_on=dt.date(2026, 3, 30)), by=case.responsible
    )
    NeedFactory(case=case, kind="housing")

    assert "Asuminen" in words_of(meeting)


def test_what_stands_on_the_agenda_is_not_proposed_again(case, meeting):
    NetworkMemberFactory(case=case, name="", organisation_name="Velat")

    assert words_of(meeting) == []


# --- Ticked ---------------------------------------------------------------------------


def test_what_is_ticked_comes_below_what_stands_there(client, case, meeting):
    plan_with_step(case, due_on=ON)

    tick(client, meeting, words=["Haluan kodin."])

    assert [topic.words for topic in meeting.topics.all()] == ["Velat", "Sisko", "Haluan kodin."]
    assert words_of(meeting) == ["Suunnitelman tarkistus"]


def test_nothing_comes_onto_the_agenda_by_itself(client, case, meeting):
    plan_with_step(case, due_on=ON)

    client.get(page_of("meeting_agenda", meeting))

    assert meeting.topics.count() == 2


def test_a_yes_is_not_saved_over_a_meeting_that_was_changed_meanwhile(client, meeting):
    tick(client, meeting)

    response = tick(client, meeting, shown=["Velat"], version=1)

    assert response.status_code == 409
    assert not meeting.topics.filter(is_shown=True).exists()


def test_a_topic_of_another_meeting_cannot_be_ticked(client, meeting):
    other = MeetingFactory(topics=["Vieras"]).topics.get()

    told = {"shown": [other.pk], "version": 1, "form_key": str(uuid.uuid4())}
    response = client.post(page_of("meeting_agenda", meeting), told)

    assert list(response.context["form"].errors) == ["shown"]


# --- The shared screen ----------------------------------------------------------------


def test_the_screen_shows_what_was_ticked_and_nothing_else(client, case, meeting):
    tick(client, meeting, shown=["Sisko"])

    page = client.get(page_of("meeting_screen", meeting)).content.decode()

    assert "Sisko" in page
    hidden = ("Velat", "Sarajärvi", "Niko", "Aaltovuo", "Huone 2", case.number)
    assert [word for word in hidden if word in page] == []


def test_the_screen_shows_no_topic_before_the_client_has_said_yes(client, meeting):
    page = client.get(page_of("meeting_screen", meeting)).content.decode()

    assert [word for word in ("Velat", "Sisko") if word in page] == []


def test_a_yes_that_is_taken_back_hides_the_topic(client, meeting):
    tick(client, meeting, shown=["Sisko"])
    tick(client, meeting)

    assert "Sisko" not in client.get(page_of("meeting_screen", meeting)).content.decode()


def test_a_yes_is_not_taken_along_to_a_new_time(client, meeting):
    tick(client, meeting, shown=["Sisko"])
    told = {"what": "called_off", "cause": "client", "who": "client", "form_key": uuid.uuid4()}
    time = {"new_on": "16.3.2026", "new_begins": "13", "new_ends": "14"}

    client.post(page_of("meeting_cancel", meeting), told | time)

    topics = MeetingTopic.objects.filter(meeting__instead_of__meeting=meeting)
    assert [(each.words, each.is_shown) for each in topics] == [("Velat", False), ("Sisko", False)]


def test_who_ticks_the_agenda_is_in_the_log(client, case, meeting):
    tick(client, meeting, shown=["Sisko"])

    assert AuditEvent.objects.filter(action="meeting.changed", case_id=case.pk).exists()


def test_the_agenda_of_a_meeting_that_is_over_takes_nothing(client, case, meeting):
    plan_with_step(case, due_on=ON)
    proposed = proposed_topics(meeting)[0]
    MeetingCancellationFactory(meeting=meeting)

    told = {"proposed": [proposed.key], "version": meeting.version, "form_key": uuid.uuid4()}
    response = client.post(page_of("meeting_agenda", meeting), told)

    assert (response.status_code, meeting.topics.count()) == (409, 2)


def test_notices_of_the_worker_do_not_come_onto_the_screen(client, meeting):
    tick(client, meeting)

    page = client.get(page_of("meeting_screen", meeting)).content.decode()

    assert "tallennettu" not in page
    assert reverse("caseload:my_work") not in page
