"""The pages of a plan: what they do, keep, refuse and cost."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse

from audit.models import AuditEvent
from cases.models import Case
from plans.models import Goal, GoalOutcome, Plan, PlanService, Review, Step, StepDone
from tests.factories import (
    CaseFactory,
    GoalFactory,
    NetworkMemberFactory,
    PlanFactory,
    PlanServiceFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 2, 2)
CANARY = "Kanarialintu"
LIST_QUERIES = 18
PAGE_QUERIES = 19


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(dt.datetime(2026, 2, 2, 12, tzinfo=dt.UTC), tick=False):
        yield


def url(name: str, **arguments: object) -> str:
    return reverse(f"plans:{name}", kwargs=arguments)


def of(plan: Plan, name: str, **more: object) -> str:
    return url(name, plan_pk=plan.pk, **more)


@pytest.fixture
def draft(client) -> Plan:
    plan = PlanFactory()
    client.force_login(plan.case.responsible)
    return plan


@pytest.fixture
def in_force(client) -> Plan:
    plan = PlanFactory(agreed=True)
    client.force_login(plan.case.responsible)
    return plan


def agreement(**changes: object) -> dict[str, object]:
    return {"on": "2.2.2026", "agreement": "agreed", "reason": "", "copies_to": ""} | changes


def step_words(**changes: object) -> dict[str, object]:
    return {"text": "Soitto", "actor": "Asiakas", "due_on": "2.3.2026"} | changes


def closed(plan: Plan) -> None:
    Case.objects.filter(pk=plan.case_id).update(status="closed", closed_on=TODAY)


# --- The tab -------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_plan_list_query_count_does_not_grow(client, count, django_assert_num_queries):
    plan = PlanFactory(ended=True, goals=count, on=dt.date(2026, 1, 13))
    for _ in range(count):
        PlanFactory(case=plan.case, ended=True, on=dt.date(2026, 1, 14))
    PlanFactory(case=plan.case, agreed=True, goals=count)
    PlanFactory(case=plan.case, goals=count)
    client.force_login(plan.case.responsible)

    with django_assert_num_queries(LIST_QUERIES):
        response = client.get(url("plan_list", case_pk=plan.case_id))

    assert len(response.context["page"].object_list) == count + 1


@pytest.mark.parametrize("count", [1, 3])
def test_plan_page_query_count_does_not_grow(client, count, django_assert_num_queries):
    draft = PlanFactory(goals=count)
    for goal in draft.goals.all():
        StepFactory(goal=goal)
    for _ in range(count):
        PlanServiceFactory(plan=draft, place="inside")
    client.force_login(draft.case.responsible)

    with django_assert_num_queries(PAGE_QUERIES):
        client.get(of(draft, "plan_page"))


def test_a_case_without_a_plan_says_so_and_offers_to_start_one(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    response = client.get(url("plan_list", case_pk=case.pk))

    assert url("plan_new", case_pk=case.pk) in response.text


def test_late_review_is_said_in_words(client, in_force):
    with time_machine.travel(dt.datetime(2026, 6, 2, 12, tzinfo=dt.UTC), tick=False):
        client.force_login(in_force.case.responsible)
        response = client.get(of(in_force, "plan_page"))

    assert "Tarkistus on myöhässä" in response.text


# --- Drafting --------------------------------------------------------------------


def test_plan_new_starts_a_draft_once_however_often_it_is_sent(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    form = {"form_key": str(uuid.uuid4())}

    answers = [client.post(url("plan_new", case_pk=case.pk), form) for _ in range(2)]

    plan = Plan.objects.get()
    assert [answer.url for answer in answers] == [of(plan, "plan_edit")] * 2


def test_a_second_draft_leads_to_the_first(client, draft):
    response = client.post(url("plan_new", case_pk=draft.case_id))

    assert response.url == of(draft, "plan_edit")
    assert Plan.objects.count() == 1


def test_plan_edit_saves_the_texts(client, draft):
    words = {"version": 1, "strengths": "Sitkeys", "review_on": "3.2.2026"}

    response = client.post(of(draft, "plan_edit"), words)

    assert response.status_code == 302
    draft.refresh_from_db()
    assert (draft.strengths, draft.review_on, draft.version) == ("Sitkeys", dt.date(2026, 2, 3), 2)


@pytest.mark.parametrize("day", ["2.2.2026", "1.2.2026", "31.2.2026", "pian"])
def test_a_review_date_that_is_not_ahead_keeps_the_texts_in_the_form(client, draft, day):
    words = {"version": 1, "strengths": CANARY, "review_on": day}

    response = client.post(of(draft, "plan_edit"), words)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["review_on"]
    assert CANARY in response.text
    draft.refresh_from_db()
    assert draft.strengths == ""


def test_two_writers_see_both_texts(client, draft):
    client.post(of(draft, "plan_edit"), {"version": 1, "strengths": "Toisen teksti"})

    response = client.post(of(draft, "plan_edit"), {"version": 1, "strengths": "Oma teksti"})

    assert response.status_code == 409
    assert response.context["conflict"]["fields"] == [
        {"label": "Vahvuudet ja voimavarat", "theirs": "Toisen teksti", "mine": "Oma teksti"}
    ]
    assert response.context["conflict"]["who"] == draft.case.responsible.get_full_name()
    chosen = client.post(of(draft, "plan_edit"), {"version": 2, "strengths": "Oma teksti"})
    assert chosen.status_code == 302


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_forged_version_saves_nothing(client, draft, version):
    response = client.post(of(draft, "plan_edit"), {"version": version, "strengths": CANARY})

    assert response.status_code == 200
    assert CANARY in response.text
    assert Plan.objects.get().strengths == ""


@pytest.mark.parametrize("text", ["x" * 10_001, "a\x00b", "a\x07b"])
def test_a_text_that_cannot_be_stored_comes_back_with_a_reason(client, draft, text):
    response = client.post(of(draft, "plan_edit"), {"version": 1, "strengths": text})

    assert list(response.context["form"].errors) == ["strengths"]


def test_a_text_sent_to_a_closed_case_comes_back(client, draft):
    closed(draft)

    response = client.post(of(draft, "plan_edit"), {"version": 1, "strengths": CANARY})

    assert response.status_code == 409
    assert CANARY in response.text
    assert client.post(url("plan_new", case_pk=draft.case_id)).status_code in (302, 409)


def test_a_text_sent_to_an_agreed_plan_comes_back(client, in_force):
    response = client.post(of(in_force, "plan_edit"), {"version": 1, "strengths": CANARY})

    assert response.status_code == 409
    assert CANARY in response.text


@pytest.mark.parametrize("page", ["plan_edit", "goal_add", "service_add", "plan_agree"])
def test_the_pages_of_a_draft_lead_from_an_agreed_plan_to_the_plan(client, in_force, page):
    response = client.get(of(in_force, page))

    assert response.url == in_force.get_absolute_url()


# --- Goals, steps, services ---------------------------------------------------------


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
    assert [(f["theirs"], f["mine"]) for f in response.context["conflict"]["fields"]] == [
        ("Toisen", "Oma"),
        ("Muutos parempaan", "Estää tilanteen huononeminen"),
        ("–", "Sisäisen muutoksen tukeminen"),
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

    client.post(page, step_words(actor="", member=member.pk))

    step = Step.objects.get()
    assert (step.actor, step.member) == ("Kaisa", member)


def test_a_member_of_another_clients_network_cannot_be_chosen(client, draft):
    goal = GoalFactory(plan=draft)
    stranger = NetworkMemberFactory(name=CANARY)

    response = client.post(of(draft, "step_add", goal_pk=goal.pk), step_words(member=stranger.pk))

    assert list(response.context["form"].errors) == ["member"]
    assert CANARY not in response.text
    assert not Step.objects.exists()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"text": ""}, "text"),
        ({"actor": ""}, "actor"),
        ({"due_on": ""}, "due_on"),
        ({"is_continuous": "on"}, "due_on"),
        ({"member": "x"}, "member"),
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


def test_a_service_continues_only_a_service_of_the_same_plan(client, draft):
    inside = PlanServiceFactory(plan=draft, place="inside")
    stranger = PlanServiceFactory(place="inside", name=CANARY)
    service = {"name": "Terveysasema", "place": "outside", "state": "granted"}

    refused = client.post(of(draft, "service_add"), service | {"continues": stranger.pk})
    assert list(refused.context["form"].errors) == ["continues"]
    assert CANARY not in refused.text

    client.post(of(draft, "service_add"), service | {"continues": inside.pk})
    assert PlanService.objects.get(name="Terveysasema").continues == inside


def test_a_service_that_ends_before_it_starts_is_not_saved(client, draft):
    service = {"name": "x", "place": "outside", "state": "granted"}
    days = {"starts_on": "3.3.2026", "ends_on": "2.3.2026"}

    response = client.post(of(draft, "service_add"), service | days)

    assert list(response.context["form"].errors) == ["ends_on"]


def test_a_service_can_be_changed_and_removed(client, draft):
    service = PlanServiceFactory(plan=draft)
    words = {"version": 1, "name": "Muu", "place": "gate", "state": "queued"}

    client.post(of(draft, "service_edit", service_pk=service.pk), words)
    service.refresh_from_db()
    assert (service.name, service.place, service.state) == ("Muu", "gate", "queued")

    client.post(of(draft, "service_remove", service_pk=service.pk))
    assert not PlanService.objects.exists()


@pytest.mark.parametrize("page", ["goal_edit", "goal_remove", "step_add"])
def test_a_goal_of_another_plan_is_not_found_under_this_one(client, draft, page):
    other = GoalFactory()

    assert client.get(of(draft, page, goal_pk=other.pk)).status_code == 404
    assert client.post(of(draft, page, goal_pk=other.pk)).status_code == 404


@pytest.mark.parametrize("page", ["step_edit", "step_remove", "step_done"])
def test_a_step_of_another_plan_is_not_found_under_this_one(client, draft, page):
    other = StepFactory()

    assert client.post(of(draft, page, step_pk=other.pk)).status_code == 404


# --- Agreeing ------------------------------------------------------------------------


def test_plan_agree_puts_the_plan_in_force(client, draft):
    StepFactory(goal=GoalFactory(plan=draft))
    contents = client.get(of(draft, "plan_agree")).context["contents"]

    response = client.post(of(draft, "plan_agree"), agreement(contents=contents))

    assert response.url == draft.get_absolute_url()
    draft.refresh_from_db()
    assert (draft.status, draft.agreed_on) == ("agreed", TODAY)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"on": ""}, "on"),
        ({"on": "3.2.2026"}, "on"),
        ({"agreement": ""}, "agreement"),
        ({"agreement": "not_agreed"}, "reason"),
        ({"agreement": "no_answer"}, "reason"),
    ],
)
def test_an_agreement_with_a_wrong_value_is_not_recorded(client, draft, changes, wrong):
    StepFactory(goal=GoalFactory(plan=draft))

    response = client.post(of(draft, "plan_agree"), agreement(**changes))

    assert list(response.context["form"].errors) == [wrong]
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_plan_that_changed_after_it_was_read_is_shown_again(client, draft):
    goal = StepFactory(goal=GoalFactory(plan=draft)).goal
    contents = client.get(of(draft, "plan_agree")).context["contents"]
    words = {"version": 1, "words": CANARY, "scale": "1"}
    client.post(of(draft, "goal_edit", goal_pk=goal.pk), words)

    response = client.post(of(draft, "plan_agree"), agreement(contents=contents))

    assert response.status_code == 409
    assert CANARY in response.text


def test_an_unready_draft_says_what_it_needs(client, draft):
    assert "Luonnos ei ole valmis." in client.get(of(draft, "plan_agree")).text
    contents = client.get(of(draft, "plan_agree")).context["contents"]

    assert client.post(of(draft, "plan_agree"), agreement(contents=contents)).status_code == 409


def test_a_review_date_that_has_passed_is_written_anew_before_agreeing(client):
    plan = PlanFactory(goals=1, review_on=dt.date(2026, 2, 1))
    client.force_login(plan.case.responsible)

    response = client.post(of(plan, "plan_agree"), agreement())

    assert list(response.context["form"].errors) == ["on"]


# --- Doing and reviewing ----------------------------------------------------------------


def test_a_step_is_noted_as_done_and_taken_back(client, in_force):
    step = Step.objects.get()
    page = of(in_force, "step_done", step_pk=step.pk)

    client.post(page, {"what": "done", "on": "1.2.2026"})
    assert StepDone.objects.get().done_on == dt.date(2026, 2, 1)
    assert "Tehty 1.2.2026" in client.get(of(in_force, "plan_page")).text

    client.post(page, {"what": "take_back"})
    assert StepDone.objects.get().taken_back_at is not None


@pytest.mark.parametrize("sent", [{"what": "done", "on": "3.2.2026"}, {"what": "x"}, {}])
def test_a_step_is_not_done_in_the_future_or_without_a_word(client, in_force, sent):
    client.post(of(in_force, "step_done", step_pk=Step.objects.get().pk), sent)

    assert not StepDone.objects.exists()


def review_of(plan: Plan, **changes: object) -> dict[str, object]:
    goal = plan.goals.get()
    return {
        "form_key": str(uuid.uuid4()),
        "reviewed_on": "2.2.2026",
        f"outcome_{goal.pk}": "progressed",
        f"words_{goal.pk}": "Hakemus on jätetty.",
        "client_view": "Hyvin menee.",
        "then": "goes_on",
        "next_review_on": "1.9.2026",
    } | changes


def test_plan_review_records_one_review_however_often_it_is_sent(client, in_force):
    form = review_of(in_force)

    answers = [client.post(of(in_force, "plan_review"), form) for _ in range(2)]

    assert [answer.url for answer in answers] == [in_force.get_absolute_url()] * 2
    assert GoalOutcome.objects.get().words == "Hakemus on jätetty."
    assert in_force.next_review_on == dt.date(2026, 9, 1)
    page = client.get(of(in_force, "plan_page")).text
    assert "Hyvin menee." in page
    assert "Edistynyt" in page


def test_plan_review_may_lead_to_a_new_version(client, in_force):
    response = client.post(of(in_force, "plan_review"), review_of(in_force, then="new_version"))

    draft = Plan.objects.drafts().get()
    assert response.url == of(draft, "plan_edit")
    assert "Siirtyi edellisestä versiosta." in client.get(of(draft, "plan_edit")).text


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"reviewed_on": "3.2.2026"}, "reviewed_on"),
        ({"reviewed_on": "14.1.2026"}, "reviewed_on"),
        ({"next_review_on": "2.2.2026"}, "next_review_on"),
        ({"next_review_on": ""}, "next_review_on"),
        ({"then": "x"}, "then"),
    ],
)
def test_a_review_with_a_wrong_value_keeps_what_was_written(client, in_force, changes, wrong):
    form = review_of(in_force, client_view=CANARY, **changes)

    response = client.post(of(in_force, "plan_review"), form)

    assert list(response.context["form"].errors) == [wrong]
    assert CANARY in response.text
    assert not Review.objects.exists()


def test_each_goal_needs_an_outcome(client, in_force):
    goal = in_force.goals.get()

    response = client.post(
        of(in_force, "plan_review"), review_of(in_force, **{f"outcome_{goal.pk}": ""})
    )

    assert list(response.context["form"].errors) == [f"outcome_{goal.pk}"]


def test_a_review_sent_to_a_closed_case_comes_back(client, in_force):
    closed(in_force)

    response = client.post(of(in_force, "plan_review"), review_of(in_force, client_view=CANARY))

    assert response.status_code == 409
    assert CANARY in response.text


def test_hostile_text_is_shown_as_text(client, draft):
    GoalFactory(plan=draft, words="<script>alert(1)</script>{{ 7 }}")

    page = client.get(of(draft, "plan_page")).text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 }}" in page
    assert "<script>alert" not in page


def test_opening_a_plan_is_logged(client, draft):
    client.get(of(draft, "plan_page"))

    event = AuditEvent.objects.filter(action="case.read").latest("pk")
    assert (event.case_id, event.target) == (draft.case_id, f"plans.plan:{draft.pk}")
