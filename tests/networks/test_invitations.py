"""Invitations to a meeting: letter, phone, a mail and a calendar file that tell only the hours."""

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

import ics
import pytest
import time_machine
import vobject
from django.db import DatabaseError
from django.urls import reverse

from audit.models import AuditEvent
from caseload.closing import close_case
from caseload.documents.invitation_on_paper import invitation_html
from cases.models import CaseClosure
from cases.people import known_people
from inputs.attendees import NOBODY_NAMED, Attendees, Person
from networks.attendance_rows import attendees_of, key_of
from networks.meetings.actions.inviting import (
    ClientHasNotChosen,
    NoMail,
    NotAskedAnyMore,
    NotWanted,
    invite_to_meeting,
)
from networks.meetings.actions.planning import edit_meeting
from networks.meetings.calendar_file import calendar_of
from networks.members.actions.changing import edit_member, end_member, name_successor
from networks.models import Meeting, MeetingAsked, MeetingInvitation, NetworkMember
from notifications.models import Mail
from tests.factories import (
    CaseFactory,
    ClientFactory,
    ContactDetailFactory,
    MeetingCancellationFactory,
    MeetingFactory,
    NetworkMemberFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
HELSINKI = ZoneInfo("Europe/Helsinki")
# The Saturdays, Sundays and Mondays of both changes of the clock.
DAYS = [dt.date(2027, 3, n) for n in (27, 28, 29)] + [dt.date(2026, 10, n) for n in (24, 25, 26)]
HOURS = [(dt.time(0, 30), dt.time(1)), (dt.time(4, 15), dt.time(5)), (dt.time(10), dt.time(11, 30))]
CANARIES = ("Kanarialintu", "kanaria@example.org", "040 555 5555")


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
        interpreter="Kanarialintu",
        topics=["Kanarialintu"],
        asked=["client", f"user-{case.responsible_id}", f"member-{member.pk}"],
    )


def asked_of(meeting, who):
    return meeting.asked.get(who=who)


def invite(client, meeting, who="member", **told):
    url = reverse("networks:meeting_invite", kwargs={"meeting_pk": meeting.pk})
    told = {"person": asked_of(meeting, who).pk, "how": "mail", "on": "2.3.2026"} | told
    return client.post(url, told | {"form_key": str(uuid.uuid4())})


def as_the_form_found(meeting, *who):
    """With the member as read before the lock."""
    rows = MeetingAsked.objects.select_related("member", "user")
    return list(rows.filter(meeting=meeting, who__in=who or ["member"]))


def invite_now(meeting, asked, how="mail"):
    told = {"how": how, "on": dt.date(2026, 3, 2)}
    invite_to_meeting(meeting=meeting, asked=asked, told=told, by=meeting.case.responsible)


def edit(member, **values):
    now = NetworkMember.objects.get(pk=member.pk)
    edit_member(member=now, seen=now.version, values=values, by=now.case.responsible)


def came(meeting):
    """As a form begins with them, in names of today."""
    keys = [key_of(each) for each in meeting.asked.all()]
    return [each for each in known_people(meeting.case, keys) if each.key in keys]


def change(meeting, attendees=None, **values):
    """Saved by a colleague in another window."""
    now = Meeting.objects.get(pk=meeting.pk)
    attendees = attendees or Attendees(came(now))
    edit_meeting(
        meeting=now,
        seen=now.version,
        values=values,
        attendees=attendees,
        topics=[],
        by=now.case.responsible,
    )


# --- The calendar file ----------------------------------------------------------------


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(("begins", "ends"), HOURS)
def test_two_other_libraries_read_the_hours_that_were_agreed(case, day, begins, ends):
    written = calendar_of(MeetingFactory(case=case, on=day, begins=begins, ends=ends), "x").decode()

    [seen] = ics.Calendar(written).events
    read = vobject.readOne(written).vevent

    agreed = [dt.datetime.combine(day, hour) for hour in (begins, ends)]
    for found in ([seen.begin.datetime, seen.end.datetime], [read.dtstart.value, read.dtend.value]):
        shown = [each.astimezone(HELSINKI).replace(tzinfo=None) for each in found]
        assert shown == agreed


