"""Life areas that are to be asked later: why, by when, and what finalising makes of each."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.actions.later import Undecided
from assessments.actions.starting import correct_assessment
from assessments.actions.writing import edit_assessment, finalise_assessment
from assessments.later_areas import Answer, Decision
from assessments.models import Assessment, LifeArea
from caseload.course.details import details_of
from tests.factories import AssessmentFactory, NetworkWalkthroughFactory
from timing.acts import act_of
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db

BECAUSE = "Ei jaksanut tänään"


def day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)


def draft_with(*areas: str) -> Assessment:
    """A draft in which nothing is missing, and these are left for later."""
    draft: Assessment = AssessmentFactory(complete=True)
    NetworkWalkthroughFactory(case=draft.case)
    draft.areas.filter(area__in=areas).update(
        state="later", later_because=BECAUSE, later_on=day(20)
    )
    return draft


def finalise(draft: Assessment, **later: Decision) -> None:
    draft.refresh_from_db()
    by = draft.saved_by
    finalise_assessment(assessment=draft, seen=draft.version, by=by, later=later)


def at_review(on: int) -> Decision:
    return Decision(Answer.AT_REVIEW, on=day(on))


def due_of(draft: Assessment) -> list[Due]:
    found = Due.objects.present().filter(case_id=draft.case_id, kind=DueKind.LATER_AREAS)
    return list(found)


def url(name: str, draft: Assessment) -> str:
    return reverse(f"assessments:assessment_{name}", kwargs={"assessment_pk": draft.pk})


def sent(draft: Assessment, **answers: dict[str, Any]) -> dict[str, Any]:
    found = {"version": draft.version}
    for area, given in answers.items():
        found |= {f"later-{area}-{name}": value for name, value in given.items()}
    return found


def test_eleven_areas_left_for_later_are_not_final_by_one_press(client):
    draft = draft_with(*LifeArea.values)
    client.force_login(draft.saved_by)

    response = client.post(url("finalise", draft), {"version": draft.version})

    assert len(response.context["later"].forms) == len(LifeArea)
    assert [bool(form.errors) for form in response.context["later"].forms] == [True] * 11
    assert Assessment.objects.get().is_draft


def test_an_area_without_a_decision_stops_finalising():
    draft = draft_with("health", "work")

    with pytest.raises(Undecided):
        finalise(draft, health=at_review(5))

    assert Assessment.objects.get().is_draft


def test_what_is_asked_at_the_review_is_due_on_its_day():
    draft = draft_with("health", "work")

    finalise(draft, health=at_review(9), work=at_review(5))

    (due,) = due_of(draft)
    assert (due.day, due.object_id, details_of([due])[due.pk]) == (day(5), draft.pk, "Työelämä")


def test_an_area_that_is_not_relevant_is_due_on_no_day():
    draft = draft_with("health")

    finalise(draft, health=Decision(Answer.NOT_RELEVANT, because="Ei koske häntä"))

    entry = draft.areas.get(area="health")
    assert (entry.standing, entry.not_relevant_because) == ("not_relevant", "Ei koske häntä")
    assert due_of(draft) == []


def test_a_correction_in_which_it_was_asked_ends_what_is_due():
    draft = draft_with("health")
    finalise(draft, health=at_review(5))
    by = draft.saved_by
    copy = correct_assessment(assessment=draft, reason="Kysyttiin", by=by)
    areas = {"health": {"state": "gone_through"}}
    edit_assessment(assessment=copy, seen=copy.version, by=by, values={}, areas=areas)

    finalise(copy)

    assert due_of(draft) == []


def test_a_new_assessment_answers_for_what_an_older_one_left():
    draft = draft_with("health")
    finalise(draft, health=at_review(5))

    AssessmentFactory(case=draft.case, final=True)

    assert due_of(draft) == []


def test_asking_now_goes_back_to_the_draft_and_keeps_the_other_decisions(client):
    draft = draft_with("health", "work")
    client.force_login(draft.saved_by)
    work = {"answer": "not_relevant", "because": "Eläkkeellä"}

    response = client.post(
        url("finalise", draft), sent(draft, health={"answer": "ask_now"}, work=work)
    )

    assert response.url == f"{url('map', draft)}terveys/"
    kept = {entry.area: entry for entry in draft.areas.filter(area__in=["health", "work"])}
    assert Assessment.objects.get().is_draft
    assert kept["health"].state == "not_asked"
    assert kept["work"].not_relevant_because == "Eläkkeellä"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"answer": "at_review", "on": ""}, "on"),
        ({"answer": "at_review", "on": "1.1.2020"}, "on"),
        ({"answer": "not_relevant", "because": ""}, "because"),
        ({}, "answer"),
    ],
)
def test_a_decision_lacks_its_day_or_its_reason(client, given, field):
    draft = draft_with("health")
    client.force_login(draft.saved_by)

    response = client.post(url("finalise", draft), sent(draft, health=given))

    assert list(response.context["later"].forms[0].errors) == [field]


def test_a_decision_over_a_draft_that_somebody_saved_meanwhile_is_shown_again(client):
    draft = draft_with("health")
    client.force_login(draft.saved_by)
    page = sent(draft, health={"answer": "ask_now"})
    values = {"conclusions": "Uusi."}
    edit_assessment(assessment=draft, seen=draft.version, by=draft.saved_by, values=values)

    response = client.post(url("finalise", draft), page)

    assert response.status_code == 409
    assert draft.areas.get(area="health").state == "later"


def test_an_area_that_was_asked_after_all_is_no_longer_not_relevant():
    draft = draft_with("health")
    draft.areas.filter(area="health").update(not_relevant_because="Ei koske")
    areas = {"health": {"state": "gone_through"}}

    edit_assessment(assessment=draft, seen=1, by=draft.saved_by, values={}, areas=areas)

    entry = draft.areas.get(area="health")
    assert (entry.standing, entry.not_relevant_because) == ("gone_through", "")


def test_the_final_document_says_why_and_by_when(client):
    draft = draft_with("health", "work")
    irrelevant = Decision(Answer.NOT_RELEVANT, because="On eläkkeellä")
    finalise(draft, health=Decision(Answer.AT_REVIEW, on=dt.date(2030, 5, 6)), work=irrelevant)
    client.force_login(draft.saved_by)

    text = client.get(url("page", draft)).content.decode()

    assert BECAUSE in text
    assert "Kysytään viimeistään 6.5.2030" in text
    assert "On eläkkeellä" in text


def test_what_is_due_leads_to_the_supplement_in_which_it_is_written(client):
    draft = draft_with("health")
    finalise(draft, health=at_review(5))
    client.force_login(draft.saved_by)

    where = act_of(due_of(draft)[0]).where(due_of(draft)[0])
    client.post(where, {"reason": "Asiakas kertoi terveydestään tarkistuksessa"})

    supplement = Assessment.objects.drafts().get()
    assert (supplement.corrects, supplement.is_supplement) == (draft, True)
    assert supplement.areas.get(area="health").later_because == BECAUSE


def test_a_supplement_says_that_something_is_new_and_not_that_it_was_wrong(client):
    draft = draft_with("health")
    finalise(draft, health=at_review(5))
    by = draft.saved_by
    copy = correct_assessment(assessment=draft, reason="Kertoi lisää", by=by, is_supplement=True)
    areas = {"health": {"state": "gone_through"}}
    edit_assessment(assessment=copy, seen=copy.version, by=by, values={}, areas=areas)
    finalise(copy)
    client.force_login(by)

    new, old = (client.get(url("page", each)).text for each in (copy, draft))

    assert "Täydentää aiempaa versiota: Kertoi lisää" in new
    assert "Tätä versiota on täydennetty uudemmalla." in old
    assert "korjaus" not in (new + old).lower()


def test_a_supplement_without_a_word_of_what_is_new_is_not_begun(client):
    final = AssessmentFactory(final=True)
    client.force_login(final.saved_by)

    response = client.post(url("supplement", final), {"reason": " "})

    assert list(response.context["form"].errors) == ["reason"]
    assert not Assessment.objects.drafts().exists()
