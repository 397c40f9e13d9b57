"""An expert by experience is offered on a day, and what came of it is kept."""

import uuid

import pytest
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from networks.models import ExpertOffer
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    ExpertOfferFactory,
    NetworkMemberFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    return case


def of(case, name="network"):
    return reverse(f"networks:{name}", kwargs={"case_pk": case.pk})


def offer(client, case, **changes):
    told = {"answer": "declined", "on": "17.11.2026", "form_key": str(uuid.uuid4())}
    return client.post(of(case, "expert_offer"), told | changes)


def test_an_offer_is_kept_with_its_day_and_writer(client, case):
    offer(client, case, answer="accepted", note="Haluan jutella jonkun kanssa.")

    kept = ExpertOffer.objects.get()
    assert (kept.answer, kept.note) == ("accepted", "Haluan jutella jonkun kanssa.")
    assert kept.written_by == case.responsible


def test_refusing_needs_no_reason(client, case):
    assert offer(client, case, answer="declined").status_code == 302


def test_an_offer_needs_an_answer(client, case):
    page = offer(client, case, answer="")

    assert list(page.context["form"].errors) == ["answer"]
    assert not ExpertOffer.objects.exists()


def test_a_later_answer_stands_above_the_earlier_which_stays(client, case):
    ExpertOfferFactory(case=case, answer="offered", on="2026-02-02")
    ExpertOfferFactory(case=case, answer="accepted", on="2026-03-02")

    expert = client.get(of(case)).context["expert"]

    assert [each.answer for each in expert.offers] == ["accepted", "offered"]


def test_a_written_answer_never_changes(case):
    ExpertOfferFactory(case=case)

    with pytest.raises(DatabaseError, match="expert_offer_kept"):
        ExpertOffer.objects.update(answer="declined")


def test_a_closed_case_takes_no_offer(client, case):
    case.status, case.closed_on = "closed", timezone.localdate()
    case.save()

    offer(client, case)

    assert not ExpertOffer.objects.exists()


def test_an_expert_who_is_in_the_network_is_not_asked_for_again(client, case):
    NetworkMemberFactory(case=case, kind="expert", name="Sanna Kokenut")

    html = client.get(of(case, "expert_offer")).content.decode()

    assert "Sanna Kokenut" in html
    assert "Ei vielä tarjottu" not in html


@pytest.mark.parametrize(("answer", "shown"), [("none", True), ("declined", False)])
def test_where_nobody_was_available_an_observation_is_one_press_away(client, case, answer, shown):
    ExpertOfferFactory(case=case, answer=answer)

    html = client.get(of(case)).content.decode()

    assert (reverse("observations:observation_write") in html) is shown


def test_whoever_wants_one_is_led_to_the_network(client, case):
    ExpertOfferFactory(case=case, answer="accepted")
    wanted = client.get(of(case)).context["expert"].is_wanted
    NetworkMemberFactory(case=case, kind="expert", name="Sanna Kokenut")

    assert wanted
    assert not client.get(of(case)).context["expert"].is_wanted


def test_the_assessment_shows_how_the_offer_stands_beside_the_network(client, case):
    ExpertOfferFactory(case=case, answer="declined")
    draft = AssessmentFactory(case=case)
    kwargs = {"assessment_pk": draft.pk, "part": "verkosto"}

    html = client.get(reverse("assessments:assessment_part", kwargs=kwargs)).content.decode()

    assert "Asiakas ei halua kokemusasiantuntijaa" in html
