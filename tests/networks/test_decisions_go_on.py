"""What was decided in a meeting goes on as a step of the plan and to the need, by one tick."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse

from audit.models import AuditEvent
from caseload.decided.actions import take_to_needs
from cases.models import OfferAnswer
from continuity.models import ServiceState
from networks.meetings.actions.minutes import approve_minutes, correct_minutes
from networks.models import DecisionEnd, MeetingDecision
from plans.actions.agreeing import agree_plan
from plans.actions.carrying_over import DecisionAnswered, add_step_from
from plans.decided_in_meetings import step_offers_for
from plans.models import Step
from tests.factories import (
    CaseFactory,
    ClientFactory,
    GoalFactory,
    MinutesFactory,
    NeedFactory,
    NetworkMemberFactory,
    PlanFactory,
    StepFactory,
    WorkerFactory,
)
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)
DUE = dt.date(2026, 3, 20)


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
def minutes(case):
    rows = [("Haetaan vuokra-asuntoa", "Niko", DUE), ("Soitetaan sisarelle", "Sisko", None)]
    return MinutesFactory(case=case, decisions=rows, approved=True)


@pytest.fixture
def goal(case):
    plan = PlanFactory(case=case, review_on=dt.date(2026, 6, 1))
    return GoalFactory(plan=plan)


def offered(goal):
    return [each.value for each in step_offers_for(goal.plan)]


def press(client, goal, **told):
    url = reverse("plans:step_add", kwargs={"plan_pk": goal.plan_id, "goal_pk": goal.pk})
    return client.post(url, told | {"form_key": str(uuid.uuid4())})


def take(client, goal, n=0, **typed):
    offer = step_offers_for(goal.plan)[n]
    form = press(client, goal, take=offer.key, **typed).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, False)}


def dues_of(case):
    kind = DueKind.MEETING_DECISION
    return list(
        Due.objects.present().filter(kind=kind, case_id=case.pk).values_list("day", flat=True)
    )


# --- To the plan ----------------------------------------------------------------------


def test_open_decisions_of_approved_minutes_are_offered_as_steps(case, minutes, goal):
    MinutesFactory(case=case, decisions=[("Vasta luonnos", "x", None)])

    assert offered(goal) == ["Haetaan vuokra-asuntoa", "Soitetaan sisarelle"]


def test_the_draft_of_the_plan_says_what_was_decided_and_is_no_step(client, minutes, goal):
    page = client.get(reverse("plans:plan_edit", kwargs={"plan_pk": goal.plan_id}))

    assert "Haetaan vuokra-asuntoa, Niko, 20.3.2026" in page.content.decode()


def test_one_press_fills_the_form_and_saves_nothing(client, minutes, goal):
    begun = take(client, goal)

    assert (begun["text"], begun["who"], begun["due_on"]) == (
        "Haetaan vuokra-asuntoa", "client", "20.3.2026",
    )  # fmt: skip
    assert not Step.objects.exists()
    assert not OfferAnswer.objects.exists()


def test_a_saved_step_names_its_decision_which_is_offered_no_more(client, minutes, goal):
    press(client, goal, **take(client, goal))

    step = Step.objects.get()
    assert (step.text, step.actor, step.due_on) == ("Haetaan vuokra-asuntoa", "Niko", DUE)
    assert step.decision == minutes.decisions.first()
    assert offered(goal) == ["Soitetaan sisarelle"]


def test_of_two_who_take_the_same_decision_the_second_is_told_and_keeps_the_text(
    client, minutes, goal
):
    mine, theirs = take(client, goal), take(client, goal)
    press(client, goal, **theirs)

    answer = press(client, goal, **mine)

    assert answer.status_code == 409
    assert Step.objects.count() == 1
    form = answer.context["form"]
    assert (form["text"].value(), form["begun_with"].value()) == ("Haetaan vuokra-asuntoa", "")


def test_two_steps_never_begin_with_one_decision(case, minutes, goal):
    offer = step_offers_for(goal.plan)[0]
    add_step_from(step=new_step(goal), offer=offer, by=case.responsible)

    with pytest.raises(DecisionAnswered):
        add_step_from(step=new_step(goal), offer=offer, by=case.responsible)

    assert Step.objects.count() == 1


def new_step(goal):
    return Step(goal=goal, text="Haetaan", actor="Niko", is_continuous=True)


def test_that_it_goes_on_as_a_step_is_in_the_log(client, case, minutes, goal):
    press(client, goal, **take(client, goal))

    agree_plan(plan=goal.plan, by=case.responsible, on=TODAY)

    assert AuditEvent.objects.filter(action="meeting.decision_ended", case_id=case.pk).exists()


def test_who_is_in_no_list_stands_in_words(client, minutes, goal):
    begun = take(client, goal, n=1)

    assert (begun.get("who", ""), begun["actor"]) == ("", "Sisko")


def test_a_member_of_the_network_is_chosen_in_the_step(client, case, goal):
    kati = NetworkMemberFactory(case=case, name="Kati Savela")
    minutes = MinutesFactory(case=case, decisions=[("Soittaa", "Kati Savela", DUE)])
    minutes.decisions.update(member=kati)
    minutes.refresh_from_db()
    approve_minutes(minutes=minutes, seen=minutes.version, by=case.responsible)

    assert take(client, goal)["who"] == f"member-{kati.pk}"


def test_what_is_left_out_is_asked_once_and_stays_due(client, case, minutes, goal):
    offer = step_offers_for(goal.plan)[0]

    press(client, goal, decline=offer.key, text="Oma teksti")

    assert offered(goal) == ["Soitetaan sisarelle"]
    assert dues_of(case) == [DUE]


def test_what_was_typed_stays_when_a_decision_is_taken(client, minutes, goal):
    assert take(client, goal, text="Yhdessä")["text"] == "Yhdessä, Haetaan vuokra-asuntoa"


def test_a_corrected_decision_is_not_offered_again(client, case, minutes, goal):
    press(client, goal, **take(client, goal))
    copy = correct_minutes(minutes=minutes, reason="Nimi.", by=case.responsible)
    copy.decisions.filter(position=1).update(text="Haetaan asuntoa")
    approve_minutes(minutes=copy, seen=copy.version, by=case.responsible)

    assert offered(goal) == ["Soitetaan sisarelle"]


def test_a_decision_in_a_plan_that_was_agreed_is_due_only_as_the_step(client, case, minutes, goal):
    press(client, goal, **take(client, goal))
    assert dues_of(case) == [DUE]

    agree_plan(plan=goal.plan, by=case.responsible, on=TODAY)

    assert dues_of(case) == []
    assert DecisionEnd.objects.get().how == "step"
    steps = Due.objects.present().filter(kind=DueKind.STEP, case_id=case.pk)
    assert [each.day for each in steps] == [DUE]


def test_a_decision_that_is_done_is_not_offered(case, minutes, goal):
    DecisionEnd.objects.create(
        decision=minutes.decisions.first(), how="done", on=TODAY, recorded_by=case.responsible
    )

    assert offered(goal) == ["Soitetaan sisarelle"]


def test_the_decision_of_another_case_is_not_offered(goal):
    MinutesFactory(decisions=[("Vieras", "x", None)], approved=True)
    StepFactory(goal=goal)

    assert offered(goal) == []


# --- To the need ----------------------------------------------------------------------


@pytest.fixture
def need(case):
    return NeedFactory(case=case, kind="housing")


def answer(client, case, *answers):
    decisions = MeetingDecision.objects.order_by("pk")
    told = {f"decision_{each.pk}": said for each, said in zip(decisions, answers, strict=True)}
    url = reverse("caseload:decided_to_needs", kwargs={"case_pk": case.pk})
    return client.post(url, told | {"form_key": str(uuid.uuid4())})


def asked(client, case):
    url = reverse("caseload:decided_to_needs", kwargs={"case_pk": case.pk})
    return [field.label for field in client.get(url).context["form"].rows]


def test_a_decision_becomes_a_planned_service_of_the_need_that_was_chosen(
    client, case, minutes, need
):
    answer(client, case, need.pk, "")

    state = ServiceState.objects.get()
    service = state.service
    assert (service.need, service.name, service.provider) == (
        need,
        "Haetaan vuokra-asuntoa",
        "Niko",
    )
    assert (state.state, state.expected_on, state.told_by) == (
        "planned", DUE, "verkostopalaveri 2.2.2026",
    )  # fmt: skip


def test_nothing_is_noted_of_what_was_left_as_it_was(client, case, minutes, need):
    answer(client, case, "", "")

    assert not ServiceState.objects.exists()
    assert asked(client, case) == ["Haetaan vuokra-asuntoa", "Soitetaan sisarelle"]


def test_each_decision_is_asked_about_once(client, case, minutes, need):
    answer(client, case, need.pk, "none")

    assert asked(client, case) == []
    assert ServiceState.objects.count() == 1


def test_neither_what_is_done_nor_what_stands_in_a_draft_is_asked_about(client, case, minutes):
    MinutesFactory(case=case, decisions=[("Vasta luonnos", "x", None)])
    DecisionEnd.objects.create(
        decision=minutes.decisions.first(), how="done", on=TODAY, recorded_by=case.responsible
    )

    assert asked(client, case) == ["Soitetaan sisarelle"]


def test_of_two_who_answer_at_once_the_first_is_kept(case, minutes, need):
    decision = minutes.decisions.first()

    for answers in ([(decision, need)], [(decision, need)], [(decision, None)]):
        take_to_needs(case=case, answers=answers, by=case.responsible)

    assert ServiceState.objects.count() == 1


def test_the_need_of_another_client_is_refused(client, case, minutes, need):
    other = NeedFactory(kind="housing")

    response = answer(client, case, other.pk, "")

    assert len(response.context["form"].errors) == 1
    assert not ServiceState.objects.exists()


def test_a_decision_of_the_need_stays_due_until_it_is_done(client, case, minutes, need):
    answer(client, case, need.pk, "")

    assert dues_of(case) == [DUE]
