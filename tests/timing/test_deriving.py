"""What is due is kept as it follows from the records, each due once."""

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone

from caseload.reminders.sweep import remind
from networks.dues import NETWORK
from networks.members.actions.changing import end_member
from notifications.models import Notice
from tests.caseload.walk import released
from tests.factories import CaseFactory, NetworkMemberFactory, NoteFactory
from timing import moves
from timing.calendar import noon_of
from timing.deriving import CASE, compare, derive
from timing.models import Due
from timing.vocabulary import DueKind, EndReason

pytestmark = pytest.mark.django_db

GATE = dt.date(2026, 12, 14)


def due(case, kind):
    return Due.objects.present().get(case_id=case.pk, kind=kind)


def test_a_due_that_is_done_ends_with_its_reason():
    case = CaseFactory()
    NoteFactory(case=case)

    ended = Due.objects.get(case_id=case.pk, kind=DueKind.FIRST_MEETING)
    assert ended.end_reason == EndReason.DONE
    assert ended.ended_at is not None


def test_a_due_whose_day_moved_ends_and_begins_anew():
    case = CaseFactory()
    released(case, GATE)
    released(case, GATE + dt.timedelta(days=7))

    ends = Due.objects.filter(case_id=case.pk, kind=DueKind.RELEASE).order_by("pk")
    assert [each.end_reason for each in ends] == [EndReason.MOVED, ""]


def test_the_same_told_again_moves_nothing():
    case = CaseFactory()
    released(case, GATE)
    before = due(case, DueKind.RELEASE).pk
    released(case, GATE)

    assert due(case, DueKind.RELEASE).pk == before


def test_a_taken_back_day_takes_its_due_back():
    case = CaseFactory()
    released(case, GATE)
    released(case, None)

    assert not Due.objects.present().filter(case_id=case.pk, kind=DueKind.RELEASE).exists()


def test_only_the_kinds_that_were_named_are_derived():
    case = CaseFactory()
    Due.objects.all().delete()

    derive(CASE, [case], moves.TEAM)

    assert not Due.objects.exists()


def test_the_comparison_finds_what_an_act_forgot():
    case = CaseFactory()
    due(case, DueKind.FIRST_MEETING).delete()

    assert [each.kind for each in compare(CASE, [case]).begun] == [DueKind.FIRST_MEETING]


def test_the_check_is_an_error_where_something_differs_and_writes_nothing():
    case = CaseFactory()
    due(case, DueKind.FIRST_MEETING).delete()

    with pytest.raises(CommandError):
        call_command("derive", check=True, stdout=StringIO())

    assert not Due.objects.filter(kind=DueKind.FIRST_MEETING).exists()


def test_a_nameless_member_who_leaves_ahead_is_asked_about_until_the_day_before():
    case = CaseFactory()
    member = NetworkMemberFactory(case=case, name="", organisation_name="Kela")
    on = timezone.localdate() + dt.timedelta(days=10)

    end_member(member=member, on=on, reason="x", by=case.responsible)

    assert due(case, DueKind.CONTACT_PERSON).shown_to == on - dt.timedelta(days=1)
    later = dt.datetime.combine(on, dt.time(12), tzinfo=dt.UTC)
    with time_machine.travel(later, tick=False):
        assert not compare(CASE, [case], NETWORK)


def test_a_nameless_member_who_had_left_when_it_was_told_is_not_asked_about():
    case = CaseFactory()
    member = NetworkMemberFactory(case=case, name="", organisation_name="Kela")

    end_member(member=member, on=timezone.localdate(), reason="x", by=case.responsible)

    assert not Due.objects.present().filter(case_id=case.pk, kind=DueKind.CONTACT_PERSON).exists()


def test_deriving_anew_repairs_it():
    case = CaseFactory()
    kept = due(case, DueKind.FIRST_MEETING).content
    Due.objects.all().delete()

    call_command("derive", stdout=StringIO())

    assert due(case, DueKind.FIRST_MEETING).content == kept


def test_one_thing_is_due_once():
    case = CaseFactory()
    kept = due(case, DueKind.FIRST_MEETING)
    kept.pk = None

    with pytest.raises(IntegrityError, match="due_once"):
        kept.save(force_insert=True)


def test_silence_goes_on_in_the_same_row_with_each_contact():
    case = CaseFactory()
    NoteFactory(case=case, occurred_on=dt.date(2026, 2, 2))
    first = due(case, DueKind.SILENCE)
    NoteFactory(case=case, occurred_on=dt.date(2026, 2, 9))

    now = due(case, DueKind.SILENCE)
    assert (now.pk, now.day) == (first.pk, first.day + dt.timedelta(days=7))


def test_a_renewed_day_is_told_of_anew_and_what_was_told_is_taken_back():
    case = CaseFactory()
    NoteFactory(case=case, occurred_on=dt.date(2026, 2, 2))
    remind(now=noon_of(dt.date(2026, 3, 4)))
    told = Notice.objects.get(due_id=due(case, DueKind.SILENCE).pk)
    NoteFactory(case=case, occurred_on=dt.date(2026, 3, 9))

    told.refresh_from_db()
    assert told.cancelled_at is not None
    assert due(case, DueKind.SILENCE).tell_on == dt.date(2026, 4, 8)
