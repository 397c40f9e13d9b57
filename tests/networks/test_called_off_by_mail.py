"""Whoever was invited by mail is told by mail that the meeting is not held, and no more."""

import datetime as dt

import ics
import pytest
import time_machine
import vobject
from django.urls import reverse

from audit.models import AuditEvent
from networks.meetings.calendar_file import calendar_of
from networks.models import Meeting, MeetingCancellation, MeetingInvitation
from notifications.models import Mail
from tests.factories import (
    CaseFactory,
    ClientFactory,
    MeetingFactory,
    NetworkMemberFactory,
    WorkerFactory,
)
from tests.networks.test_invitations import CANARIES, HELSINKI, change, edit, invite, invite_now
from tests.networks.test_meetings import cancel, send

pytestmark = pytest.mark.django_db

WHY = {"words": "Kanarialintu sairastui", "actor": "Kanarialintu", "who": ""}
NEW = {"new_on": "17.3.2026", "new_begins": "13.15", "new_ends": "14.45"}


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def case(client):
    case = CaseFactory(
        client=ClientFactory(first_names="Kanarialintu", last_name="Kanarialintu"),
        responsible=WorkerFactory(first_name="Kanarialintu", last_name="Työntekijä"),
    )
    client.force_login(case.responsible)
    return case


@pytest.fixture
def member(case):
    return NetworkMemberFactory(
        case=case,
        name="Kanarialintu Jäsen",
        role="Kanarialintu",
        organisation_name="Kanarialintu ry",
        phone="040 555 5555",
        email="kanaria@example.org",
        client_wish="may_take_part",
    )


@pytest.fixture
def meeting(case, member):
    return MeetingFactory(
        case=case,
        place="Kanarialintu",
        topics=["Kanarialintu"],
        asked=["client", f"user-{case.responsible_id}", f"member-{member.pk}"],
    )


@pytest.fixture
def invited(client, meeting):
    """The member, by a mail that has left."""
    invite(client, meeting)
    Mail.objects.all().delete()
    return meeting


def call_off(client, meeting, **changes):
    return cancel(client, meeting, **WHY | changes)


def page_of(client, meeting, name="meeting_page"):
    url = reverse(f"networks:{name}", kwargs={"meeting_pk": meeting.pk})
    return client.get(url, follow=True)


def names(standings):
    return [each.asked.name for each in standings]


# --- the mail ------------------------------------------------------------------------------


def test_whoever_was_invited_by_mail_gets_a_mail_in_both_languages(client, invited):
    call_off(client, invited)

    mail = Mail.objects.get()
    assert (mail.address, mail.subject) == ("kanaria@example.org", "Tapaaminen / Möte")
    assert "Tapaamista ei pidetä: maanantai 9.3.2026 klo 10.00–11.00." in mail.text
    assert "Mötet hålls inte: måndag 9.3.2026 kl. 10.00–11.00." in mail.text


@pytest.mark.parametrize("new", [{}, NEW])
def test_the_mail_tells_nobody_no_place_no_reason_and_no_new_time(client, case, invited, new):
    call_off(client, invited, **new)

    mail = Mail.objects.get()
    told = mail.subject + mail.text + mail.key + str(mail.parameters)
    hidden = (*CANARIES, case.number, "sairastui", "17.3.", "13.15", "20260317", "fängelse")
    assert [word for word in hidden if word in told] == []


def test_the_mail_is_the_same_whether_a_new_time_was_agreed_or_not(client, case, member):
    texts = []
    for new in ({}, NEW):
        meeting = MeetingFactory(case=case, asked=[f"member-{member.pk}"])
        invite(client, meeting)
        Mail.objects.all().delete()
        call_off(client, meeting, **new)
        texts.append(Mail.objects.get().text)

    assert texts[0] == texts[1]


def test_its_calendar_file_cancels_the_event_that_the_invitation_brought(client, meeting):
    invite(client, meeting)
    call_off(client, meeting)

    [invitation, told] = [mail.parameters["calendar"] for mail in Mail.objects.order_by("pk")]
    before, after = (vobject.readOne(text) for _name, text in (invitation, told))
    assert (before.method.value, after.method.value) == ("PUBLISH", "CANCEL")
    assert after.vevent.status.value == "CANCELLED"
    assert after.vevent.uid.value == before.vevent.uid.value == str(meeting.calendar_uid)
    assert int(after.vevent.sequence.value) > int(before.vevent.sequence.value)


def test_another_library_reads_the_cancelled_event_with_its_hours(client, invited):
    call_off(client, invited)

    name, written = Mail.objects.get().parameters["calendar"]
    [event] = ics.Calendar(written).events
    assert (name, event.status, event.name) == ("tapaaminen.ics", "CANCELLED", "Tapaaminen / Möte")
    assert f"{event.begin.datetime.astimezone(HELSINKI):%d.%m.%Y %H.%M}" == "09.03.2026 10.00"


def test_the_cancelling_file_has_these_lines_and_no_others(client, invited):
    call_off(client, invited)

    _name, written = Mail.objects.get().parameters["calendar"]
    lines = written.replace("\r\n", "\n").split("\n")
    assert [line.partition(":")[0] for line in lines if line] == [
        "BEGIN", "VERSION", "PRODID", "METHOD",
        "BEGIN", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "CLASS", "STATUS",
        "END", "END",
    ]  # fmt: skip


