"""The pages of goals and steps take what is the case’s own, once."""

import uuid

import pytest
from django.utils import timezone

from cases.actions.team import assign_worker
from cases.models import CaseMembership, Client
from cases.permissions import CaseRole
from plans.models import Goal, Step
from tests.factories import (
    GoalFactory,
    NetworkMemberFactory,
    StepFactory,
    WorkerFactory,
)
from tests.plans.pages import CANARY, of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_of_february")]


def step_words(**changes: object) -> dict[str, object]:
    return {"text": "Soitto", "actor": "Asiakas", "due_on": "2.3.2026"} | changes


def test_goal_add_adds_one_goal_however_often_it_is_sent(client, draft):
    goal = {
        "form_key": str(uuid.uuid4()),
        "words": "Haluan oman oven",
        "scale": "1",
        "factors": ["inner_change"],
    }

    answers = [client.post(of(draft, "goal_add"), goal) for _ in range(2)]

    saved = Goal.objects.get()
    assert (saved.words, saved.scale, saved.factors) == ("Haluan oman oven", 1, ["inner_change"])
    assert [answer.url for answer in answers] == [f"{of(draft, 'plan_edit')}#goal-{saved.pk}"] * 2


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"words": ""}, "words"),
        ({"scale": "3"}, "scale"),
        ({"factors": ["structural_social_work"]}, "factors"),
        ({"factors": ["x"]}, "factors"),
    ],
)
def test_a_goal_with_a_wrong_value_is_not_saved(client, draft, changes, wrong):
    response = client.post(of(draft, "goal_add"), {"words": "x", "scale": "1"} | changes)

    assert list(response.context["form"].errors) == [wrong]
    assert not Goal.objects.exists()


def test_two_writers_of_a_goal_see_both_texts(client, draft):
    goal = GoalFactory(plan=draft)
    page = of(draft, "goal_edit", goal_pk=goal.pk)
    client.post(page, {"version": 1, "words": "Toisen", "scale": "1"})

    response = client.post(
        page, {"version": 1, "words": "Oma", "scale": "2", "factors": ["inner_change"]}
    )

    assert response.status_code == 409
    assert [(f.theirs, f.mine) for f in response.context["conflict"]["fields"]] == [
        ("Toisen", "Oma"),
        ("Muutos parempaan", "Estää tilanteen huononeminen"),
    ]


def test_a_goal_is_removed_after_a_question(client, draft):
    goal = StepFactory(goal=GoalFactory(plan=draft)).goal
    page = of(draft, "goal_remove", goal_pk=goal.pk)

    asked = client.get(page)
    assert goal.words in asked.text
    client.post(page)

    assert not Goal.objects.exists()


def test_a_step_names_its_actor_from_the_network_of_the_case(client, draft):
    goal = GoalFactory(plan=draft)
    member = NetworkMemberFactory(case=draft.case, name="Kaisa")
    page = of(draft, "step_add", goal_pk=goal.pk)

    client.post(page, step_words(actor="", who=f"member-{member.pk}"))

    step = Step.objects.get()
    assert (step.actor, step.member) == ("Kaisa", member)


def test_a_step_offers_the_client_the_team_and_the_network(client, draft):
    goal = GoalFactory(plan=draft)
    Client.objects.filter(pk=draft.case.client_id).update(first_names="Matti Juhani")
    colleague, former = WorkerFactory(), WorkerFactory()
    for each in (colleague, former):
        assign_worker(case=draft.case, user=each, role=CaseRole.MEMBER, by=draft.case.responsible)
    CaseMembership.objects.filter(user=former).update(ended_at=timezone.now())
    member = NetworkMemberFactory(case=draft.case, name="Kaisa", organisation_name="Kela")
    worker = draft.case.responsible

    response = client.get(of(draft, "step_add", goal_pk=goal.pk))

    assert response.context["form"].fields["who"].choices == [
        ("", "Valitse tai kirjoita alle"),
        ("client", f"Asiakas itse: Matti Juhani {draft.case.client.last_name}"),
        (
            "Tiimi",
            [
                (f"user-{worker.pk}", f"{worker}, sosiaalityöntekijä, omatyöntekijä"),
                (f"user-{colleague.pk}", f"{colleague}, sosiaalityöntekijä, tiimin jäsen"),
            ],
        ),
        ("Verkosto", [(f"member-{member.pk}", "Kaisa, Kela")]),
    ]


