"""Who joins and leaves the team, and what a supervisor may do from outside it."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.actions.team import assign_worker, open_for_purpose, remove_worker
from cases.models import Case, CaseMembership
from cases.permissions import CaseRole
from notifications.models import Notice
from tests.factories import (
    CaseFactory,
    CountyFactory,
    PrisonOfficerFactory,
    SupervisorFactory,
    UnitFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    return case


def page_of(name, case, **more):
    return reverse(f"cases:{name}", kwargs={"case_pk": case.pk, **more})


def member_of(case):
    worker = WorkerFactory(unit=case.unit)
    assign_worker(case=case, user=worker, role=CaseRole.MEMBER, by=case.responsible)
    return worker


def in_team(case):
    return set(CaseMembership.objects.in_team().filter(case=case).values_list("user", "role"))


def close(case):
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=dt.date(2026, 11, 1))


def test_worker_joins_once_however_often_the_form_is_sent(client, case):
    worker = WorkerFactory(unit=case.unit)
    sent = {"user": worker.pk, "role": "member", "form_key": str(uuid.uuid4())}

    for _click in range(2):
        assertRedirects(client.post(page_of("worker_add", case), sent), page_of("team", case))

    assert in_team(case) == {(case.responsible.pk, "responsible"), (worker.pk, "member")}
    assert Notice.objects.filter(receiver=worker, kind="case_assigned").count() == 1


def test_successor_takes_the_place_and_the_former_stays(client, case):
    former, worker = case.responsible, WorkerFactory(unit=case.unit)

    sent = {"user": worker.pk, "role": "responsible", "reason": "Riikka siirtyy muualle"}
    client.post(page_of("worker_add", case), sent)

    assert in_team(case) == {(worker.pk, "responsible"), (former.pk, "member")}
    assert "Riikka siirtyy muualle" in client.get(page_of("team", case)).content.decode()


def test_a_successor_does_not_come_without_a_reason(client, case):
    worker = WorkerFactory(unit=case.unit)

    response = client.post(page_of("worker_add", case), {"user": worker.pk, "role": "responsible"})

    assert list(response.context["form"].errors) == ["reason"]
    assert in_team(case) == {(case.responsible.pk, "responsible")}


def test_personal_worker_does_not_become_a_mere_member(client, case):
    response = client.post(
        page_of("worker_add", case), {"user": case.responsible.pk, "role": "member"}
    )

    assert list(response.context["form"].errors) == ["user"]
    assert in_team(case) == {(case.responsible.pk, "responsible")}


def test_only_workers_of_the_county_can_be_chosen(client, case):
    strangers = [
        WorkerFactory(unit=UnitFactory(county=CountyFactory(code="other"))),
        WorkerFactory(unit=case.unit, is_active=False),
        SupervisorFactory(unit=case.unit),
        PrisonOfficerFactory(),
    ]

    for stranger in strangers:
        sent = {"user": stranger.pk, "role": "member"}
        response = client.post(page_of("worker_add", case), sent)
        assert list(response.context["form"].errors) == ["user"]

    assert in_team(case) == {(case.responsible.pk, "responsible")}


@pytest.mark.parametrize("role", ["purpose", "", "king"])
def test_role_is_one_of_the_team(client, case, role):
    worker = WorkerFactory(unit=case.unit)

    response = client.post(page_of("worker_add", case), {"user": worker.pk, "role": role})

    assert list(response.context["form"].errors) == ["role"]


def test_member_leaves_with_a_reason_and_loses_the_case(client, case):
    worker = member_of(case)
    leave = page_of("worker_remove", case, user_pk=worker.pk)

    refused = client.post(leave, {"reason": ""})
    client.post(leave, {"reason": "Siirtyi muualle"})

    assert list(refused.context["form"].errors) == ["reason"]
    assert not Case.objects.visible_to(worker).exists()
    html = client.get(page_of("team", case)).content.decode()
    assert "Siirtyi muualle" in html


def test_personal_worker_is_not_removed_but_succeeded(client, case):
    html = client.get(page_of("team", case)).content.decode()
    leave = page_of("worker_remove", case, user_pk=case.responsible.pk)

    response = client.post(leave, {"reason": "Loma"})

    assert leave not in html
    assert response.status_code == 409
    assert in_team(case) == {(case.responsible.pk, "responsible")}


def test_somebody_outside_the_team_cannot_be_removed_from_it(client, case):
    stranger = WorkerFactory(unit=case.unit)

    assert client.get(page_of("worker_remove", case, user_pk=stranger.pk)).status_code == 404


def test_member_may_look_at_the_team_and_not_change_it(client):
    case = CaseFactory()
    client.force_login(member_of(case))

    assert client.get(page_of("team", case)).status_code == 200
    assert client.get(page_of("worker_add", case)).status_code == 403
    leave = page_of("worker_remove", case, user_pk=case.responsible.pk)
    assert client.post(leave, {"reason": "x"}).status_code == 403


def test_closed_case_keeps_its_team(client, case):
    worker = member_of(case)
    close(case)
    before = in_team(case)

    added = client.post(
        page_of("worker_add", case), {"user": WorkerFactory(unit=case.unit).pk, "role": "member"}
    )
    left = client.post(page_of("worker_remove", case, user_pk=worker.pk), {"reason": "x"})

    assert (added.status_code, left.status_code) == (409, 409)
    assert in_team(case) == before


@pytest.mark.parametrize("count", [1, 3])
def test_team_query_count_does_not_grow(client, case, count, django_assert_num_queries):
    for _n in range(count):
        member_of(case)
        gone = member_of(case)
        remove_worker(case=case, user=gone, by=case.responsible, reason="Loma")
        supervisor = SupervisorFactory(unit=case.unit)
        open_for_purpose(case=case, by=supervisor, purpose="Kantelu: syy")

    with django_assert_num_queries(15):
        response = client.get(page_of("team", case))

    assert len(response.context["present"]) == count + 1
    assert len(response.context["former"]) == len(response.context["openings"]) == count


# --- From outside the team ---------------------------------------------------


@pytest.fixture
def listed(client):
    """A case that the signed-in supervisor sees in a list only."""
    case = CaseFactory()
    client.force_login(SupervisorFactory(unit=case.unit))
    return case


def test_stated_purpose_opens_the_case_for_half_a_day(client, listed, time_machine):
    time_machine.move_to("2026-11-18 08:00+02:00", tick=False)
    sent = {"purpose": "complaint", "words": "Asiakkaan muistutus 3.11."}

    response = client.post(page_of("case_open_for_purpose", listed), sent)

    assert response.url == listed.get_absolute_url()
    assert client.get(page_of("notes", listed)).status_code == 200
    stated = "Muistutuksen tai kantelun selvittäminen: Asiakkaan muistutus 3.11."
    assert CaseMembership.objects.by_purpose().get(case=listed).purpose == stated
    events = AuditEvent.objects.of_case(listed.pk)
    assert events.get(action=Action.CASE_OPENED_FOR_PURPOSE.value).purpose == stated


def test_opening_ends_by_itself(listed, time_machine):
    supervisor = SupervisorFactory(unit=listed.unit)
    time_machine.move_to("2026-11-18 08:00+02:00")
    open_for_purpose(case=listed, by=supervisor, purpose="Kantelu: syy")

    time_machine.move_to("2026-11-18 20:01+02:00")

    assert not Case.objects.visible_to(supervisor).exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"purpose": ""}, "purpose"),
        ({"purpose": "curiosity"}, "purpose"),
        ({"words": ""}, "words"),
        ({"words": "x" * 500_000}, "words"),
    ],
)
def test_case_is_not_opened_without_a_purpose_in_words(client, listed, changes, field):
    sent = {"purpose": "quality", "words": "Otanta"} | changes

    response = client.post(page_of("case_open_for_purpose", listed), sent)

    assert list(response.context["form"].errors) == [field]
    assert client.get(page_of("notes", listed)).status_code == 404


def test_pages_from_outside_show_the_number_and_nothing_of_the_client(client, listed):
    for name in ("case_open_for_purpose", "worker_assign"):
        html = client.get(page_of(name, listed)).content.decode()
        assert listed.number in html
        assert listed.client.last_name not in html


def test_supervisor_gives_the_case_to_another_worker_without_seeing_it(client, listed):
    worker = WorkerFactory(unit=listed.unit)
    sent = {"user": worker.pk, "reason": "Tilaa enemmän", "form_key": str(uuid.uuid4())}

    client.post(page_of("worker_assign", listed), sent)
    client.post(page_of("worker_assign", listed), sent)

    listed.refresh_from_db()
    assert listed.responsible == worker
    assert client.get(page_of("notes", listed)).status_code == 404
    assert Notice.objects.filter(receiver=worker).count() == 1


def test_closed_case_is_given_to_nobody(client, listed):
    close(listed)
    worker = WorkerFactory(unit=listed.unit)

    sent = {"user": worker.pk, "reason": "Tilaa enemmän"}
    assert client.post(page_of("worker_assign", listed), sent).status_code == 409


@pytest.mark.parametrize("name", ["case_open_for_purpose", "worker_assign"])
def test_supervisor_of_another_unit_knows_nothing_of_the_case(client, name):
    case = CaseFactory()
    client.force_login(SupervisorFactory(unit=UnitFactory(county=case.county)))

    assert client.get(page_of(name, case)).status_code == 404


def test_who_is_in_the_team_already_goes_straight_in(client, listed):
    supervisor = SupervisorFactory(unit=listed.unit)
    open_for_purpose(case=listed, by=supervisor, purpose="Kantelu: syy")
    client.force_login(supervisor)

    assert client.get(page_of("case_open_for_purpose", listed)).url == listed.get_absolute_url()


# --- The log -----------------------------------------------------------------


def test_log_tells_in_words_who_did_what_and_why(client, case):
    supervisor = SupervisorFactory(unit=case.unit, first_name="Sari", last_name="Johtava")
    open_for_purpose(case=case, by=supervisor, purpose="Kantelu: syy")
    client.get(page_of("notes", case))

    html = client.get(page_of("log", case)).content.decode()

    for words in ("Sari Johtava", "Kantelu: syy", "Katsoi asiaa: Merkinnät", "Avasi uuden asian"):
        assert words in html


def test_reading_the_log_is_in_the_log(client, case):
    client.get(page_of("log", case))

    newest = AuditEvent.objects.of_case(case.pk).first()
    assert (newest.action, newest.by_id) == (Action.LOG_READ.value, case.responsible.pk)


def test_opening_the_log_is_one_row(client, case):
    before = AuditEvent.objects.of_case(case.pk).count()

    client.get(page_of("log", case))

    assert AuditEvent.objects.of_case(case.pk).count() == before + 1


@pytest.mark.parametrize("count", [1, 3])
def test_log_query_count_does_not_grow(client, case, count, django_assert_num_queries):
    for _n in range(count):
        client.get(page_of("team", case))

    with django_assert_num_queries(13):
        client.get(page_of("log", case))