def test_of_a_meeting_that_was_moved_the_time_is_told_that_they_know(client, invited):
    change(invited, on=dt.date(2026, 3, 11), begins=dt.time(14), ends=dt.time(15))

    call_off(client, invited)

    mail = Mail.objects.get()
    assert ("9.3.2026 klo 10.00–11.00" in mail.text, "11.3." in mail.text) == (True, False)
    event = vobject.readOne(mail.parameters["calendar"][1]).vevent
    assert f"{event.dtstart.value.astimezone(HELSINKI):%d.%m.%Y %H.%M}" == "09.03.2026 10.00"


def test_a_worker_who_was_invited_by_mail_is_told_too(client, case, meeting):
    invite(client, meeting, who="worker")
    Mail.objects.all().delete()

    call_off(client, meeting)

    assert Mail.objects.get().address == case.responsible.email


def test_how_many_were_told_stands_in_the_log_and_who_in_the_record(client, member, invited):
    call_off(client, invited)

    event = AuditEvent.objects.get(action="meeting.cancelled")
    assert event.details == {"what": "called_off", "mailed": 1}
    kept = MeetingInvitation.objects.get(tells_not_held=True)
    assert (kept.member, kept.how, kept.on) == (member, "mail", dt.date(2026, 3, 2))


# --- to whom no mail leaves ----------------------------------------------------------------


@pytest.mark.parametrize("how", ["phone", "letter"])
def test_whoever_was_told_in_another_way_gets_no_mail_and_is_listed(client, meeting, how):
    invite(client, meeting, how=how)
    call_off(client, meeting)

    page = page_of(client, meeting)
    assert not Mail.objects.exists()
    assert names(page.context["to_tell"]) == ["Kanarialintu Jäsen"]
    assert "Kerro näille itse" in page.content.decode()


def test_whoever_was_told_last_by_phone_gets_no_mail(client, invited):
    invite(client, invited, how="phone")

    call_off(client, invited)

    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    "values",
    [{"is_protected": True, "phone": "", "email": ""}, {"client_wish": "not"}, {"email": ""}],
    ids=["order", "wish", "address"],
)
def test_whoever_may_be_mailed_no_more_is_listed_instead(client, member, invited, values):
    edit(member, **values)

    call_off(client, invited)

    assert not Mail.objects.exists()
    assert names(page_of(client, invited).context["to_tell"]) == ["Kanarialintu Jäsen"]


def test_nobody_of_the_network_is_mailed_when_the_client_has_taken_the_yes_back(client, invited):
    Meeting.objects.update(client_chose=False)

    call_off(client, invited)

    assert not Mail.objects.exists()
    assert names(page_of(client, invited).context["to_tell"]) == ["Kanarialintu Jäsen"]


def test_a_mail_leaves_to_the_address_that_holds_now(client, member, invited):
    edit(member, email="uusi@example.org")

    call_off(client, invited)

    assert Mail.objects.get().address == "uusi@example.org"


def test_whoever_was_not_invited_is_neither_mailed_nor_listed(client, meeting):
    call_off(client, meeting)

    page = page_of(client, meeting)
    assert (page.context["to_tell"], page.context["told_off"], Mail.objects.count()) == ([], [], 0)


@pytest.mark.parametrize(("hour", "mails"), [(9, 0), (7, 1)])
def test_of_a_meeting_whose_hour_has_come_nothing_is_sent_and_nobody_is_to_be_told(
    client, invited, hour, mails
):
    # In Helsinki 11.00 and 9.00 of the meeting's day; it begins at 10.00.
    with time_machine.travel(dt.datetime(2026, 3, 9, hour, tzinfo=dt.UTC), tick=False):
        client.force_login(invited.case.responsible)
        call_off(client, invited)
        page = page_of(client, invited)

    assert (Mail.objects.count(), page.context["to_tell"]) == (mails, [])
    assert Meeting.objects.get().status == "cancelled"


def test_of_a_meeting_that_was_moved_to_an_hour_behind_nothing_is_sent_to_whoever_knows_a_later(
    client, invited
):
    change(invited, on=dt.date(2026, 3, 3))
    with time_machine.travel(dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC), tick=False):
        client.force_login(invited.case.responsible)
        call_off(client, invited)
        page = page_of(client, invited)

    assert not Mail.objects.exists()
    assert names(page.context["to_tell"]) == ["Kanarialintu Jäsen"]


def test_of_a_time_behind_that_they_were_told_nothing_is_sent(client, invited):
    change(invited, on=dt.date(2026, 3, 20))
    with time_machine.travel(dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC), tick=False):
        client.force_login(invited.case.responsible)
        call_off(client, invited)
        page = page_of(client, invited)

    assert not Mail.objects.exists()
    assert names(page.context["to_tell"]) == ["Kanarialintu Jäsen"]


