"""What the contact told is offered beside the field, and is taken or left out by one press."""

from typing import Any

import pytest
from django.db import ProgrammingError

from assessments.actions.taking_over import answer_offer
from assessments.actions.writing import FinalMeanwhile, finalise_assessment
from assessments.draft_parts import part_with
from assessments.known_from_contacts import offers_for
from assessments.models import Assessment
from assessments.parts_map import map_of
from caseload.closing import close_case
from cases.actions.answering_offers import OfferDoesNotFit
from cases.actions.closed_case import CaseClosed
from cases.actions.team import assign_worker
from cases.models import CaseClosure, OfferAnswer
from cases.offers import Offer
from cases.permissions import CaseRole
from tests.assessments.part_pages import filled, part_page
from tests.factories import (
    AssessmentFactory,
    NetworkWalkthroughFactory,
    ReferralFactory,
    TriageFactory,
    WorkerFactory,
)
from tests.factories.assessments import COMPLETE

pytestmark = pytest.mark.django_db

CONCERN = "Asunto puuttuu. Ei rahaa."


def begun(**told: Any) -> Assessment:
    """A draft in a case that a contact opened."""
    referral = ReferralFactory(**{"description": CONCERN, "contact_name": "Kati Savela"} | told)
    triage = TriageFactory(referral=referral, measures="Tukiasuntoa on haettu.")
    case, worker = triage.case, WorkerFactory(unit=triage.case.unit)
    assign_worker(case=case, user=worker, role=CaseRole.RESPONSIBLE, by=worker)
    case.refresh_from_db()
    draft: Assessment = AssessmentFactory(case=case)
    return draft


def finalise_complete(draft: Assessment) -> None:
    draft.areas.update(state="gone_through")
    Assessment.objects.filter(pk=draft.pk).update(**COMPLETE)
    NetworkWalkthroughFactory(case=draft.case)
    draft.refresh_from_db()
    finalise_assessment(assessment=draft, seen=draft.version, by=draft.saved_by)


def offered(draft: Assessment) -> dict[str, str]:
    return {each.place: each.words for each in offers_for(Assessment.objects.get(pk=draft.pk))}


def offer_of(draft: Assessment, place: str) -> Offer:
    return next(each for each in offers_for(draft) if each.place == place)


def press(client, draft: Assessment, button: str, place: str, **changes: str):
    client.force_login(draft.saved_by)
    part = part_with(place).key
    key = {button: offer_of(draft, place).key}
    return client.post(part_page(draft, part), filled(draft, part) | changes | key)


def test_what_the_contact_told_is_offered_with_its_source():
    draft = begun()

    words = offered(draft)

    assert words["initiation_manner"] == "Yhteydenotto"
    assert words["initiation_reason"].startswith("Kati Savela, ")
    assert words["initiation_reason"].endswith(f": ”{CONCERN}”")
    assert words["dependants"] == "Asiakkaan hoidossa ei ole ketään"
    assert words["services_so_far"] == "Tukiasuntoa on haettu."
    assert words["area-housing-situation"].endswith("”Asunto puuttuu.”")


def test_nothing_is_copied_by_itself():
    draft = begun()

    assert (draft.initiation_manner, draft.initiation_reason, draft.dependants) == ("", "", "")
    assert not OfferAnswer.objects.exists()


def test_one_press_takes_it_and_saves_what_was_typed(client):
    draft = begun()

    response = press(client, draft, "take", "initiation_reason", how_carried_out="Kirjoitettu.")

    draft.refresh_from_db()
    assert draft.initiation_reason.endswith(f"”{CONCERN}”")
    assert draft.how_carried_out == "Kirjoitettu."
    assert response.url.endswith("#div_id_initiation_reason")
    assert "initiation_reason" not in offered(draft)


def test_a_choice_is_taken_as_that_choice(client):
    draft = begun()

    press(client, draft, "take", "dependants")

    draft.refresh_from_db()
    assert draft.dependants == "none"


def test_what_is_taken_stands_below_what_was_typed_in_the_field(client):
    draft = begun()

    press(client, draft, "take", "services_so_far", services_so_far="Päihdeklinikka.")

    draft.refresh_from_db()
    assert draft.services_so_far == "Päihdeklinikka.\n\nTukiasuntoa on haettu."


def test_a_fact_of_a_life_area_is_taken_into_it_and_its_page_comes_back(client):
    draft = begun()

    response = press(client, draft, "take", "area-housing-situation")

    assert draft.areas.get(area="housing").situation.endswith("”Asunto puuttuu.”")
    assert response.url == f"{part_page(draft, 'asuminen')}#div_id_area-housing-situation"


