"""What a moved release does to needs, services, interim solutions, steps and reviews."""

import datetime as dt

import pytest
from django.db import transaction

from cases.actions.custody import record_custody
from cases.custody import ReleaseCertainty
from cases.models import CustodyFact
from continuity.gap_words import gaps_of
from continuity.models import Interim, ServiceState, State
from continuity.need_kinds import NeedKind
from plans.models import Plan, Step
from tests.caseload.walk import released
from tests.factories import (
    CaseFactory,
    CustodyFactFactory,
    InterimFactory,
    NeedFactory,
    PlanFactory,
    ServiceFactory,
    StepFactory,
)
from timing.deriving import CASE, compare
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db

TODAY, GATE = dt.date(2027, 2, 1), dt.date(2027, 3, 15)
DAY = dt.timedelta(days=1)
MOVES = {
    "earlier": dt.date(2027, 3, 1),
    "later": dt.date(2027, 4, 12),
    "not known": None,
    "today": TODAY,
    "past": dt.date(2027, 1, 25),
    "to the day after the clocks go forward": dt.date(2027, 3, 29),
    "to the day after the clocks go back": dt.date(2027, 11, 1),
    "to a Friday": dt.date(2027, 3, 19),
    "to Midsummer's eve": dt.date(2027, 6, 25),
}
each_move = pytest.mark.parametrize("moved", MOVES.values(), ids=MOVES)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2027-02-01 12:00+02:00")


@pytest.fixture
def case():
    case = CaseFactory(on=dt.date(2026, 9, 1))
    told(case, GATE)
    return case


def told(case, release):
    released(case, release, custody_started_on=dt.date(2025, 3, 3))
    case.refresh_from_db()


def rows(case):
    return [(gap.need.kind, gap.why, gap.from_on) for gap in gaps_of(case, TODAY)]


@each_move
def test_what_starts_at_the_gate_moves_with_it_by_itself(case, moved):
    need = NeedFactory(case=case)
    ServiceFactory(need=need, state=State.GRANTED, from_gate=True)

    told(case, moved)

    assert rows(case) == []


@each_move
def test_a_service_in_the_queue_is_missed_from_the_new_day_on(case, moved):
    ServiceFactory(need=NeedFactory(case=case), state=State.QUEUED)

    told(case, moved)

    assert rows(case) == [(NeedKind.HOUSING, "hoped", moved or TODAY)]


@each_move
def test_an_interim_solution_keeps_its_last_day(case, moved):
    need = NeedFactory(case=case, kind=NeedKind.LIVELIHOOD)
    last = GATE + 10 * DAY
    InterimFactory(need=need, ends_on=last)

    told(case, moved)

    assert Interim.objects.get().ends_on == last
    gate = moved or TODAY
    covered = gate + 29 * DAY <= last
    assert rows(case) == (
        []
        if covered
        else [
            (
                NeedKind.LIVELIHOOD,
                "interim_ends" if gate <= last else "nothing",
                max(gate, last + DAY),
            )
        ]
    )


@each_move
def test_a_granted_day_before_the_new_gate_is_a_conflict(case, moved):
    need = NeedFactory(case=case, kind=NeedKind.HEALTH)
    appointment = GATE + DAY
    ServiceFactory(need=need, name="Terveysasema", state=State.GRANTED, starts_on=appointment)

    told(case, moved)

    if moved is not None and appointment < moved:
        assert rows(case) == [(NeedKind.HEALTH, "before_gate", appointment)]
    elif moved is None or moved + 14 * DAY < appointment:
        assert rows(case) == [(NeedKind.HEALTH, "late", moved or TODAY)]
    else:
        assert rows(case) == []


@each_move
def test_days_that_were_set_by_hand_stay(case, moved):
    plan = PlanFactory(case=case, goals=1, review_on=GATE - 7 * DAY)
    step = StepFactory(goal=plan.goals.first(), due_on=GATE - DAY, is_continuous=False)

    told(case, moved)

    assert Step.objects.get(pk=step.pk).due_on == GATE - DAY
    assert Plan.objects.get(pk=plan.pk).review_on == GATE - 7 * DAY


@each_move
def test_what_is_done_is_not_changed(case, moved):
    need = NeedFactory(case=case)
    ServiceFactory(need=need, state=State.ENDED, ended_because="goal_reached")
    before = list(ServiceState.objects.values_list())

    told(case, moved)

    assert (rows(case), list(ServiceState.objects.values_list())) == ([], before)


@each_move
def test_the_dues_follow_and_what_contradicts_is_due(case, moved):
    ServiceFactory(need=NeedFactory(case=case), state=State.QUEUED)

    told(case, moved)

    assert not compare(CASE, [case])
    assert Due.objects.present().filter(kind=DueKind.GAP).get().day == moved


@each_move
def test_moved_there_and_back_the_report_is_the_same(case, moved):
    need = NeedFactory(case=case)
    ServiceFactory(need=need, state=State.GRANTED, starts_on=GATE + 5 * DAY)
    InterimFactory(need=need, ends_on=GATE + 2 * DAY)
    before = rows(case)

    told(case, moved)
    told(case, GATE)

    assert rows(case) == before


def record_and_break_off(fact):
    with transaction.atomic():
        record_custody(fact=fact, by=fact.case.responsible)
        raise RuntimeError("the database stops")


def test_a_move_that_breaks_off_in_the_middle_changes_nothing(case):
    ServiceFactory(need=NeedFactory(case=case), state=State.QUEUED)
    before = list(Due.objects.order_by("pk").values_list("pk", "day", "ended_at"))
    values = {"release_on": GATE + 30 * DAY, "release_certainty": ReleaseCertainty.OFFICIAL}
    fact = CustodyFactFactory(case=case, **values)

    with pytest.raises(RuntimeError):
        record_and_break_off(fact)

    assert list(Due.objects.order_by("pk").values_list("pk", "day", "ended_at")) == before
    assert CustodyFact.objects.filter(case=case).count() == 1