def test_a_step_keeps_the_name_of_the_client_or_of_a_worker(client, draft):
    page = of(draft, "step_add", goal_pk=GoalFactory(plan=draft).pk)
    Client.objects.filter(pk=draft.case.client_id).update(first_names="Matti Juhani")
    worker = draft.case.responsible

    client.post(page, step_words(actor="", who="client"))
    client.post(page, step_words(actor="", who=f"user-{worker.pk}"))

    assert [(step.actor, step.member) for step in Step.objects.order_by("pk")] == [
        ("Matti", None),
        (str(worker), None),
    ]


@pytest.mark.parametrize("kind", ["member", "user"])
def test_nobody_of_another_case_can_be_chosen(client, draft, kind):
    goal = GoalFactory(plan=draft)
    strangers = {
        "member": NetworkMemberFactory(name=CANARY),
        "user": WorkerFactory(last_name=CANARY),
    }
    who = f"{kind}-{strangers[kind].pk}"

    response = client.post(of(draft, "step_add", goal_pk=goal.pk), step_words(actor="", who=who))

    assert list(response.context["form"].errors) == ["who"]
    assert CANARY not in response.text
    assert not Step.objects.exists()


def test_a_step_shows_again_whom_it_names(client, draft):
    member = NetworkMemberFactory(case=draft.case, name="Kaisa")
    goal = GoalFactory(plan=draft)
    named = StepFactory(goal=goal, actor="Kaisa", member=member)
    in_words = StepFactory(goal=goal, actor="Kaisa ja Matti")

    shown = [
        client.get(of(draft, "step_edit", step_pk=step.pk)).context["form"]
        for step in (named, in_words)
    ]

    assert [(form["who"].value(), form["actor"].value()) for form in shown] == [
        (f"member-{member.pk}", ""),
        (None, "Kaisa ja Matti"),
    ]


def test_two_writers_of_a_step_see_who_does_it(client, draft):
    step = StepFactory(goal=GoalFactory(plan=draft))
    page = of(draft, "step_edit", step_pk=step.pk)
    client.post(page, step_words(version=1, actor="Kaisa"))

    worker = draft.case.responsible
    response = client.post(page, step_words(version=1, actor="", who=f"user-{worker.pk}"))

    assert response.status_code == 409
    (row,) = response.context["conflict"]["fields"]
    assert (row.label, row.theirs, row.mine) == ("Kuka tekee", "Kaisa", str(worker))
    form = response.context["form"]
    chosen = form.data.dict() | {"two_texts": "who", "two_texts:who": "theirs"}
    client.post(page, chosen)
    step.refresh_from_db()
    assert (step.actor, step.version) == ("Kaisa", 3)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"text": ""}, "text"),
        ({"actor": ""}, "actor"),
        ({"due_on": ""}, "due_on"),
        ({"is_continuous": "on"}, "due_on"),
        ({"who": "x"}, "who"),
        ({"who": "client"}, "actor"),
        ({"text": "x" * 201}, "text"),
    ],
)
def test_a_step_with_a_wrong_value_is_not_saved(client, draft, changes, wrong):
    goal = GoalFactory(plan=draft)

    response = client.post(of(draft, "step_add", goal_pk=goal.pk), step_words(**changes))

    assert list(response.context["form"].errors) == [wrong]
    assert not Step.objects.exists()


def test_a_step_can_be_changed_and_removed(client, draft):
    step = StepFactory(goal=GoalFactory(plan=draft))
    words = step_words(version=1, text="Muutto", due_on="", is_continuous="on")

    client.post(of(draft, "step_edit", step_pk=step.pk), words)
    step.refresh_from_db()
    assert (step.text, step.due_on, step.is_continuous) == ("Muutto", None, True)

    client.post(of(draft, "step_remove", step_pk=step.pk))
    assert not Step.objects.exists()


@pytest.mark.parametrize("page", ["goal_edit", "goal_remove", "step_add"])
def test_a_goal_of_another_plan_is_not_found_under_this_one(client, draft, page):
    other = GoalFactory()

    assert client.get(of(draft, page, goal_pk=other.pk)).status_code == 404
    assert client.post(of(draft, page, goal_pk=other.pk)).status_code == 404


@pytest.mark.parametrize("page", ["step_edit", "step_remove", "step_done"])
def test_a_step_of_another_plan_is_not_found_under_this_one(client, draft, page):
    other = StepFactory()

    assert client.post(of(draft, page, step_pk=other.pk)).status_code == 404