def test_the_file_has_a_neutral_title_and_names_nobody_and_nothing(client, case, meeting):
    url = reverse("networks:meeting_calendar", kwargs={"meeting_pk": meeting.pk})

    answer = client.get(url)

    written = answer.content.decode()
    assert vobject.readOne(written).vevent.summary.value == "Tapaaminen"
    assert [word for word in (*CANARIES, case.number) if word in written] == []
    assert answer["Content-Disposition"] == 'attachment; filename="tapaaminen.ics"'


def test_the_file_has_these_lines_and_no_others(meeting):
    lines = calendar_of(meeting, "Tapaaminen").decode().split("\r\n")

    assert [line.partition(":")[0] for line in lines if line] == [
        "BEGIN", "VERSION", "PRODID", "METHOD",
        "BEGIN", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "CLASS", "STATUS",
        "END", "END",
    ]  # fmt: skip


def test_a_changed_meeting_is_the_same_event_with_a_higher_number(case, meeting):
    before = vobject.readOne(calendar_of(meeting, "Tapaaminen").decode()).vevent
    edit_meeting(
        meeting=meeting,
        seen=1,
        values={"begins": dt.time(9)},
        attendees=NOBODY_NAMED,
        topics=[],
        by=case.responsible,
    )
    after = vobject.readOne(calendar_of(meeting, "Tapaaminen").decode()).vevent

    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)


def test_a_meeting_that_is_not_held_is_cancelled_in_the_calendar_with_a_higher_number(meeting):
    before = vobject.readOne(calendar_of(meeting, "x").decode()).vevent
    MeetingCancellationFactory(meeting=meeting)

    after = vobject.readOne(calendar_of(meeting, "x").decode()).vevent
    assert after.status.value == "CANCELLED"
    assert int(after.sequence.value) > int(before.sequence.value)


# --- The mail -------------------------------------------------------------------------


def test_a_mail_tells_the_hours_in_both_languages_and_nothing_else(client, case, meeting):
    invite(client, meeting)

    mail = Mail.objects.get()
    assert mail.address == "kanaria@example.org"
    assert "maanantai 9.3.2026 klo 10.00–11.00" in mail.text
    assert "måndag 9.3.2026 kl. 10.00–11.00" in mail.text
    told = mail.subject + mail.text + mail.key + str(mail.parameters)
    assert [word for word in (*CANARIES, case.number, "vankila", "fängelse") if word in told] == []


def test_with_the_mail_goes_the_calendar_file_and_tells_no_more_than_it(client, case, meeting):
    invite(client, meeting)

    name, written = Mail.objects.get().parameters["calendar"]
    assert name == "tapaaminen.ics"
    event = vobject.readOne(written).vevent
    hours = [each.value.astimezone(HELSINKI) for each in (event.dtstart, event.dtend)]
    assert [f"{each:%d.%m.%Y %H.%M}" for each in hours] == ["09.03.2026 10.00", "09.03.2026 11.00"]
    assert (event.summary.value, event.uid.value) == (
        "Tapaaminen / Möte",
        str(meeting.calendar_uid),
    )


def test_that_somebody_was_invited_is_kept(client, meeting, member):
    invite(client, meeting, how="phone", on="1.3.2026")

    kept = MeetingInvitation.objects.get()
    assert (kept.name, kept.member, kept.how, kept.on) == (
        "Kanarialintu Jäsen", member, "phone", dt.date(2026, 3, 1),
    )  # fmt: skip
    assert not Mail.objects.exists()
    event = AuditEvent.objects.get(action="meeting.invited")
    assert (event.case_id, event.details) == (meeting.case_id, {"how": "phone"})


@pytest.mark.parametrize("change", ["update", "delete"])
def test_that_somebody_was_invited_is_kept_by_the_database(client, meeting, change):
    invite(client, meeting, how="phone", on="1.3.2026")
    rows = MeetingInvitation.objects.all()

    with pytest.raises(DatabaseError, match="meeting_invitation_kept"):
        rows.update(name="x") if change == "update" else rows.delete()