def test_what_was_left_out_is_never_offered_again(client):
    draft = begun()

    press(client, draft, "decline", "initiation_reason")

    draft.refresh_from_db()
    assert draft.initiation_reason == ""
    assert "initiation_reason" not in offered(draft)


def test_what_was_left_out_is_not_offered_by_a_later_assessment_of_the_case(client):
    draft = begun()
    press(client, draft, "decline", "initiation_reason")
    finalise_complete(draft)

    later = AssessmentFactory(case=draft.case)

    assert "initiation_reason" not in offered(later)
    assert "services_so_far" in offered(later)


def test_a_choice_that_was_made_is_not_asked_again():
    draft = begun()
    Assessment.objects.filter(pk=draft.pk).update(dependants="looked_into")

    assert "dependants" not in offered(draft)


def test_what_another_answered_meanwhile_is_answered_once(client):
    draft = begun()
    offer = offer_of(draft, "initiation_reason")
    client.force_login(draft.saved_by)
    page = filled(draft, "alku") | {"take": offer.key}
    answer_offer(assessment=draft, offer=offer, is_taken=False, by=draft.saved_by)

    client.post(part_page(draft, "alku"), page)

    draft.refresh_from_db()
    assert (draft.initiation_reason, OfferAnswer.objects.get().is_taken) == ("", False)


def test_what_two_take_at_once_is_written_once():
    draft = begun()
    offer = offer_of(draft, "initiation_reason")

    for _press in range(2):
        answer_offer(assessment=draft, offer=offer, is_taken=True, by=draft.saved_by)

    assert Assessment.objects.get(pk=draft.pk).initiation_reason == offer.value


def test_what_has_no_room_is_not_cut():
    draft = begun()
    full = "x" * 9_990
    Assessment.objects.filter(pk=draft.pk).update(initiation_reason=full)
    draft.refresh_from_db()
    offer = offer_of(draft, "initiation_reason")

    with pytest.raises(OfferDoesNotFit):
        answer_offer(assessment=draft, offer=offer, is_taken=True, by=draft.saved_by)

    assert Assessment.objects.get(pk=draft.pk).initiation_reason == full


def test_a_case_without_a_contact_offers_nothing():
    assert offered(AssessmentFactory()) == {}


def test_a_correction_begins_with_all_and_is_offered_nothing():
    draft = begun()
    finalise_complete(draft)

    correction = AssessmentFactory(corrects=draft, correction_reason="Päivä väärin")

    assert offered(correction) == {}


def test_an_answer_is_kept_as_it_was_given():
    draft = begun()
    offer = offer_of(draft, "initiation_reason")
    answer_offer(assessment=draft, offer=offer, is_taken=False, by=draft.saved_by)

    with pytest.raises(ProgrammingError, match="Cannot|cannot"):
        OfferAnswer.objects.update(is_taken=True)


def test_an_answer_is_never_removed():
    draft = begun()
    offer = offer_of(draft, "initiation_reason")
    answer_offer(assessment=draft, offer=offer, is_taken=False, by=draft.saved_by)

    with pytest.raises(ProgrammingError, match="Cannot|cannot"):
        OfferAnswer.objects.all().delete()


def test_the_page_shows_it_beside_the_field_with_its_buttons(client):
    draft = begun()
    client.force_login(draft.saved_by)
    offer = offer_of(draft, "dependants")

    text = client.get(part_page(draft, "verkosto")).text

    assert f'name="take" value="{offer.key}"' in text
    assert f'name="decline" value="{offer.key}"' in text
    assert "Tiedossa jo" in text


def test_the_map_says_in_which_parts_something_is_known():
    draft = begun()

    rows = map_of(draft, by=draft.saved_by, offers=offers_for(draft)).rows

    known = [row.part.key for row in rows if row.is_known]
    assert known == ["alku", "tausta", "verkosto", "asuminen"]


def test_a_final_assessment_takes_nothing_any_more():
    draft = begun()
    offer = offer_of(draft, "initiation_reason")
    finalise_complete(draft)

    with pytest.raises(FinalMeanwhile):
        answer_offer(assessment=draft, offer=offer, is_taken=True, by=draft.saved_by)

    assert not OfferAnswer.objects.exists()


def test_in_a_closed_case_nothing_is_taken():
    draft = begun()
    offer = offer_of(draft, "initiation_reason")
    closure = CaseClosure(case=draft.case, reason=CaseClosure.Reason.NOT_REACHED)
    close_case(closure=closure, by=draft.saved_by)

    with pytest.raises(CaseClosed):
        answer_offer(assessment=draft, offer=offer, is_taken=True, by=draft.saved_by)
