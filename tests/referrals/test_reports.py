"""What a sender tells of custody after the sending, and who at the county is told."""

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from audit.vocabulary import Action
from caseload.course.next_action import dues_of, next_action
from cases.models import Case
from notifications.vocabulary import NoticeKind
from referrals.models import CustodyReport, Referral
from referrals.moving.actions.custody_reports import NobodyWaits
from tests.factories import (
    IntakeWorkerFactory,
    PrisonFactory,
    PrisonOfficerFactory,
    ReferralFactory,
    SupervisorFactory,
    TriageFactory,
    UnitFactory,
)
from tests.referrals.reporting import (
    NEW_DAY,
    case_of_a_contact,
    release_form,
    reports_url,
    told_release,
    url_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return case_of_a_contact()


@pytest.fixture
def referral(case: Case) -> Referral:
    return Referral.objects.of_case(case).get()


def test_release_is_told_in_one_step_and_the_intake_sees_it_at_once(client: Browser) -> None:
    referral, intake = ReferralFactory(), IntakeWorkerFactory()
    client.force_login(referral.holder)

    answer = client.post(url_of(referral), release_form(release_kind="to_conditional_release"))

    assert answer.status_code == 302
    report = CustodyReport.objects.get()
    assert (report.release_on, report.release_certainty) == (NEW_DAY, "official")
    assert (report.told_by, report.told_for) == (referral.holder, referral.holder_organisation)
    notice = intake.notices.get(kind=NoticeKind.CUSTODY_REPORTED)
    assert notice.link == reverse("referrals:referral_triage", args=[referral.pk])
    assert "2027" not in notice.text + notice.heading
    events = AuditEvent.objects.of_referral(referral.pk)
    assert events.filter(action=Action.CUSTODY_REPORTED).count() == 1


def test_day_that_is_not_known_any_more_is_told_with_the_reason(client: Browser) -> None:
    referral = ReferralFactory()
    client.force_login(referral.holder)
    words = {
        "what": "release",
        "release_on_unknown": "on",
        "release_on_unknown_reason": "Odottaa päätöstä.",
    }

    client.post(url_of(referral), words)

    report = CustodyReport.objects.get()
    assert (report.release_on, report.release_certainty) == (None, "unknown")
    assert report.note == "Odottaa päätöstä."


def test_move_is_told_in_one_step_without_a_day(client: Browser) -> None:
    referral, prison = ReferralFactory(), PrisonFactory(code="uusi")
    client.force_login(referral.holder)

    client.post(url_of(referral), {"what": "moved", "facility": prison.pk, "moved_on": ""})

    assert CustodyReport.objects.get().facility == prison
    referral.refresh_from_db()
    assert referral.offered_to == prison


def test_after_a_move_both_sides_read_what_happens_to_what_was_told(client: Browser) -> None:
    referral, intake = ReferralFactory(), IntakeWorkerFactory()
    prison = PrisonFactory(name_fi="Uusi vankila", code="uusi")
    client.force_login(referral.holder)
    client.post(url_of(referral), {"what": "moved", "facility": prison.pk, "moved_on": ""})

    senders = client.get(reverse("referrals:referral_page", args=[referral.pk]))
    client.force_login(intake)
    countys = client.get(reverse("referrals:referral_triage", args=[referral.pk]))

    assert "Uusi vankila on saanut pyynnön ottaa sen hoitaakseen." in senders.content.decode()
    assert "vahvistetaan, kun asia on avattu" in countys.content.decode()


BOTH = {"moved_on": "3.3.2026", "release_on": "5.3.2027", "release_certainty": "official"}


def test_move_and_release_are_told_with_one_sending(client: Browser) -> None:
    referral, prison = ReferralFactory(), PrisonFactory(code="uusi")
    client.force_login(referral.holder)

    client.post(url_of(referral), BOTH | {"facility": prison.pk})

    reports = CustodyReport.objects.order_by("pk")
    assert [(each.facility, each.release_on) for each in reports] == [
        (prison, None),
        (None, NEW_DAY),
    ]


def test_error_in_one_part_keeps_the_other_and_tells_neither(client: Browser) -> None:
    referral = ReferralFactory()
    client.force_login(referral.holder)

    answer = client.post(url_of(referral), BOTH | {"facility": ""})

    assert not CustodyReport.objects.exists()
    assert "<title>Virhe:" in answer.content.decode()
    assert 'value="5.3.2027"' in answer.content.decode()
    assert 'value="3.3.2026"' in answer.content.decode()


WRONG = {
    "no day and no reason": {"what": "release"},
    "no certainty": release_form(release_certainty=""),
    "before the custody began": release_form(release_on="1.1.2026"),
    "no such day": release_form(release_on="31.2.2027"),
    "a reason that is too long": {
        "what": "release",
        "release_on_unknown": "on",
        "release_on_unknown_reason": "x" * 201,
    },
    "no prison": {"what": "moved", "moved_on": "3.3.2026"},
    "a prison that is none": {"what": "moved", "facility": "999999"},
    "a move before the custody began": {"what": "moved", "moved_on": "1.1.2026"},
    "a move that lies ahead": {"what": "moved", "moved_on": "1.1.2090"},
    "no form": {},
    "another form": {"what": "x"},
}


@pytest.mark.parametrize("why", WRONG)
def test_wrong_form_comes_back_with_what_was_typed(client: Browser, why: str) -> None:
    referral = ReferralFactory()
    client.force_login(referral.holder)

    answer = client.post(url_of(referral), WRONG[why])

    assert answer.status_code == 200
    assert not CustodyReport.objects.exists()
    for name in ("release_on", "moved_on"):
        if typed := WRONG[why].get(name):
            assert f'value="{typed}"' in answer.content.decode()


def test_the_same_told_twice_is_one_report_and_a_later_change_another(client: Browser) -> None:
    referral = ReferralFactory()
    client.force_login(referral.holder)

    for day in ("5.3.2027", "5.3.2027", "6.3.2027"):
        client.post(url_of(referral), release_form(release_on=day))

    assert CustodyReport.objects.count() == 2


def test_colleague_does_not_report_what_another_answers_for(client: Browser) -> None:
    referral = ReferralFactory()
    client.force_login(PrisonOfficerFactory(organisation=referral.holder_organisation))

    assert client.get(url_of(referral)).status_code == 403
    assert client.post(url_of(referral), release_form()).status_code == 403


def test_contact_that_is_handled_takes_no_reports(client: Browser) -> None:
    referral = ReferralFactory()
    TriageFactory(referral=referral, decision="guide")
    client.force_login(referral.holder)

    assert client.get(url_of(referral)).status_code == 302
    late = client.post(url_of(referral), release_form())

    assert late.status_code == 409
    assert "5.3.2027" in late.content.decode()
    with pytest.raises(NobodyWaits):
        told_release(referral)


def test_personal_worker_is_told_and_it_is_the_next_thing_to_do(
    case: Case, referral: Referral
) -> None:
    told_release(referral)

    (notice,) = case.responsible.notices.filter(kind=NoticeKind.CUSTODY_REPORTED)
    action = next_action(case, dues_of([case]).get(case.pk, []), timezone.localdate())
    assert notice.link == reports_url(case)
    assert (action.key, action.url) == ("confirm_report", reports_url(case))


def test_without_a_worker_the_supervisor_is_told() -> None:
    unit = UnitFactory()
    leader = SupervisorFactory(unit=unit)
    triage = TriageFactory(unit=unit)

    told_release(triage.referral)

    (notice,) = leader.notices.filter(kind=NoticeKind.CUSTODY_REPORTED)
    assert notice.link == reverse("cases:worker_assign", args=[triage.case.pk])