def test_a_client_gets_no_mail(client, meeting):
    response = invite(client, meeting, who="client")

    assert response.context["form"].errors == {
        "how": [
            "Asiakkaalle ei lähetetä sähköpostia: kutsu kirjeellä tai puhelimitse. "
            "Ketään ei kutsuttu."
        ]
    }
    assert not Mail.objects.exists()


def test_a_member_with_an_order_gets_no_mail(client, case):
    hidden = NetworkMemberFactory(case=case, is_protected=True, client_wish="may_take_part")
    meeting = MeetingFactory(case=case, asked=[f"member-{hidden.pk}"])

    response = invite(client, meeting)

    assert list(response.context["form"].errors) == ["how"]
    assert not Mail.objects.exists()


def test_nobody_of_the_network_is_invited_before_the_client_has_said_yes(client, case, member):
    meeting = MeetingFactory(case=case, client_chose=False, asked=[f"member-{member.pk}"])

    response = invite(client, meeting)

    assert response.status_code == 409
    assert not Mail.objects.exists()
    assert not MeetingInvitation.objects.exists()


def test_nobody_is_invited_when_the_clients_yes_was_taken_back_meanwhile(case, meeting):
    asked = as_the_form_found(meeting)
    Meeting.objects.update(client_chose=False)

    with pytest.raises(ClientHasNotChosen):
        invite_now(meeting, asked, how="phone")


def test_nobody_is_invited_whom_the_client_has_refused_meanwhile(meeting, member):
    asked = as_the_form_found(meeting)
    edit(member, client_wish="not")

    with pytest.raises(NotWanted):
        invite_now(meeting, asked)


def test_no_mail_leaves_to_whom_an_order_was_told_of_meanwhile(meeting, member):
    asked = as_the_form_found(meeting)
    edit(member, is_protected=True, phone="", email="")

    with pytest.raises(NoMail):
        invite_now(meeting, asked)
    assert not Mail.objects.exists()


def test_a_mail_leaves_to_the_address_that_holds_when_it_is_written(meeting, member):
    asked = as_the_form_found(meeting)
    edit(member, email="uusi@example.org")

    invite_now(meeting, asked)

    assert Mail.objects.get().address == "uusi@example.org"


def test_who_was_taken_from_the_meeting_meanwhile_is_named_and_not_invited(meeting):
    asked = as_the_form_found(meeting)
    change(meeting, Attendees([each for each in came(meeting) if each.key == "client"]))

    with pytest.raises(NotAskedAnyMore) as refused:
        invite_now(meeting, asked)
    assert "Kanarialintu Jäsen" in refused.value.words


def test_in_a_closed_case_nobody_is_invited(client, case, meeting):
    close_case(closure=CaseClosure(case=case, reason="died"), by=case.responsible)

    response = invite(client, meeting, how="phone")

    assert (response.status_code, MeetingInvitation.objects.count()) == (409, 0)


def test_nobody_is_invited_whom_the_client_does_not_want_any_more(client, meeting, member):
    type(member).objects.filter(pk=member.pk).update(client_wish="not")

    response = invite(client, meeting)

    assert "Kanarialintu Jäsen" in str(response.context["form"].errors["person"])
    assert not Mail.objects.exists()


def test_a_mail_leaves_today(client, meeting):
    response = invite(client, meeting, on="1.3.2026")

    assert list(response.context["form"].errors) == ["on"]


def test_who_is_asked_to_another_meeting_cannot_be_chosen(client, meeting):
    other = MeetingFactory(asked=["client"]).asked.get()

    response = invite(client, meeting, person=other.pk)

    assert list(response.context["form"].errors) == ["person"]


# --- The letter -----------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_letter_of_a_member_tells_neither_the_client_nor_the_topics(case, member, language):
    case.client.first_names, case.client.last_name = "Salainen", "Asiakas"
    case.client.save()
    meeting = MeetingFactory(case=case, topics=["Velat"], asked=[f"member-{member.pk}"])

    page = invitation_html(asked_of(meeting, "member"), case.responsible, language)

    assert "Kanarialintu Jäsen" in page
    hidden = ("Salainen", "Asiakas", "Velat", case.number, "040 555 5555", case.unit.name)
    assert [word for word in hidden if word in page] == []


