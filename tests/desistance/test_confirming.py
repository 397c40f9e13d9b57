"""What was said before is confirmed one by one, and our tasks are never the client’s."""

import pytest
from django.db import IntegrityError

from desistance.factors import Factor
from desistance.models import Checklist
from desistance.occasions import Occasion
from tests.desistance.test_checklists import answers, fill_url
from tests.desistance.test_rounds import closed
from tests.factories import (
    CaseFactory,
    ChecklistEntryFactory,
    ChecklistFactory,
)

pytestmark = pytest.mark.django_db


def test_a_starting_point_is_shown_and_never_answers_by_itself(client, entry):
    case = closed(entry).case
    client.force_login(case.responsible)

    page = client.get(fill_url(case))
    client.post(fill_url(case), answers())

    assert "Aamut ovat omia" in page.content.decode()
    assert "Edelleen näin" in page.content.decode()
    assert page.context["form"]["inner_change-still"].value() in (None, False)
    now = Checklist.objects.get(occasion="plan").by_factor()["inner_change"]
    assert (now.standing, now.note) == ("not_discussed", "")


def test_one_tick_confirms_what_was_said_before(client, entry):
    case = closed(entry).case
    client.force_login(case.responsible)

    client.post(fill_url(case), answers(inner_change__still="on"))

    now = Checklist.objects.get(occasion="plan").by_factor()["inner_change"]
    assert (now.standing, now.note, now.next_step) == ("strength", "Aamut ovat omia", "Jatketaan")


def test_own_words_go_before_those_that_are_confirmed(client, entry):
    case = closed(entry).case
    client.force_login(case.responsible)

    client.post(fill_url(case), answers(inner_change__still="on", inner_change__note="Nyt näin"))

    now = Checklist.objects.get(occasion="plan").by_factor()["inner_change"]
    assert (now.note, now.next_step) == ("Nyt näin", "Jatketaan")


def test_confirming_and_choosing_otherwise_is_asked_again(client, entry):
    case = closed(entry).case
    client.force_login(case.responsible)

    response = client.post(
        fill_url(case), answers(inner_change__still="on", inner_change__standing="need")
    )

    assert list(response.context["form"].errors) == ["inner_change-standing"]


def test_our_task_is_done_under_way_or_prevented_and_never_a_standing(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    client.post(
        fill_url(case),
        answers(
            service_need_assessment__task="done",
            service_continuity_at_transition__task="prevented",
            service_continuity_at_transition__note="Asunnolle on jono.",
            digital_access_and_services__standing="need",
        ),
    )

    said = Checklist.objects.get().by_factor()
    assert said["service_need_assessment"].task == "done"
    assert said["service_continuity_at_transition"].task == "prevented"
    assert "digital_access_and_services" not in said
    assert {said[key].standing for key in said if Factor(key).is_our_task} == {""}


def test_what_prevents_our_task_is_told_in_words(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    response = client.post(fill_url(case), answers(service_need_assessment__task="prevented"))

    assert list(response.context["form"].errors) == ["service_need_assessment-note"]


def test_the_database_lets_only_our_tasks_be_under_way():
    with pytest.raises(IntegrityError, match="only_our_task_is_under_way"):
        ChecklistEntryFactory(factor=Factor.INNER_CHANGE, standing="", task="done")


def test_the_database_wants_words_for_what_prevents_our_task():
    with pytest.raises(IntegrityError, match="prevented_by_something"):
        ChecklistEntryFactory(factor=Factor.SERVICE_NEED_ASSESSMENT, standing="", task="prevented")


def test_what_a_former_version_said_of_our_task_stays_until_it_is_said_anew(client):
    checklist = ChecklistFactory()
    ChecklistEntryFactory(
        checklist=checklist, factor=Factor.SERVICE_NEED_ASSESSMENT, standing="need"
    )
    case = checklist.case
    client.force_login(case.responsible)
    url = fill_url(case, Occasion.CONTACT)

    client.post(url, answers(version=1))
    kept = Checklist.objects.get().by_factor()["service_need_assessment"].standing
    client.post(url, answers(version=2, service_need_assessment__task="done"))
    now = Checklist.objects.get().by_factor()["service_need_assessment"]

    assert kept == "need"
    assert (now.standing, now.task) == ("", "done")
