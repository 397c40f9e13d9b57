"""Not today: what is due waits until a day, for a reason, and comes back."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from caseload.course.next_action import dues_of, next_action
from caseload.reminders.sweep import remind
from caseload.resting.actions import DoneMeanwhile, SetByLaw, rest_due
from cases.models import Case
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from tests.caseload.walk import released
from tests.factories import CaseFactory, NoteFactory, SupervisorFactory
from timing.calendar import noon_of
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db


def day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)


@pytest.fixture
def due():
    """A first meeting that is late."""
    case = CaseFactory(on=day(-30))
    return Due.objects.present().get(case_id=case.pk, kind=DueKind.FIRST_MEETING)


def case_of(due):
    return Case.objects.get(pk=due.case_id)


def rest(due, until=10):
    rest_due(due=due, until=day(until), reason="Sairaalassa", by=case_of(due).responsible)


def acts_on(due, on):
    case = case_of(due)
    return next_action(case, dues_of([case])[case.pk], on).key


def test_what_rests_is_no_task_until_its_day_and_comes_back_on_it(due):
    rest(due)

    assert acts_on(due, day(9)) != "first_meeting"
    assert acts_on(due, day(10)) == "first_meeting"


def test_who_waits_is_told_until_when_and_not_that_nothing_is_due(due):
    Due.objects.exclude(pk=due.pk).update(ended_at=timezone.now(), end_reason="done")
    rest(due)
    case = case_of(due)

    action = next_action(case, dues_of([case])[case.pk], day(0))

    assert (action.waits, action.due_on) == (True, day(10))


def test_nobody_is_reminded_of_what_rests(due):
    rest(due)
    Due.objects.exclude(pk=due.pk).update(tell_on=None)

    remind(now=noon_of(day(0)))

    assert not Notice.objects.filter(due_id=due.pk).exists()


def test_the_supervisor_hears_of_it_all_the_same_when_it_has_been_late_for_long(due):
    SupervisorFactory(unit=case_of(due).unit)
    rest(due)
    Due.objects.exclude(pk=due.pk).update(tell_on=None)

    remind(now=noon_of(day(0)))

    kinds = Notice.objects.filter(due_id=due.pk).values_list("kind", flat=True)
    assert list(kinds) == [NoticeKind.DUE_ESCALATED]


def test_a_day_that_moves_ends_the_rest():
    case = CaseFactory(on=day(-30))
    released(case, day(40), release_certainty="estimated", custody_started_on=day(-400))
    due = Due.objects.present().get(case_id=case.pk, kind=DueKind.RELEASE_UNSURE)
    rest_due(due=due, until=day(10), reason="x", by=case.responsible)
    released(case, day(50), release_certainty="estimated", custody_started_on=day(-400))

    moved = Due.objects.present().get(case_id=case.pk, kind=DueKind.RELEASE_UNSURE)
    assert moved.rests_until is None


def test_a_limit_of_law_does_not_rest(due):
    Due.objects.filter(pk=due.pk).update(basis="law")
    due.refresh_from_db()

    with pytest.raises(SetByLaw):
        rest(due)


def test_what_somebody_has_done_meanwhile_does_not_rest(due):
    NoteFactory(case=case_of(due))

    with pytest.raises(DoneMeanwhile):
        rest(due)


def page_of(due):
    return reverse("caseload:due_rest", kwargs={"case_pk": due.case_id, "due_pk": due.pk})


@pytest.mark.parametrize(
    ("until", "words"), [(0, "tämän päivän jälkeen"), (93, "kolmen kuukauden ajalta")]
)
def test_a_day_that_is_none_is_asked_again_and_the_reason_stays(client, due, until, words):
    client.force_login(case_of(due).responsible)
    on = day(until)

    html = client.post(
        page_of(due), {"until": f"{on.day}.{on.month}.{on.year}", "reason": "Sairaalassa"}
    ).content.decode()

    assert words in html
    assert "Sairaalassa" in html


def test_the_page_lets_it_rest_and_leads_back_to_my_work(client, due):
    client.force_login(case_of(due).responsible)
    on = day(5)

    response = client.post(
        page_of(due), {"until": f"{on.day}.{on.month}.{on.year}", "reason": "Sairaalassa"}
    )

    due.refresh_from_db()
    assert response.url == reverse("caseload:my_work")
    assert (due.rests_until, due.rest_reason) == (on, "Sairaalassa")


def test_a_stale_link_leads_to_the_case_and_says_why(client, due):
    NoteFactory(case=case_of(due))
    client.force_login(case_of(due).responsible)

    response = client.get(page_of(due), follow=True)

    assert "joku on tehnyt sen" in response.content.decode()