def test_of_a_client_with_an_order_nothing_tells_how_they_are_reached(client):
    hidden = ClientFactory(protected_address=True, how_to_reach="Vain siskon kautta")
    for kind, value in (("home_address", "Salakuja 1"), ("phone", "050 123 4567")):
        ContactDetailFactory(client=hidden, kind=kind, value=value)
    case = CaseFactory(client=hidden)
    client.force_login(case.responsible)
    meeting = MeetingFactory(case=case, topics=["Velat"])
    pages = [
        reverse("networks:meeting_list", args=[case.pk]),
        *(
            reverse(f"networks:{name}", args=[meeting.pk])
            for name in ("meeting_page", "meeting_edit", "meeting_invite", "meeting_cancel")
        ),
        *(
            reverse(f"networks:{name}", args=[meeting.pk])
            for name in ("meeting_agenda", "meeting_screen", "meeting_calendar")
        ),
        reverse("caseload:invitation_print", args=[meeting.pk, meeting.asked.get().pk]),
    ]

    shown = "".join(client.get(page).content.decode() for page in pages)

    assert shown.count("Tapaaminen") > len(pages) // 2
    told = ("Salakuja", "050 123", "Vain siskon")
    assert [word for word in told if word in shown] == []


def test_the_letter_of_the_client_tells_what_is_talked_about(case):
    meeting = MeetingFactory(case=case, topics=["Velat"])

    assert "Velat" in invitation_html(asked_of(meeting, "client"), case.responsible, "fi")


def test_the_letter_of_somebody_of_another_meeting_is_not_found(client, meeting):
    other = MeetingFactory().asked.get()

    url = reverse("caseload:invitation_print", args=[meeting.pk, other.pk])

    assert client.get(url).status_code == 404


# --- The client's choice ----------------------------------------------------------------


@pytest.mark.parametrize("paper", ["invitation_pdf", "invitation_print"])
def test_no_letter_invites_whom_the_client_has_not_chosen(client, case, member, paper):
    meeting = MeetingFactory(case=case, client_chose=False, asked=[f"member-{member.pk}"])
    url = reverse(f"caseload:{paper}", args=[meeting.pk, asked_of(meeting, "member").pk])

    answer = client.get(url)

    assert answer.url == reverse("networks:meeting_invite", args=[meeting.pk])
    assert url not in client.get(answer.url).content.decode()


def test_no_letter_invites_to_a_meeting_that_is_not_held(client, case):
    meeting = MeetingFactory(case=case, asked=["client"])
    asked = asked_of(meeting, "client")
    MeetingCancellationFactory(meeting=meeting)

    answer = client.get(reverse("caseload:invitation_print", args=[meeting.pk, asked.pk]))

    assert answer.status_code == 302


@pytest.mark.parametrize(("who", "is_told"), [("client", True), ("member", False)])
def test_a_letter_tells_only_the_protected_client_where_they_are_visited(
    client, case, meeting, who, is_told
):
    case.client.protected_address = True
    case.client.save()
    Meeting.objects.filter(pk=meeting.pk).update(channel="visit_client", place="Salakatu 1")

    url = reverse("caseload:invitation_print", args=[meeting.pk, asked_of(meeting, who).pk])

    assert ("Salakatu 1" in client.get(url).content.decode()) is is_told


@pytest.mark.parametrize(
    ("is_protected", "channel"), [(False, "visit_client"), (True, "visit_office")]
)
def test_a_place_that_tells_no_hidden_home_stands_in_everybodys_letter(
    client, case, meeting, is_protected, channel
):
    case.client.protected_address = is_protected
    case.client.save()
    Meeting.objects.filter(pk=meeting.pk).update(channel=channel, place="Asematie 1")

    url = reverse("caseload:invitation_print", args=[meeting.pk, asked_of(meeting, "member").pk])

    assert "Asematie 1" in client.get(url).content.decode()


