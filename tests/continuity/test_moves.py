"""What a moved release does to all that hangs on it, and what it leaves as it was told."""

import datetime as dt
from contextlib import suppress

import psycopg
import pytest
from django.db import OperationalError, connection

from audit.models import AuditEvent
from caseload.portti.known import known_of
from caseload.portti.release_list import release_list
from caseload.portti.two_weeks import two_weeks
from cases.actions.custody import record_custody
from cases.models import Case, CustodyFact
from continuity.actions.gate import answer_item, write_facts
from continuity.actions.needs import end_need
from continuity.gap_words import gaps_of
from continuity.models import GateAnswer, GateFacts, GateState, Interim, Need, ServiceState, State
from continuity.need_kinds import NeedKind
from desistance.occasions import Occasion
from notifications.models import Notice
from plans.actions.doing import mark_step_done
from plans.actions.reviewing import review_plan
from plans.models import GoalOutcome, Plan, Review, Step, StepDone
from tests.caseload.walk import assessment_ready, plan_in_force, released
from tests.continuity.seen_rows import on_overview, tree_of, words_of
from tests.factories import (
    CaseFactory,
    ChecklistFactory,
    CustodyFactFactory,
    InterimFactory,
    NeedFactory,
    NoteFactory,
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


@each_move
def test_what_is_done_in_plan_and_needs_is_not_changed(case, moved):
    plan = PlanFactory(case=case, agreed=True, review_on=GATE - 7 * DAY)
    by, goal = case.responsible, plan.goals.get()
    mark_step_done(step=goal.steps.get(), by=by, on=TODAY)
    review = Review(plan=plan, reviewed_on=TODAY, next_review_on=GATE)
    review_plan(review=review, outcomes=[GoalOutcome(goal=goal, outcome="reached")], by=by)
    InterimFactory(need=NeedFactory(case=case, kind=NeedKind.DEBTS), ends_on=TODAY - DAY)
    ended = NeedFactory(case=case, kind=NeedKind.PEER)
    end_need(need=ended, reason="goal_reached", on=TODAY, by=by)
    before = kept(StepDone, Review, GoalOutcome, Interim, Need)

    told(case, moved)

    assert kept(StepDone, Review, GoalOutcome, Interim, Need) == before


def kept(*models):
    return [list(model.objects.order_by("pk").values_list()) for model in models]


@each_move
def test_on_the_release_list_answers_stay_and_a_need_is_judged_at_the_new_gate(case, moved):
    by_when = GATE - 10 * DAY
    for kind, state, more in (
        (NeedKind.IDENTITY, GateState.ARRANGED, {"who": "Riikka", "by_when": by_when}),
        (NeedKind.PHONE, GateState.IN_ORDER, {}),
        (NeedKind.RESIDENCE, GateState.NOT_NEEDED, {"words": "Suomen kansalainen."}),
    ):
        answer = GateAnswer(case=case, item=kind, state=state, **more)
        answer_item(answer=answer, seen=0, by=case.responsible)
    need = NeedFactory(case=case, kind=NeedKind.HEALTH)
    ServiceFactory(need=need, state=State.GRANTED, starts_on=GATE + DAY)
    before = kept(GateAnswer)

    told(case, moved)

    missing = [row[2] for row in rows(case)]
    assert kept(GateAnswer) == before
    assert items(case) == {
        NeedKind.IDENTITY: (GateState.ARRANGED, by_when),
        NeedKind.PHONE: (GateState.IN_ORDER, None),
        NeedKind.RESIDENCE: (GateState.NOT_NEEDED, None),
        NeedKind.HEALTH: (GateState.ARRANGED, missing[0])
        if missing
        else (GateState.IN_ORDER, None),
    }


def items(case):
    """The items of the release list about which something is known."""
    groups = release_list(known_of(case, TODAY))
    listed = [item for group in groups for item in group.items if item.kind and item.is_asked]
    return {item.kind: (item.state, item.by_when) for item in listed}


@each_move
def test_the_first_two_weeks_begin_at_the_new_gate_and_an_agreed_day_stays(case, moved):
    ServiceFactory(
        need=NeedFactory(case=case), name="Tuettu asuminen", state=State.GRANTED, from_gate=True
    )
    supervision, answer = GATE + 5 * DAY, GateFacts.Supervision.YES
    facts = GateFacts(case=case, supervision=answer, supervision_first_on=supervision)
    write_facts(facts=facts, seen=0, by=case.responsible)

    told(case, moved)

    first = moved or TODAY
    expected = {moved: ["Tuettu asuminen"]}
    if first <= supervision <= first + 14 * DAY:
        expected[supervision] = ["Valvonnan ensimmäinen tapaaminen"]
    shown = two_weeks(known_of(case, TODAY))
    assert {row.day: [entry.what for entry in row.entries] for row in shown if row.entries} == (
        expected
    )


# --- What is next ---------------------------------------------------------------------------

BEGINS_LATE = ("Kata katkos portilla", "Terveysasema alkaa liian myöhään.")
BEFORE = ("Sovi palvelun kanssa uusi päivä", "ennen vapautumista.")
NEXT = {
    "earlier": BEGINS_LATE,
    "later": BEFORE,
    "not known": BEGINS_LATE,
    "today": BEGINS_LATE,
    # Whether the client is out makes every other day doubtful; the gap stands below it.
    "past": ("Selvitä, onko asiakas vapautunut", "Terveysasema alkaa liian myöhään."),
    "to the day after the clocks go forward": BEFORE,
    "to the day after the clocks go back": BEFORE,
    "to a Friday": BEFORE,
    "to Midsummer's eve": BEFORE,
}


@pytest.fixture
def in_order(case, time_machine):
    """Nothing is due now: an agreed plan, and a health centre that sees the client at once."""
    for occasion in (Occasion.CONTACT, Occasion.ASSESSMENT, Occasion.PLAN):
        ChecklistFactory(case=case, occasion=occasion)
    assessment_ready(case)
    plan_in_force(case, GATE - 7 * DAY)
    NoteFactory(case=case, occurred_on=TODAY)
    need = NeedFactory(case=case, kind=NeedKind.HEALTH)
    ServiceFactory(need=need, name="Terveysasema", state=State.GRANTED, starts_on=GATE + DAY)
    return case


def overview(client, case):
    client.force_login(case.responsible)
    return client.get(case.get_absolute_url()).content.decode()


def next_words(html):
    return words_of(tree_of(html).find(".//section[@class='next']/h2"))


def test_before_the_move_nothing_contradicts(client, in_order):
    html = overview(client, in_order)

    assert (next_words(html), on_overview(html)) == ("Seuraava tehtävä viimeistään 3.3.2027", {})


@pytest.mark.parametrize(("move", "said"), NEXT.items(), ids=NEXT)
def test_the_next_action_names_what_contradicts_the_new_day(client, in_order, move, said):
    told(in_order, MOVES[move])

    html = overview(client, in_order)

    gap = words_of(tree_of(html).find(".//ul[@class='gaps']/li/p"))
    assert (next_words(html), said[1] in gap) == (said[0], True)


# --- All or nothing -------------------------------------------------------------------------

MOVED = (Case, CustodyFact, Due, Notice, AuditEvent)


class StopsAt:
    """The database fails at one statement of all that are sent."""

    def __init__(self, number=0):
        self.number, self.sent = number, 0

    def __call__(self, execute, *statement):
        self.sent += 1
        if self.sent == self.number:
            raise OperationalError("the server is gone")
        return execute(*statement)


def test_at_whichever_statement_the_database_fails_nothing_is_moved(case):
    ServiceFactory(need=NeedFactory(case=case), state=State.QUEUED)
    counting = StopsAt()
    move(case, GATE + 29 * DAY, counting)
    before = kept(*MOVED)

    for number in range(1, counting.sent + 1):
        with pytest.raises(OperationalError):
            move(case, GATE + 30 * DAY, StopsAt(number))

        assert kept(*MOVED) == before, number


def move(case, day, wrapper):
    fact = CustodyFactFactory(case=case, release_on=day)
    with connection.execute_wrapper(wrapper):
        record_custody(fact=fact, by=case.responsible)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_cut_while_dues_are_written_leaves_the_former_day(case):
    ServiceFactory(need=NeedFactory(case=case), state=State.QUEUED)
    before = kept(*MOVED)

    with pytest.raises(OperationalError):
        move(case, GATE + 30 * DAY, cut_at_the_first_due)

    connection.close()
    assert kept(*MOVED) == before


def cut_at_the_first_due(execute, sql, params, many, context):
    if Due._meta.db_table in sql and sql.startswith(("INSERT", "UPDATE")):
        with suppress(psycopg.OperationalError):
            context["connection"].connection.execute(
                "SELECT pg_terminate_backend(pg_backend_pid())"
            )
    return execute(sql, params, many, context)
