"""Facts of custody are added, never overwritten; a release date has certainty and source."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from cases.actions.custody import record_custody
from cases.actions.team import assign_worker
from cases.custody import ReleaseCertainty
from cases.models import Case, CustodyFact
from cases.permissions import CaseRole
from notifications.models import Notice
from tests.factories import CaseFactory, CustodyFactFactory, PrisonFactory, WorkerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    return case


def page_of(case):
    return reverse("cases:custody", kwargs={"case_pk": case.pk})


def answers(**changes):
    return {
        "facility": PrisonFactory().pk,
        "custody_kind": "prison_sentence",
        "custody_started_on": "2.3.2026",
        "release_on": "14.12.2026",
        "release_certainty": "official",
        "release_kind": "to_conditional_release",
        "source": "prison_service",
        "source_detail": "Kati Savela",
        "form_key": str(uuid.uuid4()),
    } | changes


def record(case, **values):
    fact = CustodyFactFactory(case=case, **values)
    record_custody(fact=fact, by=case.responsible)
    return fact


def test_fact_is_recorded_and_the_case_takes_its_release_date(client, case):
    response = client.post(page_of(case), answers())

    assertRedirects(response, page_of(case) + "#content")
    case.refresh_from_db()
    assert (case.release_on, case.release_certainty) == (
        dt.date(2026, 12, 14),
        ReleaseCertainty.OFFICIAL,
    )
    assert CustodyFact.objects.get(case=case).recorded_by == case.responsible


def test_fact_sent_twice_is_recorded_once(client, case):
    sent = answers()

    client.post(page_of(case), sent)
    client.post(page_of(case), sent)

    assert CustodyFact.objects.filter(case=case).count() == 1


def test_of_whoever_is_out_nobody_asks_why_the_day_was_not_known(client, case):
    record(case, release_on=None, release_certainty="unknown", released_on=None)
    today = timezone.localdate()
    out = answers(release_on="", release_certainty="", released_on=f"{today:%d.%m.%Y}")

    client.post(page_of(case), out)

    fact = CustodyFact.objects.of_case(case).first()
    assert (fact.released_on, fact.release_on, fact.not_known_because) == (today, None, "")


def test_unknown_release_needs_a_reason_and_has_no_certainty(client, case):
    unknown = {"release_on": "", "release_certainty": "", "release_on_unknown": "on"}

    refused = client.post(page_of(case), answers(**unknown))
    client.post(page_of(case), answers(**unknown, release_on_unknown_reason="Tutkinta kesken"))

    assert list(refused.context["form"].errors) == ["release_on_unknown_reason"]
    fact = CustodyFact.objects.get(case=case)
    assert (fact.release_on, fact.release_certainty, fact.not_known_because) == (
        None,
        ReleaseCertainty.UNKNOWN,
        "Tutkinta kesken",
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"release_on": "26.2.2026"}, "release_on"),
        ({"release_on": ""}, "release_on"),
        ({"release_certainty": ""}, "release_certainty"),
        ({"release_certainty": "unknown"}, "release_certainty"),
        ({"source": ""}, "source"),
        ({"facility": "999999"}, "facility"),
        ({"custody_kind": "holiday"}, "custody_kind"),
        ({"source_detail": "x" * 500_000}, "source_detail"),
        ({"source_detail": "nolla\0"}, "source_detail"),
        ({"release_on_unknown_reason": "y" * 201, "release_on": ""}, "release_on_unknown_reason"),
    ],
)
def test_wrong_fact_is_not_recorded(client, case, changes, field):
    response = client.post(page_of(case), answers(**changes))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert not CustodyFact.objects.exists()


def test_error_names_both_days_of_a_wrong_order(client, case):
    response = client.post(page_of(case), answers(release_on="26.2.2026"))

    assert response.context["form"].errors["release_on"] == [
        "Vapautumispäivä 26.2.2026 on ennen päivää 2.3.2026, jona vankeus alkoi. Tarkista vuodet."
    ]


def test_county_is_no_prison(client, case):
    response = client.post(page_of(case), answers(facility=case.county_id))

    assert list(response.context["form"].errors) == ["facility"]


def test_moved_release_shows_the_former_day_and_tells_the_team(client, case):
    colleague = WorkerFactory(unit=case.unit)
    assign_worker(case=case, user=colleague, role=CaseRole.MEMBER, by=case.responsible)
    record(case, release_on=dt.date(2026, 12, 21), release_certainty="estimated")
    record(case, release_on=dt.date(2026, 12, 14))

    page = client.get(page_of(case))

    assert [line.changes for line in page.context["lines"]] == [
        ["Vapautuminen siirtyi 7 päivää aikaisemmaksi: 21.12. → 14.12.2026"],
        [],
    ]
    told = Notice.objects.filter(kind="release_moved")
    assert [notice.receiver for notice in told] == [colleague]


def test_history_is_that_of_the_case_alone(client, case):
    record(CaseFactory(), release_on=dt.date(2026, 12, 1))
    record(case)

    lines = client.get(page_of(case)).context["lines"]

    assert [(line.fact.case, line.changes) for line in lines] == [(case, [])]


def test_oldest_fact_of_a_page_is_compared_with_the_one_on_the_next(client, case):
    for day in range(1, 23):
        record(case, release_on=dt.date(2026, 12, day))

    lines = client.get(page_of(case)).context["lines"]

    assert len(lines) == 20
    assert lines[-1].changes == ["Vapautuminen siirtyi 1 päivän myöhemmäksi: 2.12. → 3.12.2026"]


def test_recorder_of_a_moved_date_is_led_to_what_hangs_on_it(client, case):
    first = client.post(page_of(case), answers())
    same = client.post(page_of(case), answers(custody_kind="remand"))
    moved = client.post(page_of(case), answers(release_on="21.12.2026"))
    gone = client.post(
        page_of(case),
        answers(
            release_on="",
            release_certainty="",
            release_on_unknown="on",
            release_on_unknown_reason="Käräjät kesken",
        ),
    )

    here = page_of(case) + "#content"
    there = reverse("caseload:moved_release", kwargs={"case_pk": case.pk}) + "#content"
    assert [each.url for each in (first, same, moved, gone)] == [here, here, there, there]


@pytest.mark.parametrize(
    ("release_on", "words"),
    [
        ("11.12.2026", "Vapautuminen on perjantaina."),
        ("12.12.2026", "Vapautuminen on viikonloppuna."),
        ("5.1.2027", "Vapautuminen on pyhäpäivän aattona."),
        ("6.1.2027", "Vapautuminen on pyhäpäivänä."),
    ],
)
def test_awkward_release_day_is_said_in_words(client, case, time_machine, release_on, words):
    time_machine.move_to("2026-11-18 12:00+02:00")
    page = client.post(page_of(case), answers(release_on=release_on), follow=True)

    assert words in page.content.decode()


def test_ordinary_release_day_warns_of_nothing(client, case, time_machine):
    time_machine.move_to("2026-11-18 12:00+02:00")
    page = client.post(page_of(case), answers(release_on="14.12.2026"), follow=True)

    assert page.context["awkward"] is None


def test_closed_case_takes_no_fact(client, case):
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=dt.date(2026, 11, 1))

    assert client.post(page_of(case), answers()).status_code == 409
    assert not CustodyFact.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_custody_query_count_does_not_grow(client, case, count, django_assert_num_queries):
    for _n in range(count):
        record(case, facility=PrisonFactory())

    with django_assert_num_queries(16):
        response = client.get(page_of(case))

    assert len(response.context["page"]) == count


def test_database_keeps_the_laws_of_a_fact():
    case = CaseFactory()
    wrong = [
        {"release_on": dt.date(2025, 12, 31)},
        {"release_certainty": "unknown"},
        {"release_on": None},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            record(case, **values)


def test_recorded_fact_is_not_overwritten():
    fact = record(CaseFactory())

    with pytest.raises(ProgrammingError), transaction.atomic():
        CustodyFact.objects.filter(pk=fact.pk).update(source_detail="muutettu")


def out(case):
    record(case, released_on=dt.date(2026, 5, 4))


def test_what_brought_the_client_back_is_asked_of_whoever_is_out(client, case):
    record(case)
    assert "return_kind" not in client.get(page_of(case)).context["form"].fields

    out(case)

    assert "return_kind" in client.get(page_of(case)).context["form"].fields


def test_a_return_keeps_its_kind_and_leads_to_what_is_asked_then(client, case):
    out(case)

    response = client.post(page_of(case), answers(return_kind="revoked_for_time", released_on=""))

    assert CustodyFact.objects.of_case(case).first().return_kind == "revoked_for_time"
    assert response.url.startswith(reverse("caseload:proposals", kwargs={"case_pk": case.pk}))


def test_whoever_is_still_out_has_not_come_back(client, case):
    out(case)

    sent = answers(return_kind="remand", released_on="4.5.2026")
    response = client.post(page_of(case), sent)

    assert list(response.context["form"].errors) == ["return_kind"]


def test_the_timeline_tells_what_brought_the_client_back(client, case):
    out(case)
    client.post(page_of(case), answers(return_kind="new_sentence", released_on=""))

    shown = client.get(page_of(case)).content.decode()

    assert "Jälleen vankilassa: Uusi tuomio" in shown
