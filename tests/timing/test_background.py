"""What is to be derived anew is derived in the background, whatever stops it."""

import datetime as dt
import logging

import pytest
from django.db import connection

from tests.factories import CaseFactory, CountyFactory, ReferralFactory, UnitFactory
from timing import repair
from timing.models import Derivation, Due
from timing.tasks import ask_for_check
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db

NIGHT = dt.date(2026, 11, 30)
FOREVER = 600


def forgotten(kind=DueKind.FIRST_MEETING):
    """A case in which an act has not derived what is due."""
    case = CaseFactory()
    Due.objects.filter(case_id=case.pk, kind=kind).delete()
    return case


def is_kept(case, kind=DueKind.FIRST_MEETING):
    return Due.objects.present().filter(case_id=case.pk, kind=kind).exists()


def test_the_nightly_check_repairs_what_an_act_forgot_and_says_so_with_counts(caplog):
    case = forgotten()
    repair.ask_for_check(NIGHT)

    with caplog.at_level(logging.ERROR):
        repair.go_on(FOREVER)

    assert is_kept(case)
    [told] = [each.getMessage() for each in caplog.records]
    assert "{'first_meeting': 1}" in told
    assert case.number not in told
    assert not Derivation.objects.waiting().exists()


def test_a_night_on_which_nothing_differs_writes_no_error(caplog):
    CaseFactory()
    ReferralFactory()
    repair.ask_for_check(NIGHT)

    with caplog.at_level(logging.ERROR):
        looked_at = repair.go_on(FOREVER)

    assert (looked_at, caplog.records) == (2, [])


def test_the_nightly_check_looks_at_contacts_too():
    referral = ReferralFactory()
    Due.objects.filter(referral_id=referral.pk).delete()
    repair.ask_for_check(NIGHT)

    repair.go_on(FOREVER)

    kept = Due.objects.present().get(referral_id=referral.pk)
    assert kept.kind == DueKind.REFERRAL_DECISION


def test_two_clocks_ask_for_one_check_a_night():
    for _each in range(2):
        repair.ask_for_check(NIGHT)
    repair.ask_for_check(NIGHT + dt.timedelta(days=1))

    assert sorted(Derivation.objects.values_list("of", "night")) == [
        ("case_id", NIGHT),
        ("case_id", NIGHT + dt.timedelta(days=1)),
        ("referral_id", NIGHT),
        ("referral_id", NIGHT + dt.timedelta(days=1)),
    ]


def test_the_clock_asks_for_the_check_of_its_day():
    ask_for_check()

    assert Derivation.objects.waiting().count() == 2


def test_a_run_that_is_over_is_gone_on_with_by_the_next(monkeypatch):
    monkeypatch.setattr(repair, "IN_BACKGROUND", 1)
    cases = [forgotten() for _each in range(2)]
    repair.ask_for_check(NIGHT)

    class Stopped(BaseException):
        """As if the worker was killed in the middle."""

    def stop(_waiting):
        raise Stopped

    with monkeypatch.context() as patch:
        derive_chunk = repair._derive_chunk
        calls = iter([derive_chunk, stop])
        patch.setattr(repair, "_derive_chunk", lambda waiting: next(calls)(waiting))
        with pytest.raises(Stopped):
            repair.go_on(FOREVER)
    between = [is_kept(case) for case in cases]
    looked_at = repair.go_on(FOREVER)

    assert (between, [is_kept(case) for case in cases]) == ([True, False], [True, True])
    assert looked_at == 1


def test_a_derivation_that_fails_is_logged_and_keeps_no_other_from_its_way(monkeypatch, caplog):
    case = forgotten()
    repair.ask_for([DueKind.FIRST_MEETING], CountyFactory(code="muu"))
    broken = Derivation.objects.get()
    repair.ask_for([DueKind.FIRST_MEETING], case.county)
    derive_chunk = repair._derive_chunk

    def fail_once_broken(waiting):
        if waiting.pk == broken.pk:
            raise ValueError("broken")
        return derive_chunk(waiting)

    monkeypatch.setattr(repair, "_derive_chunk", fail_once_broken)
    with caplog.at_level(logging.ERROR):
        repair.go_on(FOREVER)

    assert is_kept(case)
    assert [each.pk for each in Derivation.objects.waiting()] == [broken.pk]
    assert len(caplog.records) == 1


def test_a_run_ends_when_its_time_is_over():
    forgotten()
    repair.ask_for_check(NIGHT)

    assert repair.go_on(seconds=0) == 0
    assert Derivation.objects.waiting().count() == 2


def test_only_the_kinds_and_the_county_that_were_asked_for_are_derived():
    here, elsewhere = forgotten(), CaseFactory(unit=UnitFactory(county=CountyFactory(code="muu")))
    Due.objects.filter(kind=DueKind.RELEASE_UNKNOWN).delete()
    Due.objects.filter(case_id=elsewhere.pk).delete()

    repair.ask_for([DueKind.FIRST_MEETING], here.county)
    repair.go_on(FOREVER)

    assert is_kept(here)
    assert not is_kept(here, DueKind.RELEASE_UNKNOWN)
    assert not is_kept(elsewhere)


def test_a_kind_of_contacts_is_not_looked_for_in_cases():
    repair.ask_for([DueKind.QUESTION], CountyFactory())

    assert [each.of for each in Derivation.objects.all()] == ["referral_id"]


def test_a_run_with_nothing_to_do_costs_one_question(django_assert_num_queries):
    with django_assert_num_queries(3):  # with the savepoint around it
        assert repair.go_on() == 0


@pytest.fixture
def impatient(transactional_db):
    """Whoever waits for a lock fails soon, as in life."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '500ms'")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")


@pytest.mark.usefixtures("impatient")
@pytest.mark.django_db(transaction=True)
def test_the_check_leaves_out_a_case_that_somebody_works_on_and_waits_for_nobody():
    held, free = forgotten(), forgotten()
    repair.ask_for_check(NIGHT)
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT 1 FROM cases_case WHERE id = %s FOR UPDATE", [held.pk])
        repair.go_on(FOREVER)
    finally:
        other.close()

    assert (is_kept(held), is_kept(free)) == (False, True)


@pytest.mark.usefixtures("impatient")
@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_do_not_take_the_same_derivation():
    repair.ask_for_check(NIGHT)
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT 1 FROM timing_derivation FOR UPDATE")
        assert repair.go_on(FOREVER) == 0
        assert Derivation.objects.waiting().count() == 2
    finally:
        other.close()
