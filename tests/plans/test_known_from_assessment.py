"""What the assessment tells is offered beside the fields of the first plan."""

import pytest
from django.urls import reverse

from assessments.actions.writing import finalise_assessment
from assessments.models import Assessment
from cases.models import OfferAnswer
from plans.actions.carrying_over import answer_offer
from plans.actions.drafting import PlanFrozen, draft_plan
from plans.forms.plan import PlanForm
from plans.known_from_assessment import offers_for
from plans.models import Plan
from tests.factories import (
    AssessmentFactory,
    AssessmentParticipantFactory,
    CaseFactory,
    ClientWordsFactory,
    NetworkWalkthroughFactory,
    PlanFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    """A first draft after an assessment in which two life areas tell something."""
    case = CaseFactory()
    draft = AssessmentFactory(case=case, complete=True)
    told = {"worker_view": "Tarvitsee tukea.", "need": "yes"}
    draft.areas.filter(area="housing").update(strengths="Osaa hoitaa kotia.", **told)
    draft.areas.filter(area="work").update(worker_view="Odottaa.")
    for area, words in (("housing", "Haluan oman oven."), ("work", "Töihin keväällä.")):
        ClientWordsFactory(entry=draft.areas.get(area=area), words=words)
    AssessmentParticipantFactory(assessment=draft, who="Kati Savela", part="took_part")
    AssessmentParticipantFactory(assessment=draft, who="Ville Poissa", part="absent")
    finalised(draft)
    made: Plan = draft_plan(case=case, by=case.responsible)
    return made


def finalised(draft: Assessment) -> None:
    if draft.corrects_id is None:
        NetworkWalkthroughFactory(case=draft.case)
    finalise_assessment(assessment=draft, seen=draft.version, by=draft.saved_by)


def offered(plan: Plan) -> dict[str, str]:
    return {each.place: each.words for each in offers_for(Plan.objects.get(pk=plan.pk))}


def press(client, plan: Plan, button: str, place: str, **changes: str):
    client.force_login(plan.case.responsible)
    form = PlanForm(record=plan)
    page = {name: value for name, value in form.initial.items() if value} | changes
    offer = next(each for each in offers_for(plan) if each.place == place)
    url = reverse("plans:plan_edit", kwargs={"plan_pk": plan.pk})
    return client.post(url, page | {"version": plan.version, button: offer.key})


def test_the_first_plan_is_offered_what_the_assessment_tells(plan):
    client_name = plan.case.client.full_name

    assert offered(plan) == {
        "participants": f"{client_name}, Kati Savela",
        "situation_worker": "Tarvitsee asunnon ja tukea arkeen.",
        "client_estimate": "Haluan oman asunnon.",
        "situation_client": "Asuminen: Haluan oman oven.\n\nTyöelämä: Töihin keväällä.",
        "strengths": "Asuminen: Osaa hoitaa kotia.",
        "professional_estimate": "Asuminen: Tarvitsee tukea.",
    }


def test_nothing_is_copied_into_the_plan_by_itself(plan):
    assert [getattr(plan, name) for name in Plan.TEXTS] == [""] * len(Plan.TEXTS)


def test_one_press_takes_it_into_the_plan_and_saves_what_was_typed(client, plan):
    response = press(client, plan, "take", "strengths", meeting_rhythm="Joka viikko")

    plan.refresh_from_db()
    assert (plan.strengths, plan.meeting_rhythm) == ("Asuminen: Osaa hoitaa kotia.", "Joka viikko")
    assert response.url.endswith("#div_id_strengths")


def test_what_was_left_out_of_the_plan_is_never_offered_again(client, plan):
    press(client, plan, "decline", "strengths")

    plan.refresh_from_db()
    assert (plan.strengths, "strengths" in offered(plan)) == ("", False)


def test_what_stands_in_the_plan_is_not_offered(plan):
    Plan.objects.filter(pk=plan.pk).update(client_estimate="Haluan oman asunnon. Ja työn.")

    assert "client_estimate" not in offered(plan)


def test_a_corrected_assessment_offers_anew_only_what_is_another(plan):
    final = Assessment.objects.get(case=plan.case)
    by = plan.case.responsible
    for offer in offers_for(plan):
        answer_offer(plan=plan, offer=offer, is_taken=False, by=by)
    copy = AssessmentFactory(corrects=final, correction_reason="Täsmennys", conclusions="Uusi.")
    finalised(copy)

    assert offered(plan) == {"situation_worker": "Uusi."}


def test_a_later_version_begins_with_the_plan_before_it_and_is_offered_nothing(plan):
    second = Plan(case=plan.case, based_on=plan, status="draft")

    assert offers_for(second) == []


def test_an_answer_in_the_plan_names_who_gave_it(client, plan):
    press(client, plan, "decline", "strengths")

    answer = OfferAnswer.objects.get()
    assert (answer.case, answer.place, answer.is_taken) == (plan.case, "plan:strengths", False)
    assert answer.answered_by == plan.case.responsible


def test_what_two_take_into_the_plan_at_once_is_written_once(plan):
    offer = next(each for each in offers_for(plan) if each.place == "strengths")

    for _press in range(2):
        answer_offer(plan=plan, offer=offer, is_taken=True, by=plan.case.responsible)

    assert Plan.objects.get(pk=plan.pk).strengths == offer.value


def test_an_agreed_plan_takes_nothing_any_more(plan):
    offer = offers_for(plan)[0]
    agreed = PlanFactory(case=CaseFactory(), agreed=True)

    with pytest.raises(PlanFrozen):
        answer_offer(plan=agreed, offer=offer, is_taken=True, by=agreed.case.responsible)

    assert not OfferAnswer.objects.exists()


def test_the_page_of_agreeing_says_what_the_draft_still_offers(client, plan):
    client.force_login(plan.case.responsible)
    page = reverse("plans:plan_agree", kwargs={"plan_pk": plan.pk})
    link = f"{reverse('plans:plan_edit', kwargs={'plan_pk': plan.pk})}#div_id_"
    before = {each for each in offered(plan) if f"{link}{each}" in client.get(page).text}
    press(client, plan, "decline", "strengths")

    after = client.get(page).text

    assert before == set(offered(plan)) | {"strengths"}
    assert f"{link}strengths" not in after
