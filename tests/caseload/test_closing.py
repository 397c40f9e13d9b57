"""Closing ends what is in force, keeps what is said, and is taken back without loss."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.national_codes import code_books
from audit.models import AuditEvent
from audit.vocabulary import Action
from caseload.closing import close_case, reopen_case
from caseload.closing.forms import NOT_CHOSEN, WITH_THE_CLIENT, WITHOUT_THE_CLIENT
from caseload.demo.example_codes import load_example_codes
from caseload.reminders.sweep import remind
from cases.actions.closed_case import CaseClosed
from cases.actions.opening import AlreadyOpen, open_case
from cases.models import Case, CaseClosure
from cases.national.notes_and_closures import build_closure
from continuity.models import ServiceState
from continuity.need_kinds import NeedKind
from notifications.models import Notice
from notifications.telling import tell
from notifications.vocabulary import NoticeKind
from plans.models import Plan
from tests.caseload.walk import assessment_begun, assessment_ready, plan_drafted, plan_in_force
from tests.factories import CaseFactory, ClientFactory, NeedFactory, UnitFactory, service_of
from tests.identity_codes import code_of
from timing.calendar import noon_of


def day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)


def closed(case, **given):
    given = {"reason": CaseClosure.Reason.NO_LONGER_NEEDED} | given
    close_case(closure=CaseClosure(case=case, **given), by=case.responsible)
    case.refresh_from_db()
    return case


@pytest.mark.django_db
def test_closing_ends_the_plan_and_takes_back_what_was_to_be_told():
    case = CaseFactory()
    assessment_ready(case)
    plan = plan_in_force(case, day(30))
    about = {"about": "x", "case_id": case.pk, "due_at": timezone.now() + dt.timedelta(days=9)}
    tell(NoticeKind.REVIEW_NEAR, receiver=case.responsible, **about)

    closed(case)

    plan.refresh_from_db()
    assert plan.status == Plan.Status.ENDED
    assert not Notice.objects.filter(case_id=case.pk, cancelled_at=None).exists()
    assert AuditEvent.objects.filter(action=Action.CASE_CLOSED, case_id=case.pk).count() == 1


@pytest.mark.django_db
def test_an_agreed_follow_up_is_told_on_its_day_and_not_after_reopening():
    case = closed(CaseFactory(), follow_up_on=day(30))
    remind(now=noon_of(day(30)))
    notice = Notice.objects.get(kind=NoticeKind.DUE_NOW, case_id=case.pk, cancelled_at=None)
    assert notice.receiver == case.responsible

    reopen_case(case=case, by=case.responsible, reason="Tarvitsee tukea.")

    notice.refresh_from_db()
    assert notice.cancelled_at is not None


@pytest.mark.django_db
def test_reopening_keeps_the_closure_and_lets_work_go_on():
    case = closed(CaseFactory(), remains_open="Velkaneuvonta")

    reopen_case(case=case, by=case.responsible, reason="Tarvitsee tukea.")

    case.refresh_from_db()
    assert (case.status, case.closed_on) == (Case.Status.OPEN, None)
    assert CaseClosure.objects.get(case=case).remains_open == "Velkaneuvonta"
    event = AuditEvent.objects.get(action=Action.CASE_REOPENED)
    assert event.purpose == "Tarvitsee tukea."


@pytest.mark.django_db
def test_a_case_is_not_reopened_beside_another_open_one():
    case = closed(CaseFactory())
    open_case(client=case.client, unit=case.unit, by=case.responsible, on=day(0))

    with pytest.raises(AlreadyOpen):
        reopen_case(case=case, by=case.responsible, reason="Tarvitsee tukea.")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_at_the_same_moment_one_does():
    case = CaseFactory()
    outcomes = []

    def close() -> None:
        try:
            closed(Case.objects.get(pk=case.pk))
            outcomes.append("closed")
        except CaseClosed:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=close) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["closed", "refused"]
    assert CaseClosure.objects.count() == 1


@pytest.mark.django_db
def test_the_closing_page_tells_of_unfinished_drafts(client):
    case = CaseFactory()
    url = reverse("caseload:case_close", args=[case.pk])
    client.force_login(case.responsible)
    before = client.get(url).content.decode()
    assessment = assessment_begun(case)
    with_assessment = client.get(url).content.decode()
    plan = plan_drafted(case, day(30))
    with_both = client.get(url).content.decode()

    link, plan_link = assessment.get_absolute_url(), plan.get_absolute_url()
    assert (link in before, link in with_assessment, link in with_both) == (False, True, True)
    assert (plan_link in with_assessment, plan_link in with_both) == (False, True)


@pytest.mark.django_db
def test_a_case_is_closed_on_its_page_with_what_was_agreed(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    client.post(
        reverse("caseload:case_close", args=[case.pk]),
        {"reason": "moved", "signs_for_contact": "Vuokra jää maksamatta", "follow_up_on": ""},
    )

    closure = CaseClosure.objects.get(case=case)
    assert (closure.reason, closure.signs_for_contact) == ("moved", "Vuokra jää maksamatta")
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Vuokra jää maksamatta" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"client_view": ""}, "reason"),
        ({"reason": "x"}, "reason"),
        ({"reason": "moved", "follow_up_on": "1.1.2020"}, "follow_up_on"),
        ({"reason": "moved", "follow_up_on": "31.2.2027"}, "follow_up_on"),
        ({"reason": "moved", "client_view": "a\x00b"}, "client_view"),
        ({"reason": "moved", "client_view": "x" * 500_000}, "client_view"),
    ],
)
def test_a_closing_that_cannot_be_is_told_at_its_place_and_closes_nothing(client, given, wrong):
    case = CaseFactory()
    client.force_login(case.responsible)

    response = client.post(reverse("caseload:case_close", args=[case.pk]), given)

    assert list(response.context["form"].errors) == [wrong]
    case.refresh_from_db()
    assert case.is_open


@pytest.mark.django_db
def test_the_ending_of_each_service_is_answered_where_the_case_is_closed(client):
    case = CaseFactory()
    service_of(case, name="Tuettu asuminen")
    over = {"state": "ended", "ended_because": "goal_reached"}
    service_of(case, NeedKind.REHAB_OPEN, name="Päihdekuntoutus", **over)
    url = reverse("caseload:case_close", args=[case.pk])
    client.force_login(case.responsible)

    page = client.get(url).content.decode()
    without = client.post(url, {"reason": "moved"})
    answered = {"services_assessed": "on", "services_ending": "Asuminen jatkuu."}
    client.post(url, {"reason": "moved"} | answered)

    assert ("Tuettu asuminen" in page, "Päihdekuntoutus" in page) == (True, False)
    assert list(without.context["form"].errors) == ["services_assessed", "services_ending"]
    closure = CaseClosure.objects.get(case=case)
    assert (closure.services_assessed, closure.services_ending) == (True, "Asuminen jatkuu.")
    assert "Asuminen jatkuu." in client.get(case.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_closing_ends_no_need_and_no_service_by_itself():
    service = service_of(CaseFactory(), state="running")

    closed(service.case)

    service.need.refresh_from_db()
    assert service.need.ended_on is None
    assert ServiceState.objects.get(service=service).state == "running"


@pytest.mark.django_db
def test_a_need_without_a_service_asks_for_no_ending(client):
    case = CaseFactory()
    NeedFactory(case=case)
    client.force_login(case.responsible)

    page = client.get(reverse("caseload:case_close", args=[case.pk]))

    assert "services_assessed" not in page.context["form"].fields


def test_every_reason_says_whether_the_client_assesses_the_ending_of_the_services():
    told = [*WITH_THE_CLIENT, *WITHOUT_THE_CLIENT, *NOT_CHOSEN]

    assert sorted(told) == sorted(CaseClosure.Reason)


@pytest.mark.django_db
@pytest.mark.parametrize("reason", CaseClosure.Reason)
def test_every_reason_stands_in_the_national_document(reason):
    client = ClientFactory(identity_code=code_of(dt.date(1990, 1, 1), "-", 999))
    unit = UnitFactory(county=client.county)
    case = closed(CaseFactory(client=client, unit=unit), reason=reason)
    closure = CaseClosure.objects.get(case=case)
    load_example_codes()

    document = build_closure(closure, code_books()[case.county_id])

    assert str(reason.label) in str(document)


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["died", "not_reached"])
def test_nothing_is_assessed_with_a_client_who_is_not_there(client, reason):
    case = CaseFactory()
    service_of(case)
    url = reverse("caseload:case_close", args=[case.pk])
    client.force_login(case.responsible)

    without = client.post(url, {"reason": reason})
    client.post(url, {"reason": reason, "services_ending": "Palvelut peruttiin."})

    assert list(without.context["form"].errors) == ["services_ending"]
    assert CaseClosure.objects.get(case=case).services_assessed is False


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["running", "ended"])
def test_the_case_page_leads_to_where_the_ending_is_answered(client, state):
    case = CaseFactory()
    assessment_ready(case)
    over = {"ended_because": "goal_reached"} if state == "ended" else {}
    service_of(case, state=state, **over)
    plan_in_force(case, day(30))
    client.force_login(case.responsible)

    condition = client.get(case.get_absolute_url()).context["opens"].conditions[-1]

    url = reverse("caseload:case_close", args=[case.pk])
    assert (condition.done, condition.url) == ((True, "") if state == "ended" else (False, url))


@pytest.mark.django_db
def test_whoever_comes_second_keeps_the_text_and_is_told(client):
    case = closed(CaseFactory())
    client.force_login(case.responsible)

    response = client.post(
        reverse("caseload:case_close", args=[case.pk]),
        {"reason": "moved", "client_view": "Pärjään omillani"},
    )

    assert response.status_code == 409
    assert "Pärjään omillani" in response.content.decode()


@pytest.mark.django_db
def test_a_team_member_without_the_right_does_not_close(client):
    case = CaseFactory()
    former = case.responsible
    from_unit = CaseFactory(unit=case.unit).responsible
    client.force_login(from_unit)

    response = client.post(reverse("caseload:case_close", args=[case.pk]), {"reason": "moved"})

    assert response.status_code == 404
    assert Case.objects.get(pk=case.pk).responsible == former


@pytest.mark.django_db
def test_a_case_is_opened_again_on_its_page_with_a_reason(client):
    case = closed(CaseFactory())
    client.force_login(case.responsible)
    url = reverse("caseload:case_reopen", args=[case.pk])

    without = client.post(url, {"reason": ""})
    client.post(url, {"reason": "Tuen tarve palasi."})

    assert list(without.context["form"].errors) == ["reason"]
    case.refresh_from_db()
    assert case.is_open