# --- Many at once, and who knows which time ---------------------------------------------


def both(meeting):
    return [each.pk for each in meeting.asked.filter(who__in=("client", "member"))]


def told_of(client, meeting):
    """The words beside each name on the page of the meeting."""
    page = client.get(meeting.get_absolute_url())
    return {
        each.asked.name: (each.invitation is not None, each.is_moved)
        for each in page.context["standings"]
    }


def rename(case, who):
    """A name that was wrong is mended where it is kept."""
    if who == "client":
        type(case.client).objects.filter(pk=case.client_id).update(last_name="Uusi")
    elif who == "worker":
        type(case.responsible).objects.filter(pk=case.responsible_id).update(last_name="Uusi")
    else:
        NetworkMember.objects.filter(case=case).update(name="Uusi")


def test_several_are_invited_at_once(client, meeting):
    invite(client, meeting, person=both(meeting), how="letter")

    assert MeetingInvitation.objects.count() == 2


def test_where_one_gets_no_mail_nobody_is_mailed_and_nothing_chosen_is_lost(client, meeting):
    response = invite(client, meeting, person=both(meeting))

    assert response.context["form"]["person"].value() == [str(pk) for pk in both(meeting)]
    assert (Mail.objects.count(), MeetingInvitation.objects.count()) == (0, 0)


def test_whoever_gets_no_mail_is_told_of_in_one_message(client, case, member):
    chosen = {"case": case, "email": "", "client_wish": "may_take_part"}
    hidden = NetworkMemberFactory(name="Toinen", is_protected=True, phone="", **chosen)
    members = (member, NetworkMemberFactory(name="Yksi", **chosen), hidden)
    keys = [f"member-{each.pk}" for each in members]
    meeting = MeetingFactory(case=case, asked=["client", *keys])

    everybody = [each.pk for each in meeting.asked.all()]
    response = invite(client, meeting, who="client", person=everybody)

    assert response.context["form"].errors["how"] == [
        "Asiakkaalle ei lähetetä sähköpostia: kutsu kirjeellä tai puhelimitse. Verkostossa ei ole "
        "sähköpostiosoitetta: Toinen, Yksi. Kutsu kirjeellä tai puhelimitse. Ketään ei kutsuttu."
    ]


@pytest.mark.parametrize("person", [["x"], ["1" * 30], [""], ["-1", "0"]])
def test_what_names_nobody_is_refused_beside_the_field(client, meeting, person):
    response = invite(client, meeting, person=person)

    assert list(response.context["form"].errors) == ["person"]


def test_the_page_of_the_meeting_tells_who_is_invited_and_who_is_not(client, meeting):
    invite(client, meeting, how="phone")

    told = told_of(client, meeting)

    assert told["Kanarialintu Jäsen"] == (True, False)
    assert told["Kanarialintu Kanarialintu"] == (False, False)
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert ("kutsuttu 2.3.2026, puhelimitse" in page, "ei vielä kutsuttu" in page) == (True, True)


@pytest.mark.parametrize(
    ("values", "is_moved"),
    [
        ({"begins": dt.time(9)}, True),
        ({"ends": dt.time(12)}, True),
        ({"on": dt.date(2026, 3, 10)}, True),
        ({"place": "x"}, False),
    ],
)
def test_whoever_was_invited_to_another_time_is_told_apart(client, case, meeting, values, is_moved):
    invite(client, meeting, how="phone")
    asked = attendees_of(meeting.asked.all())

    edit_meeting(
        meeting=meeting, seen=1, values=values, attendees=asked, topics=[], by=case.responsible
    )

    assert told_of(client, meeting)["Kanarialintu Jäsen"] == (True, is_moved)
    invite(client, meeting, how="phone")
    assert told_of(client, meeting)["Kanarialintu Jäsen"] == (True, False)


def test_of_another_time_both_ends_are_told(client, meeting):
    invite(client, meeting, how="phone")

    change(meeting, ends=dt.time(12))

    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "eri aikaan: 9.3.2026 klo 10.00–11.00" in page


