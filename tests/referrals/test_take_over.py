"""A colleague, or the prison that the person was moved to, takes a contact over."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from audit.models import AuditEvent
from audit.vocabulary import Action
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from referrals.models import CustodyReport, Referral, TakeOver
from referrals.moving.actions.custody_reports import report_custody
from referrals.moving.actions.take_over import TOLD_OF_A_MOVE, HeldByAnother, take_over
from tests.factories import (
    IntakeWorkerFactory,
    PartnerFactory,
    PrisonFactory,
    PrisonOfficerFactory,
    ReferralFactory,
    TriageFactory,
)
from tests.test_at_once import at_once

pytestmark = pytest.mark.django_db


def colleague_of(referral: Referral, **more: Any) -> Any:
    return PrisonOfficerFactory(organisation=referral.holder_organisation, **more)


def url_of(referral: Referral) -> str:
    return reverse("referrals:referral_take_over", args=[referral.pk])


def moved(referral: Referral, prison: Any) -> CustodyReport:
    report = CustodyReport(referral=referral, facility=prison)
    return report_custody(report=report, by=referral.holder)


def kinds_told(user: Any) -> list[str]:
    told = Notice.objects.told_to(user).order_by("pk")
    return list(told.values_list("kind", flat=True))


def test_colleague_takes_over_in_one_step_and_reads_what_was_written(client: Browser) -> None:
    referral = ReferralFactory(description="Asunto puuttuu.")
    former, colleague = referral.holder, colleague_of(referral)
    client.force_login(colleague)

    assert former.get_full_name() in client.get(url_of(referral)).content.decode()
    answer = client.post(url_of(referral), {"holder": former.pk}, follow=True)

    referral.refresh_from_db()
    assert referral.holder == colleague
    assert referral.sender == former
    assert "Asunto puuttuu." in answer.content.decode()
    (row,) = TakeOver.objects.filter(referral=referral)
    assert (row.former, row.taken_by) == (former, colleague)
    assert kinds_told(former) == [NoticeKind.REFERRAL_TAKEN_OVER]
    events = AuditEvent.objects.of_referral(referral.pk)
    assert events.filter(action=Action.REFERRAL_TAKEN_OVER, by_id=colleague.pk).count() == 1


def test_former_holder_sees_the_status_as_a_colleague_does(client: Browser) -> None:
    referral = ReferralFactory(description="Asunto puuttuu.")
    former = referral.holder
    take_over(referral=referral, seen_holder=former.pk, by=colleague_of(referral))
    client.force_login(former)

    page = client.get(referral.get_absolute_url())

    assert page.status_code == 200
    assert "Asunto puuttuu." not in page.content.decode()
    assert client.get(reverse("referrals:custody_report", args=[referral.pk])).status_code == 403


def test_second_colleague_is_told_who_has_it_and_may_still_take_it(client: Browser) -> None:
    referral = ReferralFactory()
    seen = referral.holder_id
    first, second = colleague_of(referral, last_name="Nopea"), colleague_of(referral)
    take_over(referral=referral, seen_holder=seen, by=first)
    client.force_login(second)

    late = client.post(url_of(referral), {"holder": seen})

    assert late.status_code == 409
    assert "Nopea" in late.content.decode()
    client.post(url_of(referral), {"holder": first.pk})
    referral.refresh_from_db()
    assert referral.holder == second


@pytest.mark.parametrize("holder", ["", "x", "9" * 30, "-1"])
def test_without_whom_was_seen_nothing_is_taken(client: Browser, holder: str) -> None:
    referral = ReferralFactory()
    client.force_login(colleague_of(referral))

    assert client.post(url_of(referral), {"holder": holder}).status_code == 409
    assert not TakeOver.objects.exists()


def test_two_clicks_are_one_take_over(client: Browser) -> None:
    referral = ReferralFactory()
    colleague, seen = colleague_of(referral), referral.holder_id
    client.force_login(colleague)

    answers = [client.post(url_of(referral), {"holder": seen}) for _click in range(2)]

    assert [answer.url for answer in answers] == [referral.get_absolute_url()] * 2
    assert TakeOver.objects.count() == 1


@pytest.mark.parametrize("who", ["partner", "intake", "officer elsewhere"])
def test_nobody_else_takes_over(client: Browser, who: str) -> None:
    referral = ReferralFactory()
    people = {
        "partner": PartnerFactory,
        "intake": IntakeWorkerFactory,
        "officer elsewhere": lambda: PrisonOfficerFactory(organisation=PrisonFactory(code="muu")),
    }
    client.force_login(people[who]())

    answer = client.post(url_of(referral), {"holder": referral.holder_id})

    assert answer.status_code in {403, 404}
    assert not TakeOver.objects.exists()


def test_moved_person_waits_for_the_new_prison_while_the_holder_remains(client: Browser) -> None:
    referral = ReferralFactory()
    former, prison = referral.holder, PrisonFactory(code="uusi")
    officer = PrisonOfficerFactory(organisation=prison)
    PrisonOfficerFactory(organisation=prison, is_active=False)
    moved(referral, prison)

    referral.refresh_from_db()
    assert (referral.holder, referral.offered_to) == (former, prison)
    assert kinds_told(officer) == [NoticeKind.REFERRAL_PERSON_MOVED]
    client.force_login(officer)
    shown = client.get(reverse("referrals:referral_list"))
    assert list(shown.context["to_take_over"]) == [referral]
    assert referral.last_name not in shown.content.decode()


def test_new_prison_takes_over_and_the_former_prison_no_longer_has_it(client: Browser) -> None:
    referral = ReferralFactory()
    former, prison = referral.holder, PrisonFactory(code="uusi")
    officer, other = PrisonOfficerFactory.create_batch(2, organisation=prison)
    moved(referral, prison)
    referral.refresh_from_db()

    take_over(referral=referral, seen_holder=former.pk, by=officer)

    referral.refresh_from_db()
    assert (referral.holder_organisation, referral.offered_to) == (prison, None)
    assert kinds_told(other) == []  # nobody else need look
    notice = former.notices.get(kind=NoticeKind.REFERRAL_TAKEN_OVER)
    client.force_login(former)
    assert client.get(referral.get_absolute_url()).status_code == 404
    left = client.get(notice.link).content.decode()
    assert referral.reference in left
    assert prison.name in left
    assert referral.last_name not in left


def test_colleague_of_the_former_prison_who_is_late_is_told_that_it_went(client: Browser) -> None:
    referral = ReferralFactory()
    former, prison = referral.holder, PrisonFactory(code="uusi")
    late = colleague_of(referral)
    moved(referral, prison)
    take_over(
        referral=referral,
        seen_holder=former.pk,
        by=PrisonOfficerFactory(organisation=prison),
    )

    with pytest.raises(HeldByAnother):
        take_over(referral=referral, seen_holder=former.pk, by=late)


def test_moving_back_takes_the_offer_back() -> None:
    referral = ReferralFactory()
    prison = PrisonFactory(code="uusi")
    officer = PrisonOfficerFactory(organisation=prison)
    moved(referral, prison)

    moved(referral, referral.holder_organisation)

    referral.refresh_from_db()
    assert referral.offered_to is None
    assert kinds_told(officer) == []
    assert not Referral.objects.visible_to(officer).exists()


def test_partner_keeps_its_own_contact_wherever_the_person_is() -> None:
    referral = ReferralFactory(by=PartnerFactory())
    prison = PrisonFactory(code="uusi")
    officer = PrisonOfficerFactory(organisation=prison)

    moved(referral, prison)

    assert not Referral.objects.visible_to(officer).exists()


def test_a_large_prison_is_told_in_part() -> None:
    referral = ReferralFactory()
    prison = PrisonFactory(code="uusi")
    PrisonOfficerFactory.create_batch(TOLD_OF_A_MOVE + 5, organisation=prison)

    moved(referral, prison)

    told = Notice.objects.filter(kind=NoticeKind.REFERRAL_PERSON_MOVED)
    assert told.count() == TOLD_OF_A_MOVE


def test_contact_of_one_who_left_waits_for_the_colleagues(client: Browser) -> None:
    gone = PrisonOfficerFactory(is_active=False)
    referral = ReferralFactory(by=gone)
    handled = ReferralFactory(by=gone)
    TriageFactory(referral=handled, decision="guide")
    client.force_login(PrisonOfficerFactory(organisation=gone.organisation))

    waiting = client.get(reverse("referrals:referral_list")).context["to_take_over"]

    assert list(waiting) == [referral]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_leave_one_holder() -> None:
    referral = ReferralFactory()
    seen = referral.holder_id
    both = [colleague_of(referral) for _n in range(2)]

    raised = at_once(
        *[
            lambda by=by: take_over(referral=referral, seen_holder=seen, by=by)  # type: ignore[misc]
            for by in both
        ]
    )

    assert raised == [HeldByAnother.__name__]
    assert TakeOver.objects.count() == 1
