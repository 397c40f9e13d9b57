"""Every kind of what is due in a case, before its day, on it, after it, and when it is over:
all readers say the same."""

import datetime as dt

import pytest

from caseload.case_page.gathered_facts import CaseFacts
from caseload.case_page.timeline import timeline_of
from caseload.closing import close_case
from caseload.course.next_action import dues_of, next_action
from caseload.course.order import NO_TASK
from caseload.my_work.tasks import dues_for
from caseload.reminders.sweep import remind
from cases.models import Case, CaseClosure
from notifications.models import Notice
from tests.caseload.every_kind import KINDS, day
from tests.factories import SupervisorFactory, UserFactory
from timing.calendar import noon_of
from timing.deriving import CASE, compare, derive
from timing.models import Due, TimeRule
from timing.vocabulary import Basis, DueKind

pytestmark = pytest.mark.django_db
DRAWN = ("ahead", "late")
ONE_DAY = dt.timedelta(days=1)
# Kinds of contacts before a case are in tests/referrals/test_targets.py.
OF_CASES = sorted(KINDS)


def made(kind):
    case = KINDS[kind].made()
    case.refresh_from_db()
    return case


def due_of(case, kind):
    return Due.objects.present().get(case_id=case.pk, kind=kind)


def tasks_on(case, on):
    """The kinds in My work of whoever carries the case."""
    worker = case.responsible or case.opened_by
    return [due.kind for due in dues_for(worker, [case], dues_of([case]), on)]


def drawn_on(case, due, on):
    """The states of the due's line on the timeline."""
    return [
        event.state for event in timeline_of(CaseFacts(case), [due], on) if event.state in DRAWN
    ]


def test_every_kind_of_a_case_is_in_the_table():
    of_referrals = {"referral_decision", "question", "transfer"}
    # Needs a final assessment of a client in special support: tests/assessments/test_dues.py.
    elsewhere = {"office_holder"}

    assert {kind.value for kind in DueKind} - of_referrals - elsewhere == {*KINDS}


@pytest.mark.parametrize("kind", OF_CASES)
def test_what_is_kept_follows_from_the_records(kind):
    case = made(kind)

    assert not compare(CASE, [case])
    assert due_of(case, kind).rule is not None


@pytest.mark.parametrize("kind", OF_CASES)
def test_before_it_is_shown_it_is_no_task_and_not_late(kind):
    case = made(kind)
    due = due_of(case, kind)
    if due.shown_from is None:
        return
    before = due.shown_from - ONE_DAY

    assert kind not in tasks_on(case, before)
    assert not due.is_late_on(before)


@pytest.mark.parametrize("kind", OF_CASES)
def test_on_its_day_it_is_a_task_and_stands_on_the_timeline(kind):
    case = made(kind)
    due = due_of(case, kind)
    on = due.day or day(0)

    assert (kind in tasks_on(case, on)) is (kind not in NO_TASK)
    assert drawn_on(case, due, on) == ["ahead"]
    assert next_action(case, [due], on).late(on) == ""


@pytest.mark.parametrize("kind", OF_CASES)
def test_after_its_day_every_reader_says_that_it_is_late(kind):
    case = made(kind)
    due = due_of(case, kind)
    if due.day is None or due.shown_to is not None:
        return
    after = due.day + ONE_DAY

    assert next_action(case, [due], after).late(after)
    assert drawn_on(case, due, after) == ["late"]


@pytest.mark.parametrize("kind", [kind for kind in OF_CASES if KINDS[kind].done])
def test_done_it_is_gone_from_every_reader(kind):
    case = made(kind)
    KINDS[kind].done(case)
    case.refresh_from_db()

    assert not Due.objects.present().filter(case_id=case.pk, kind=kind).exists()
    assert not compare(CASE, [case])


@pytest.mark.parametrize("kind", [kind for kind in OF_CASES if kind != DueKind.FOLLOW_UP])
def test_in_a_closed_case_nothing_is_due_but_the_follow_up(kind):
    case = made(kind)
    by = case.responsible or case.opened_by
    close_case(closure=CaseClosure(case=case, reason="no_longer_needed"), by=by)

    assert not Due.objects.present().filter(case_id=case.pk).exists()


@pytest.mark.parametrize("kind", OF_CASES)
def test_where_nobody_works_any_more_somebody_active_is_told(kind):
    case = made(kind)
    SupervisorFactory(unit=case.unit)
    due = due_of(case, kind)
    if due.tell_on is None:
        return
    for held in case.casememberships.select_related("user"):
        held.user.is_active = False
        held.user.save()
    Notice.objects.all().delete()
    Due.objects.exclude(pk=due.pk).update(tell_on=None)

    remind(now=noon_of(due.tell_on))

    told = {notice.receiver for notice in Notice.objects.all()}
    assert told
    assert all(user.is_active and user.is_supervisor for user in told)


def countys_own(kind, case):
    """The county gives itself three days more or less than it has."""
    rule = due_of(case, kind).rule
    values = {
        field.attname: getattr(rule, field.attname)
        for field in TimeRule._meta.concrete_fields
        if field.name not in ("id", "county")
    }
    own = TimeRule(**values | {"count": rule.count + 3, "county_id": case.county_id})
    own.save(force_insert=True)


@pytest.mark.parametrize("kind", OF_CASES)
def test_a_changed_target_of_the_county_moves_it_and_no_agreement_or_law(kind):
    case = made(kind)
    before = due_of(case, kind)
    if before.basis != Basis.TARGET or not before.rule.count:
        return
    countys_own(kind, case)
    derive(CASE, [Case.objects.get(pk=case.pk)])

    assert due_of(case, kind).day != before.day


@pytest.mark.parametrize("kind", OF_CASES)
def test_two_sweeps_tell_of_it_once(kind):
    case = made(kind)
    SupervisorFactory(unit=case.unit)
    UserFactory(is_superuser=True)
    due = due_of(case, kind)
    if due.tell_on is None:
        return
    Due.objects.exclude(pk=due.pk).update(tell_on=None)

    told = [remind(now=noon_of(due.tell_on)) for _twice in range(2)]

    assert told[0] > 0
    assert told[1] == 0