def test_a_cancellation_that_is_refused_sends_nothing(client, invited):
    Meeting.objects.update(status="cancelled")

    response = call_off(client, invited)

    assert (response.status_code, Mail.objects.count()) == (409, 0)


def test_a_form_with_a_fault_sends_nothing(client, invited):
    call_off(client, invited, cause="")

    assert (Mail.objects.count(), MeetingCancellation.objects.count()) == (0, 0)


def test_sent_twice_it_is_one_mail(client, invited):
    call_off(client, invited)
    call_off(client, invited)

    assert Mail.objects.count() == 1


# --- what the pages tell -------------------------------------------------------------------


def test_before_the_press_the_page_tells_who_is_mailed_and_whom_to_tell(client, case, invited):
    invite(client, invited, who="worker", how="phone")

    page = page_of(client, invited, "meeting_cancel")

    told = names(page.context["to_mail"]), names(page.context["to_tell"])
    assert told == (["Kanarialintu Jäsen"], ["Kanarialintu Työntekijä"])
    assert "lähtee sähköposti, joka kertoo vain" in page.content.decode()


def test_after_it_the_page_tells_who_was_mailed(client, invited):
    call_off(client, invited)

    page = page_of(client, invited)

    assert names(page.context["told_off"]) == ["Kanarialintu Jäsen"]
    assert "Sähköpostitse on kerrottu" in page.content.decode()


def test_with_a_new_time_whoever_was_not_mailed_is_named_at_once(client, invited):
    invite(client, invited, who="client", how="letter")

    page = client.get(call_off(client, invited, **NEW).url).content.decode()

    said = page.split("ettei entistä aikaa pidetä")[1][:60]
    assert "Kanarialintu Kanarialintu" in said


def test_with_a_new_time_nothing_is_said_when_all_were_mailed(client, invited):
    page = client.get(call_off(client, invited, **NEW).url).content.decode()

    assert "ettei entistä aikaa pidetä" not in page


def test_taken_back_it_sends_nothing_and_the_page_tells_who_thinks_that_it_is_off(client, invited):
    call_off(client, invited)
    Mail.objects.all().delete()

    send(client, "meeting_cancellation_take_back", invited)

    assert not Mail.objects.exists()
    page = page_of(client, invited)
    assert [each.is_told_off for each in page.context["standings"] if each.invitation] == [True]
    assert "saanut 2.3.2026 sähköpostitse tiedon, ettei" in page.content.decode()


def test_whoever_is_invited_anew_after_it_was_taken_back_knows(client, invited):
    call_off(client, invited)
    send(client, "meeting_cancellation_take_back", invited)

    invite(client, invited, how="phone")

    standings = page_of(client, invited).context["standings"]
    assert [each.is_told_off for each in standings if each.invitation] == [False]


def test_called_off_again_whoever_knows_it_is_not_told_twice(client, invited):
    call_off(client, invited)
    send(client, "meeting_cancellation_take_back", invited)
    Mail.objects.all().delete()

    call_off(client, invited)

    assert not Mail.objects.exists()
    assert page_of(client, invited).context["to_tell"] == []


def test_invited_anew_and_called_off_again_they_are_told_again_with_a_higher_number(
    client, invited
):
    call_off(client, invited)
    send(client, "meeting_cancellation_take_back", invited)
    invite(client, invited)
    call_off(client, invited)

    found = [mail.parameters["calendar"][1] for mail in Mail.objects.order_by("pk")]
    numbers = [int(vobject.readOne(text).vevent.sequence.value) for text in found]
    assert numbers == sorted(set(numbers))
    assert [vobject.readOne(text).method.value for text in found] == ["CANCEL", "PUBLISH", "CANCEL"]


def test_the_list_of_invitations_tells_that_one_said_that_it_is_not_held(client, invited):
    call_off(client, invited)
    send(client, "meeting_cancellation_take_back", invited)

    page = page_of(client, invited, "meeting_invite").content.decode()

    assert "tieto sähköpostitse, ettei tapaamista pidetä" in page


def test_the_file_of_a_cancelled_meeting_takes_it_out_of_the_calendar(client, invited):
    call_off(client, invited)

    written = calendar_of(Meeting.objects.get(), "Tapaaminen").decode()
    assert vobject.readOne(written).method.value == "CANCEL"


@pytest.fixture
def several(case):
    members = [
        NetworkMemberFactory(case=case, email=f"a{n}@example.org", client_wish="may_take_part")
        for n in range(3)
    ]
    return MeetingFactory(case=case, asked=[f"member-{each.pk}" for each in members])


def test_each_of_several_gets_a_mail_of_their_own(client, several):
    invite_now(several, list(several.asked.all()))
    Mail.objects.all().delete()

    call_off(client, several)

    assert set(Mail.objects.values_list("address", flat=True)) == {
        "a0@example.org",
        "a1@example.org",
        "a2@example.org",
    }


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_as_much_however_many_were_invited(
    client, several, count, django_assert_num_queries
):
    invite_now(several, list(several.asked.all()[:count]))
    page_of(client, several, "meeting_cancel")

    with django_assert_num_queries(17):
        page_of(client, several, "meeting_cancel")
    call_off(client, several)
    with django_assert_num_queries(16):
        page_of(client, several)
