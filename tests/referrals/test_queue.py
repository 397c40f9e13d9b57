"""The county's queue: who stands first, and why, in words that tell no more than the week."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from listings.values import as_day
from referrals.intake.nearness import NEAR, nearness_of
from referrals.intake.queue import most_urgent_first, reasons, with_standings
from referrals.intake.since import since_sent
from referrals.intake.targets import Target
from referrals.intake.views.queue import LATELY
from referrals.models import CustodyReport, Referral, ReferralMessage, Transfer
from referrals.moving.actions.transfer import accept_transfer, offer_transfer
from referrals.reference import new_reference
from referrals.vocabulary import Decision, MadeBy
from tests.factories import (
    CountyFactory,
    IntakeWorkerFactory,
    PrisonFactory,
    PrisonOfficerFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
)
from timing.calendar import WorkingDayRule
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db
# A Wednesday, so that weeks and working days are easy to count.
TODAY = dt.date(2026, 3, 4)
TARGET = Target(3, WorkingDayRule.MON_FRI)
NO_DATE = {"release_on": None, "release_certainty": "unknown"}
LATER = {"release_on": dt.date(2027, 3, 1)}


@pytest.fixture
def intake() -> User:
    return IntakeWorkerFactory(unit=UnitFactory())


def arrived(intake: User, on: dt.date = TODAY, **told: Any) -> Referral:
    """A contact that arrived at noon of a day."""
    officer = PrisonOfficerFactory()
    referral = ReferralFactory.build(
        status=Referral.Status.SENT,
        county=intake.county,
        reference=new_reference(),
        sender=officer,
        sender_organisation=officer.organisation,
        sent_at=timezone.make_aware(dt.datetime.combine(on, dt.time(12))),
        **{**NO_DATE, **told},
    )
    referral.save()
    return referral


def notification(intake: User, **told: Any) -> Referral:
    return arrived(
        intake,
        kind="notification",
        consent_on=None,
        consent_manner="",
        ground="child",
        ground_reasons="Lapsi on yksin.",
        no_consent_because="Ei tavoitettu.",
        **told,
    )


def queue(intake: User) -> list[Referral]:
    waiting = Referral.objects.listable_to(intake).untriaged().not_offered()
    return list(most_urgent_first(with_standings(waiting, TODAY, TARGET)))


def words(intake: User) -> list[list[str]]:
    waiting = queue(intake)
    since = since_sent(waiting)
    return [reasons(each, since[each.pk], TODAY, TARGET) for each in waiting]


def answered(referral: Referral, intake: User, *, answer: bool = True) -> None:
    common = {
        "referral": referral,
        "text": "x",
        "written_by": intake,
        "written_for": intake.county,
    }
    asked = ReferralMessage.objects.create(kind="question", **common)
    if answer:
        ReferralMessage.objects.create(kind="answer", answers=asked, **common)


def test_queue_goes_by_the_reasons_and_then_by_arrival(intake):
    yesterday = TODAY - dt.timedelta(days=1)
    in_turn = arrived(intake)
    older_in_turn = arrived(intake, yesterday)
    sent_answer = arrived(intake)
    answered(sent_answer, intake)
    own = arrived(intake, made_by=MadeBy.CLIENT)
    waited = arrived(intake, TODAY - dt.timedelta(days=10))
    near = arrived(intake, release_on=TODAY + NEAR, release_certainty="official")
    told = notification(intake)
    now = arrived(intake, release_on=TODAY, release_certainty="official")
    past = arrived(intake, release_on=TODAY - dt.timedelta(weeks=3), release_certainty="official")

    expected = [now, past, told, near, waited, own, sent_answer, older_in_turn, in_turn]
    assert queue(intake) == expected


@pytest.mark.parametrize(
    ("release_on", "first"),
    [
        (dt.date(2026, 2, 27), "Vapautumisviikko on jo ohi"),
        (dt.date(2026, 3, 2), "Vapautuu tällä viikolla"),
        (dt.date(2026, 3, 8), "Vapautuu tällä viikolla"),
        (dt.date(2026, 3, 9), "Vapautuu ensi viikolla"),
        (dt.date(2026, 3, 16), "Vapautumiseen 2 viikkoa"),
    ],
)
def test_release_is_told_in_weeks(intake, release_on, first):
    arrived(intake, release_on=release_on, release_certainty="official")

    assert words(intake)[0][0] == first


def test_on_friday_a_release_on_monday_stands_before_everything(intake):
    friday, monday = dt.date(2026, 3, 6), dt.date(2026, 3, 9)
    notification(intake, release_on=friday - dt.timedelta(days=3), release_certainty="official")
    released = arrived(intake, release_on=monday, release_certainty="official")
    waiting = Referral.objects.listable_to(intake).untriaged()

    first, *_others = most_urgent_first(with_standings(waiting, friday, TARGET))

    assert first == released
    since = since_sent([first])[first.pk]
    assert reasons(first, since, friday, TARGET)[0] == "Vapautuu viimeistään seuraavana arkipäivänä"


@pytest.mark.parametrize("kind", ["remand", "fine_conversion"])
def test_what_may_end_on_any_day_stands_as_near(intake, kind):
    waited = arrived(intake, TODAY - dt.timedelta(days=10))
    near = arrived(intake, release_on=TODAY + NEAR, release_certainty="official")
    any_day = arrived(intake, custody_kind=kind)

    assert queue(intake) == [any_day, near, waited]
    assert words(intake)[0] == ["Vapautuminen voi tulla minä päivänä tahansa"]


@pytest.mark.parametrize(
    ("told", "near", "call"),
    [
        ({"release_on": dt.date(2026, 3, 5)}, True, True),
        ({"release_on": dt.date(2026, 3, 6)}, True, False),
        ({"release_on": TODAY + NEAR}, True, False),
        ({"release_on": TODAY + NEAR + dt.timedelta(days=1)}, False, False),
        ({"custody_kind": "remand"}, True, True),
        ({"custody_kind": "prison_sentence"}, False, False),
    ],
)
def test_how_near_a_gate_is(intake, told, near, call):
    certainty = {"release_certainty": "official"} if "release_on" in told else {}
    referral = arrived(intake, **told, **certainty)
    referral.refresh_from_db()

    found = nearness_of(referral, TODAY)

    assert (found.is_near, found.asks_for_call) == (near, call)


def test_within_a_week_the_order_does_not_tell_the_day(intake):
    friday = arrived(intake, release_on=dt.date(2026, 3, 13), release_certainty="official")
    monday = arrived(intake, release_on=dt.date(2026, 3, 9), release_certainty="official")

    assert queue(intake) == [friday, monday]


def test_each_reason_is_told_and_the_deciding_one_first(intake):
    far = TODAY + dt.timedelta(weeks=20)
    referral = arrived(
        intake,
        TODAY - dt.timedelta(days=14),
        made_by=MadeBy.CLOSE_PERSON,
        release_on=far,
        release_certainty="official",
    )
    answered(referral, intake)

    assert words(intake) == [
        [
            "Odottanut 10 arkipäivää",
            "Vapautumiseen 20 viikkoa",
            "Läheinen otti yhteyttä",
            "Lähettäjä on vastannut",
        ]
    ]


def test_waiting_within_the_target_is_no_reason(intake):
    arrived(intake, dt.date(2026, 2, 27))

    assert words(intake) == [["Saapumisjärjestyksessä"]]


def test_notification_and_open_question_are_told(intake):
    answered(notification(intake), intake, answer=False)

    assert words(intake) == [["Ilmoitus ilman suostumusta", "Kysymys odottaa lähettäjän vastausta"]]


def report(referral: Referral, **told: Any) -> None:
    CustodyReport.objects.create(
        referral=referral,
        told_by=referral.sender,
        told_for=referral.sender_organisation,
        **told,
    )


def test_release_that_was_reported_nearer_rises_before_it_is_confirmed(intake):
    first = arrived(intake)
    moved = arrived(intake, **LATER, release_certainty="official")
    report(moved, release_on=TODAY, release_certainty="official")

    assert queue(intake) == [moved, first]
    assert words(intake)[0][1:] == ["Vapautuu tällä viikolla", "Lähettäjä on kertonut muutoksesta"]


def test_what_a_contact_told_itself_is_no_change(intake):
    referral = arrived(intake)
    report(referral, facility=PrisonFactory(code="muu"), told_at=referral.sent_at)

    assert words(intake) == [["Saapumisjärjestyksessä"]]


def test_reported_move_is_told(intake):
    referral = arrived(intake)
    report(referral, facility=PrisonFactory(code="muu"))

    assert words(intake) == [["Lähettäjä on kertonut muutoksesta"]]


def test_what_is_offered_to_another_county_is_not_in_the_queue(intake):
    offered, kept = arrived(intake), arrived(intake)
    to = IntakeWorkerFactory(unit=UnitFactory(county=CountyFactory(code="muu")))
    offer_transfer(
        transfer=Transfer(referral=offered, to_county=to.county, reason="Väärä alue."), by=intake
    )

    assert queue(intake) == [kept]


def test_a_county_is_read_through_an_index(intake):
    with CaptureQueriesContext(connection) as seen:
        queue(intake)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {seen.captured_queries[-1]['sql']}")
        plan = "\n".join(row[0] for row in cursor.fetchall())

    # Which index it is depends on how many rows there are.
    assert "Seq Scan on referrals_referral " not in plan


def test_what_is_past_the_target_on_a_weekend_says_how_long_it_has_waited(intake):
    sunday = dt.date(2026, 3, 8)
    arrived(intake, dt.date(2026, 3, 3))
    waiting = Referral.objects.listable_to(intake).untriaged()

    [referral] = most_urgent_first(with_standings(waiting, sunday, TARGET))

    since = since_sent([referral])[referral.pk]
    assert reasons(referral, since, sunday, TARGET)[0] == "Odottanut 3 arkipäivää"


def shown_in_queue(client: Browser, intake: User) -> str:
    client.force_login(intake)
    shown: str = client.get(reverse("referrals:queue")).content.decode()
    return shown


def test_the_queue_tells_the_day_by_which_a_contact_is_to_be_decided_on(
    client: Browser, intake: User
):
    referral = ReferralFactory(county=intake.county)
    due = Due.objects.get(referral_id=referral.pk, kind=DueKind.REFERRAL_DECISION)

    shown = shown_in_queue(client, intake)

    cells = re.findall(r'<td[^>]*data-l="Tavoite"[^>]*>(.*?)</td>', shown, re.DOTALL)
    assert [cell.strip() for cell in cells] == [as_day(due.day)]


def test_the_queue_tells_how_long_a_contact_has_waited(client: Browser, intake: User):
    arrived(intake, timezone.localdate() - dt.timedelta(days=22))

    assert re.search(r"3\sviikkoa[^<]* sitten", shown_in_queue(client, intake))


@pytest.mark.parametrize("count", [1, 30])
def test_lists_of_decisions_and_of_the_trace_grow_without_more_queries(
    client: Browser, intake: User, count: int, django_assert_max_num_queries: Any
):
    to = IntakeWorkerFactory(unit=UnitFactory(county=CountyFactory(code="muu")))
    unit = intake.unit_memberships.get().unit
    for _each in range(count):
        TriageFactory(unit=unit, by=intake, decision=Decision.GUIDE)
        transfer = Transfer(
            referral=ReferralFactory(county=intake.county), to_county=to.county, reason="x"
        )
        offer_transfer(transfer=transfer, by=intake)
        accept_transfer(transfer=transfer, by=to)
    client.force_login(intake)

    for page in ("referrals:triage_list", "referrals:transfer_list"):
        with django_assert_max_num_queries(13):
            response = client.get(reverse(page))
        assert len(response.context["table"].page) == count
    queue = client.get(reverse("referrals:queue")).context
    assert len(queue["decided"].rows) == len(queue["moved"].rows) == min(count, LATELY)


def test_more_offers_than_are_drawn_are_told_of(client: Browser, intake: User, monkeypatch: Any):
    monkeypatch.setattr("referrals.intake.views.queue.OFFERS", 1)
    to = IntakeWorkerFactory(unit=UnitFactory(county=CountyFactory(code="muu")))
    first, second = (ReferralFactory(county=intake.county) for _n in range(2))
    for referral in (first, second):
        offer_transfer(
            transfer=Transfer(referral=referral, to_county=to.county, reason="x"), by=intake
        )
    client.force_login(to)

    shown = client.get(reverse("referrals:queue")).content.decode()

    assert first.reference in shown
    assert second.reference not in shown
    assert "Ensimmäiset 1 näkyvät" in shown