@pytest.mark.parametrize("who", ["client", "worker", "member"])
def test_whoever_has_a_new_name_is_invited_still(client, case, meeting, who):
    invite(client, meeting, who=who, how="phone")
    rename(case, who)

    change(meeting)

    told = told_of(client, meeting)
    assert [is_invited for name, (is_invited, _moved) in told.items() if "Uusi" in name] == [True]


@pytest.mark.parametrize("who", ["client", "worker", "member"])
def test_a_letter_that_is_open_is_found_when_a_name_was_mended(client, case, meeting, who):
    asked = asked_of(meeting, who)
    rename(case, who)

    change(meeting)

    url = reverse("caseload:invitation_print", args=[meeting.pk, asked.pk])
    assert client.get(url).status_code == 200
    assert "Uusi" in asked_of(meeting, who).name


def test_who_is_asked_takes_the_authority_of_today(meeting, member):
    NetworkMember.objects.filter(pk=member.pk).update(authority="8")

    change(meeting)

    assert asked_of(meeting, "member").authority == "8"


def test_with_a_mended_name_the_clients_yes_stands(case, meeting):
    rename(case, "member")

    change(meeting, client_chose=True)

    assert Meeting.objects.get(pk=meeting.pk).client_chose


def test_whoever_was_invited_before_it_was_kept_who_they_are_is_known_by_the_name(client, meeting):
    asked = asked_of(meeting, "client")
    MeetingInvitation.objects.create(
        case=meeting.case,
        meeting=meeting,
        name=asked.name,
        how="phone",
        written_by=meeting.case.responsible,
        imprint={},
    )

    assert told_of(client, meeting)[asked.name] == (True, False)


@pytest.mark.parametrize(("on", "word"), [(2, "lähti 2.3.2026"), (9, "lähtee 9.3.2026"), (10, "")])
def test_whoever_is_gone_by_the_meeting_is_told_with_who_goes_on(client, case, meeting, on, word):
    follower = NetworkMemberFactory(case=case, name="Jatkaja")
    member = meeting.asked.get(who="member").member
    end_member(member=member, on=dt.date(2026, 3, on), reason="x", by=case.responsible)
    name_successor(member=member, successor=follower, by=case.responsible)

    page = client.get(meeting.get_absolute_url()).content.decode()

    assert (word in page, "Jatkaja" in page) == (True, bool(word))


def test_a_letter_that_is_open_stays_the_same_when_the_meeting_is_changed(client, case, meeting):
    before = {each.name: each.pk for each in meeting.asked.all()}
    follower = NetworkMemberFactory(case=case, name="Uusi", client_wish="may_take_part")
    [member] = [each for each in attendees_of(meeting.asked.all()).came if "Jäsen" in each.name]
    asked = Attendees([member, Person(f"member-{follower.pk}", "Uusi", "Uusi")], "")

    edit_meeting(
        meeting=meeting, seen=1, values={}, attendees=asked, topics=[], by=case.responsible
    )

    after = {each.name: each.pk for each in meeting.asked.all()}
    assert list(after) == ["Kanarialintu Jäsen", "Uusi"]
    assert after["Kanarialintu Jäsen"] == before["Kanarialintu Jäsen"]


def test_who_was_invited_is_named_where_the_meeting_is_called_off(client, meeting):
    invite(client, meeting, how="phone")

    page = client.get(reverse("networks:meeting_cancel", args=[meeting.pk])).content.decode()

    head = page.split("<form")[-1].split("Mitä tapahtui")[0]
    assert ("Kanarialintu Jäsen" in head, "Kanarialintu Työntekijä" in head) == (True, False)


def test_whoever_invites_to_a_meeting_that_was_called_off_meanwhile_reads_why_not(client, meeting):
    asked = asked_of(meeting, "client").pk
    MeetingCancellationFactory(meeting=meeting)

    response = invite(client, meeting, person=asked, how="phone")

    assert response.status_code == 409
    assert "jäi pitämättä" in response.content.decode().split("<main")[1]
