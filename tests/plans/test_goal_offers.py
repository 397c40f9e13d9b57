"""A goal of the first plan may begin with what the client said, by one press."""

import uuid

import pytest
from django.urls import reverse

from assessments.actions.writing import finalise_assessment
from cases.models import OfferAnswer
from plans.actions.drafting import draft_plan
from plans.known_from_assessment import goal_offers_for
from plans.models import Goal, Plan
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    ClientWordsFactory,
    NetworkWalkthroughFactory,
)

pytestmark = pytest.mark.django_db
DOOR = "Haluan kodin, johon koira saa tulla."


@pytest.fixture
def plan(client) -> Plan:
    """A first draft: the client spoke of a home, where there is a need, and of work."""
    case = CaseFactory()
    draft = AssessmentFactory(case=case, complete=True)
    draft.areas.filter(area="housing").update(need="yes")
    for area, words in (("housing", DOOR), ("work", "Töihin keväällä.")):
        ClientWordsFactory(entry=draft.areas.get(area=area), words=words, said_on="2026-03-02")
    NetworkWalkthroughFactory(case=case)
    finalise_assessment(assessment=draft, seen=draft.version, by=draft.saved_by)
    client.force_login(case.responsible)
    made: Plan = draft_plan(case=case, by=case.responsible)
    return made


def offers(plan):
    return goal_offers_for(Plan.objects.get(pk=plan.pk))


def send(client, plan, **values):
    told = {"scale": "1", "form_key": str(uuid.uuid4())} | values
    return client.post(reverse("plans:goal_add", kwargs={"plan_pk": plan.pk}), told)


def test_words_where_there_is_a_need_are_offered_with_area_and_day(plan):
    (offer,) = offers(plan)

    assert (offer.words, offer.source) == (DOOR, "palvelutarpeen arvio, Asuminen, 2.3.2026")


def test_the_page_offers_them_and_begins_with_an_empty_field(client, plan):
    page = client.get(reverse("plans:goal_add", kwargs={"plan_pk": plan.pk}))

    assert DOOR in page.content.decode()
    assert not page.context["form"]["words"].value()


def test_one_press_begins_the_goal_and_keeps_what_was_typed(client, plan):
    (offer,) = offers(plan)

    page = send(client, plan, take=offer.key, words="Koti.", description="Lisää", scale="2")

    form = page.context["form"]
    assert form["words"].value() == f"Koti.\n\n{DOOR}"
    assert (form["description"].value(), form["scale"].value()) == ("Lisää", "2")
    assert not Goal.objects.exists()
    assert not OfferAnswer.objects.exists()


def test_a_goal_that_began_with_them_is_not_offered_again(client, plan):
    (offer,) = offers(plan)

    send(client, plan, words="Oma ovi kotiin.", begun_with=offer.key)

    assert Goal.objects.get().words == "Oma ovi kotiin."
    assert OfferAnswer.objects.get().is_taken
    assert offers(plan) == []


def test_what_was_left_out_is_never_offered_again_and_loses_no_text(client, plan):
    (offer,) = offers(plan)

    page = send(client, plan, decline=offer.key, words="Töihin.")

    assert page.context["form"]["words"].value() == "Töihin."
    assert DOOR not in page.content.decode()
    assert not OfferAnswer.objects.get().is_taken
    assert not Goal.objects.exists()


def test_pressing_twice_makes_no_goal(client, plan):
    (offer,) = offers(plan)

    for _press in range(2):
        send(client, plan, decline=offer.key, words="Töihin.")

    assert not Goal.objects.exists()
    assert OfferAnswer.objects.count() == 1


def test_words_that_stand_in_a_goal_are_not_offered(client, plan):
    send(client, plan, words=DOOR)

    assert offers(plan) == []


def test_a_key_of_nothing_begins_a_goal_of_its_own_words(client, plan):
    send(client, plan, words="Töihin.", begun_with="words:x")

    assert Goal.objects.get().words == "Töihin."
    assert not OfferAnswer.objects.exists()


def test_words_that_do_not_fit_are_refused_with_what_was_typed(client, plan):
    (offer,) = offers(plan)
    typed = "x" * (Goal._meta.get_field("words").max_length - 5)

    page = send(client, plan, take=offer.key, words=typed)

    assert page.status_code == 409
    assert page.context["form"]["words"].value() == typed


def test_a_later_version_is_offered_nothing(plan):
    assert goal_offers_for(Plan(case=plan.case, based_on=plan)) == []
