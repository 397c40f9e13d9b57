"""That a meeting was not held was recorded by mistake: it is taken back, and stays on record."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from audit.models import AuditEvent
from caseload.exports.kinds import DOCUMENTS
from cases.actions.team import open_for_purpose
from cases.models import Case
from networks.models import Meeting, MeetingCancellation
from tests.factories import (
    CaseFactory,
    MeetingCancellationFactory,
    MeetingFactory,
    SupervisorFactory,
)
from tests.networks.test_meetings import cancel, dues_of, hold, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(client):
    made = CaseFactory()
    client.force_login(made.responsible)
    return made


@pytest.fixture
def not_held(case):
    meeting = MeetingFactory(case=case)
    MeetingCancellationFactory(meeting=meeting)
    return meeting


@pytest.fixture
def of_two(case):
    on = timezone.localdate()
    return MeetingFactory(case=case, kind="one_to_one", on=on, begins=dt.time(0, 1))


def take_back(client, meeting):
    return send(client, "meeting_cancellation_take_back", meeting)


def test_a_cancellation_by_mistake_is_taken_back_and_the_meeting_is_due_again(
    client, case, not_held
):
    take_back(client, not_held)

    not_held.refresh_from_db()
    assert not_held.is_planned
    assert dues_of(case) == [(not_held.on, "hold_network_meeting")]


def test_what_was_taken_back_stays_on_record_and_in_the_log(client, case, not_held):
    take_back(client, not_held)

    told = MeetingCancellation.objects.get()
    assert (told.taken_back_by, "taken_back_by" in told.imprint) == (case.responsible, True)
    assert AuditEvent.objects.filter(action="meeting.cancellation_taken_back").count() == 1


def test_what_was_taken_back_is_not_read_on_the_page_nor_in_the_timeline(client, case, not_held):
    pages = (not_held.get_absolute_url(), case.get_absolute_url())
    before = ["Tapaaminen peruttiin" in client.get(page).text for page in pages]
    take_back(client, not_held)

    assert before == [True, True]
    assert ["Tapaaminen peruttiin" in client.get(page).text for page in pages] == [False, False]


def test_what_was_taken_back_goes_into_no_national_document(client, not_held):
    [of_cancellations] = [kind for kind in DOCUMENTS if kind.number == "19006"]
    before = of_cancellations.records().count()
    take_back(client, not_held)

    assert (before, of_cancellations.records().count()) == (1, 0)


def test_pressed_twice_it_is_taken_back_once(client, not_held):
    take_back(client, not_held)
    answer = take_back(client, not_held)

    assert answer.url == not_held.get_absolute_url()
    assert AuditEvent.objects.filter(action="meeting.cancellation_taken_back").count() == 1


def test_it_can_be_called_off_again_after_it_was_taken_back(client, case, not_held):
    take_back(client, not_held)
    cancel(client, not_held)

    not_held.refresh_from_db()
    assert (not_held.status, MeetingCancellation.objects.count()) == ("cancelled", 2)


def test_a_held_meeting_has_nothing_to_take_back_and_its_page_says_so(client, of_two):
    hold(client, of_two)
    page = client.get(take_back(client, of_two).url).text

    of_two.refresh_from_db()
    assert (of_two.status, "peruttavaa kirjausta ei ole" in page) == ("held", True)


def test_the_new_time_stands_too_and_the_page_says_so(client, case):
    meeting = MeetingFactory(case=case)
    cancel(client, meeting, new_on="17.3.2026", new_begins="13", new_ends="14")

    page = client.get(take_back(client, meeting).url).text

    assert "tilalle sovittu tapaaminen 17.3.2026 on voimassa" in page


def test_in_a_closed_case_nothing_is_taken_back(client, case, not_held):
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=timezone.localdate())

    take_back(client, not_held)

    not_held.refresh_from_db()
    assert not_held.status == "cancelled"


def test_who_may_only_read_takes_nothing_back(client, case, not_held):
    reader = SupervisorFactory(unit=case.unit)
    open_for_purpose(case=case, by=reader, purpose="Kantelu")
    client.force_login(reader)

    page = client.get(not_held.get_absolute_url()).text

    assert ("peru kirjaus" in page, take_back(client, not_held).status_code) == (False, 403)


def test_the_database_refuses_that_a_cancelled_meeting_was_held(not_held):
    with pytest.raises(DatabaseError, match="networks_meeting"):
        Meeting.objects.filter(pk=not_held.pk).update(status="held")


def test_what_was_taken_back_is_kept_by_the_database(client, not_held):
    take_back(client, not_held)
    rows = MeetingCancellation.objects.all()

    for change in (lambda: rows.update(taken_back_at=None, taken_back_by=None), rows.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
