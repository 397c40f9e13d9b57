"""A meeting is agreed with the client, changed, held or not; nothing of it is lost."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from caseload.closing import close_case
from cases.actions.team import open_for_purpose
from cases.models import CaseClosure, Note
from networks.models import Meeting, MeetingCancellation, NoteAttendance
from tests.factories import (
    CaseFactory,
    ClientFactory,
    MeetingFactory,
    NetworkMemberFactory,
    NoteFactory,
    SupervisorFactory,
    WorkerFactory,
)
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db
AGREED = {
    "on": "9.3.2026",
    "begins": "10",
    "ends": "klo 11.30",
    "channel": "visit_office",
    "place": "Toimisto, huone 2",
    "interpreter": "",
    "people": ["client"],
    "participants": "",
    "client_chose": "on",
    "topics": "Asunto\nKuka hakee portilta",
}
CALLED_OFF = {
    "what": "called_off",
    "cause": "client",
    "who": "client",
    "words": "Oikeudenkäynti.",
}
HELD = {"people": ["client"], "text": "Puhuttiin asunnosta."}


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def case(client):
    case = CaseFactory(
        client=ClientFactory(first_names="Niko", last_name="Sarajärvi"),
        responsible=WorkerFactory(first_name="Riikka", last_name="Aaltovuo"),
    )
    client.force_login(case.responsible)
    return case


@pytest.fixture
def kati(case):
    return NetworkMemberFactory(case=case, name="Kati Savela", client_wish="may_take_part")


def agree(client, case, name="network_meeting_plan", **changes):
    url = reverse(f"networks:{name}", kwargs={"case_pk": case.pk})
    return client.post(url, AGREED | {"form_key": str(uuid.uuid4())} | changes)


def page_of(name, meeting):
    return reverse(f"networks:{name}", kwargs={"meeting_pk": meeting.pk})


def send(client, name, meeting, **told):
    return client.post(page_of(name, meeting), told | {"form_key": str(uuid.uuid4())})


def opened(client, meeting):
    """What the form of a change holds when it is opened."""
    form = client.get(page_of("meeting_edit", meeting)).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, False)}


def dues_of(case):
    found = Due.objects.present().filter(kind=DueKind.MEETING, case_id=case.pk)
    return [(each.day, each.act) for each in found.order_by("day")]


# --- Agreed ---------------------------------------------------------------------------


def test_an_agreed_meeting_keeps_its_hours_who_is_asked_and_the_topics(client, case, kati):
    response = agree(client, case, people=["client", f"member-{kati.pk}"])

    meeting = Meeting.objects.get()
    assert response.url == page_of("meeting_agenda", meeting)
    assert (meeting.on, meeting.begins, meeting.ends) == (
        dt.date(2026, 3, 9), dt.time(10), dt.time(11, 30),
    )  # fmt: skip
    assert [(each.who, each.name) for each in meeting.asked.all()] == [
        ("client", "Niko Sarajärvi"),
        ("member", "Kati Savela"),
    ]
    assert [topic.words for topic in meeting.topics.all()] == ["Asunto", "Kuka hakee portilta"]
    assert meeting.participants == "Niko Sarajärvi, Kati Savela"


def test_an_agreed_meeting_stands_on_the_case_page_and_in_my_work(client, case):
    agree(client, case)

    case_page = client.get(case.get_absolute_url()).content.decode()
    my_work = client.get(reverse("caseload:my_work")).content.decode()

    assert "ma 9.3.2026" in case_page
    assert "klo 10.00–11.30" in my_work


def test_of_several_meetings_the_case_page_names_the_next_one(client, case):
    MeetingFactory(case=case, on=dt.date(2026, 3, 20))
    next_one = MeetingFactory(case=case, on=dt.date(2026, 3, 10))
    MeetingFactory(case=case, on=dt.date(2026, 2, 20))

    assert client.get(case.get_absolute_url()).context["meeting"] == next_one


def test_a_meeting_is_due_on_its_day_and_late_after_it_until_something_is_recorded(client, case):
    agree(client, case)

    assert dues_of(case) == [(dt.date(2026, 3, 9), "hold_network_meeting")]
    late = Due.objects.late_on(dt.date(2026, 3, 10)).filter(case_id=case.pk, kind=DueKind.MEETING)
    assert late.count() == 1


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("ends", {"ends": "9.30"}),
        ("ends", {"ends": "10.00"}),
        ("begins", {"begins": "25.00"}),
        ("begins", {"begins": "aamulla"}),
        ("begins", {"begins": ""}),
        ("on", {"on": "31.2.2026"}),
        ("channel", {"channel": "letter"}),
        ("topics", {"topics": "x" * 201}),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(
    client, case, field, change
):
    response = agree(client, case, **change)

    form = response.context["form"]
    assert list(form.errors) == [field]
    assert form["place"].value() == "Toimisto, huone 2"
    assert not Meeting.objects.exists()


def test_an_hour_that_the_clock_leaves_out_in_spring_is_refused(client, case):
    response = agree(client, case, on="29.3.2026", begins="3.30", ends="5.00")

    assert list(response.context["form"].errors) == ["begins"]


@pytest.mark.parametrize("day", ["28.3.2026", "30.3.2026", "25.10.2026"])
def test_other_hours_around_the_changes_of_the_clock_are_taken(client, case, day):
    agree(client, case, on=day, begins="3.30", ends="5.00")

    assert Meeting.objects.get().begins == dt.time(3, 30)


def test_nobody_is_asked_against_the_wish_of_the_client(client, case):
    veli = NetworkMemberFactory(case=case, name="Veli Sarajärvi", client_wish="not")

    response = agree(client, case, people=["client", f"member-{veli.pk}"])

    assert list(response.context["form"].errors) == ["people"]
    assert not Meeting.objects.exists()


def test_the_form_says_of_whom_the_client_is_to_be_asked_first(client, case):
    member = NetworkMemberFactory(case=case, name="Liisa", client_wish="ask_first")

    url = reverse("networks:network_meeting_plan", kwargs={"case_pk": case.pk})
    choices = dict(client.get(url).context["form"].fields["people"].choices)

    assert choices[f"member-{member.pk}"] == "Liisa (kysy ensin asiakkaalta)"


def test_of_a_client_with_an_order_the_form_asks_for_no_place_that_tells_the_home(client):
    case = CaseFactory(client=ClientFactory(protected_address=True))
    client.force_login(case.responsible)

    url = reverse("networks:meeting_of_two_plan", kwargs={"case_pk": case.pk})

    assert "turvakielto" in client.get(url).context["form"].fields["place"].help_text


def test_somebody_of_another_case_cannot_be_asked(client, case):
    stranger = NetworkMemberFactory(name="Vieras")

    response = agree(client, case, people=["client", f"member-{stranger.pk}"])

    assert list(response.context["form"].errors) == ["people"]
    assert not Meeting.objects.exists()


def test_in_a_closed_case_no_meeting_is_agreed(client, case):
    close_case(closure=CaseClosure(case=case, reason="died"), by=case.responsible)

    response = agree(client, case)

    assert (response.status_code, Meeting.objects.count()) == (409, 0)


def test_a_form_that_is_pressed_twice_agrees_ends_and_holds_once(client, case):
    off, of_two = (
        MeetingFactory(case=case),
        MeetingFactory(case=case, kind="one_to_one", on=timezone.localdate()),
    )
    plan = reverse("networks:network_meeting_plan", kwargs={"case_pk": case.pk})
    presses = [
        (plan, AGREED),
        (page_of("meeting_cancel", off), CALLED_OFF),
        (page_of("meeting_held", of_two), HELD),
    ]

    for page, told in presses:
        told = told | {"form_key": str(uuid.uuid4())}
        first, second = (client.post(page, told) for _n in range(2))
        assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)
    assert Meeting.objects.count() == 3


def offered(client, meeting):
    """Of the ways to agree and to change, those that lists and pages lead to."""
    plan = reverse("networks:network_meeting_plan", kwargs={"case_pk": meeting.case_id})
    ways = {
        reverse("networks:meeting_list", kwargs={"case_pk": meeting.case_id}): plan,
        meeting.get_absolute_url(): page_of("meeting_edit", meeting),
    }
    return [f'href="{way}"' in client.get(page).content.decode() for page, way in ways.items()]


def test_a_worker_is_led_to_agree_on_meetings_and_to_change_them(client, case):
    assert offered(client, MeetingFactory(case=case)) == [True, True]


def test_who_may_only_read_is_led_neither_to_agree_nor_to_change(client, case):
    reader = SupervisorFactory(unit=case.unit)
    open_for_purpose(case=case, by=reader, purpose="Kantelu")
    client.force_login(reader)

    assert offered(client, MeetingFactory(case=case)) == [False, False]


def test_who_may_only_read_opens_no_form_of_a_meeting(client, case):
    network, of_two = MeetingFactory(case=case), MeetingFactory(case=case, kind="one_to_one")
    reader = SupervisorFactory(unit=case.unit)
    open_for_purpose(case=case, by=reader, purpose="Kantelu")
    client.force_login(reader)

    pages = [
        reverse("networks:network_meeting_plan", kwargs={"case_pk": case.pk}),
        page_of("meeting_held", of_two),
        *(page_of(f"meeting_{act}", network) for act in ("edit", "cancel", "agenda", "invite")),
    ]
    assert {client.get(page).status_code for page in pages} == {403}
    assert client.post(page_of("minutes_begin", network)).status_code == 403


def test_a_closed_case_leads_neither_to_agree_nor_to_change(client, case):
    meeting = MeetingFactory(case=case)
    close_case(closure=CaseClosure(case=case, reason="died"), by=case.responsible)

    assert offered(client, meeting) == [False, False]


# --- Changed --------------------------------------------------------------------------


def test_a_changed_day_moves_what_is_due(client, case):
    agree(client, case)
    meeting = Meeting.objects.get()

    told = opened(client, meeting) | {"on": "12.3.2026"}
    response = send(client, "meeting_edit", meeting, **told)

    assert response.status_code == 302
    assert dues_of(case) == [(dt.date(2026, 3, 12), "hold_network_meeting")]


def test_a_topic_that_stays_is_the_same_row(client, case):
    agree(client, case)
    meeting = Meeting.objects.get()
    kept = meeting.topics.get(words="Kuka hakee portilta")

    send(client, "meeting_edit", meeting,
         **opened(client, meeting) | {"topics": "Kuka hakee portilta\nVelat"})  # fmt: skip

    assert [(t.pk == kept.pk, t.words) for t in meeting.topics.all()] == [
        (True, "Kuka hakee portilta"),
        (False, "Velat"),
    ]


def test_two_who_change_other_places_at_once_lose_nothing(client, case, kati):
    agree(client, case)
    meeting = Meeting.objects.get()
    mine = opened(client, meeting)
    send(client, "meeting_edit", meeting,
         **mine | {"people": ["client", f"member-{kati.pk}"], "topics": "Velat"})  # fmt: skip

    response = send(client, "meeting_edit", meeting, **mine | {"place": "Huone 5"})

    meeting.refresh_from_db()
    assert response.status_code == 302
    assert (meeting.place, meeting.participants) == ("Huone 5", "Niko Sarajärvi, Kati Savela")
    assert [topic.words for topic in meeting.topics.all()] == ["Velat"]


def test_two_who_change_the_same_place_are_shown_both_texts(client, case):
    agree(client, case)
    meeting = Meeting.objects.get()
    mine = opened(client, meeting)
    send(client, "meeting_edit", meeting, **mine | {"begins": "9.00"})

    response = send(client, "meeting_edit", meeting, **mine | {"begins": "9.30"})

    assert response.status_code == 409
    [both] = response.context["conflict"]["fields"]
    assert (both.theirs, both.mine) == ("9.00", "9.30")


def test_the_clients_yes_does_not_reach_whoever_is_asked_after_it(client, case, kati):
    agree(client, case)
    meeting = Meeting.objects.get()
    more = opened(client, meeting) | {"people": ["client", f"member-{kati.pk}"]}

    page = client.get(send(client, "meeting_edit", meeting, **more).url).content.decode()
    meeting.refresh_from_db()
    assert not meeting.client_chose
    assert "Mukaan kutsutaan joku uusi" in page

    send(client, "meeting_edit", meeting, **opened(client, meeting) | {"client_chose": "on"})
    meeting.refresh_from_db()
    assert meeting.client_chose


@pytest.mark.parametrize(
    "more",
    [
        {"participants": "sisko Anna"},
        {"new_name": "Aino Uusi", "new_role": "tuki", "new_kind": "other_actor", "joins": "on"},
    ],
)
def test_the_clients_yes_reaches_neither_who_stands_in_words_nor_who_joins_with_it(
    client, case, more
):
    agree(client, case, participants="serkku")
    meeting = Meeting.objects.get()

    response = send(client, "meeting_edit", meeting, **opened(client, meeting) | more)

    meeting.refresh_from_db()
    assert (response.status_code, meeting.client_chose) == (302, False)


def test_the_clients_yes_stays_where_somebody_of_the_team_is_asked_too(client, case):
    agree(client, case)
    meeting = Meeting.objects.get()
    people = ["client", f"user-{case.responsible_id}"]

    send(client, "meeting_edit", meeting, **opened(client, meeting) | {"people": people})

    meeting.refresh_from_db()
    assert (meeting.asked.count(), meeting.client_chose) == (2, True)


def test_the_clients_yes_stays_where_nobody_new_is_asked(client, case, kati):
    agree(client, case, people=["client", f"member-{kati.pk}"])
    meeting = Meeting.objects.get()

    send(client, "meeting_edit", meeting, **opened(client, meeting) | {"people": ["client"]})

    meeting.refresh_from_db()
    assert meeting.client_chose


def test_before_closing_the_page_names_an_agreed_meeting(client, case):
    agree(client, case)

    page = client.get(reverse("caseload:case_close", args=[case.pk])).content.decode()

    assert page_of("meeting_page", Meeting.objects.get()) in page


def test_the_page_of_a_closed_case_names_no_next_meeting(client, case):
    agree(client, case)
    close_case(closure=CaseClosure(case=case, reason="died"), by=case.responsible)

    page = client.get(case.get_absolute_url()).content.decode()

    assert "Tapaamista ei ole sovittu" in page


def test_the_log_tells_what_became_of_a_meeting(client, case):
    agree(client, case)
    meeting = Meeting.objects.get()
    send(client, "meeting_edit", meeting, **opened(client, meeting) | {"place": "Huone 5"})
    cancel(client, meeting, new_on="16.3.2026", new_begins="13", new_ends="14")

    told = AuditEvent.objects.filter(action__startswith="meeting.").order_by("pk")
    assert [each.action for each in told] == [
        "meeting.planned",
        "meeting.changed",
        "meeting.cancelled",
    ]
    anew = Meeting.objects.get(instead_of__meeting=meeting)
    assert told.last().details == {"what": "called_off", "new_meeting": anew.pk}


# --- Not held -------------------------------------------------------------------------


def cancel(client, meeting, **changes):
    return send(client, "meeting_cancel", meeting, **CALLED_OFF | changes)


def test_a_meeting_that_is_called_off_says_who_and_why_and_is_due_no_more(client, case):
    meeting = MeetingFactory(case=case)

    cancel(client, meeting)

    meeting.refresh_from_db()
    told = MeetingCancellation.objects.get()
    assert meeting.status == "cancelled"
    assert (told.what, told.cause, told.actor) == ("called_off", "client", "Niko")
    assert dues_of(case) == []


def test_a_new_time_is_a_new_meeting_with_the_same_people_and_topics(client, case):
    meeting = MeetingFactory(case=case, topics=["Asunto"], place="Huone 2")

    response = cancel(client, meeting, new_on="16.3.2026", new_begins="13", new_ends="14")

    new = Meeting.objects.get(on=dt.date(2026, 3, 16))
    assert response.url == new.get_absolute_url()
    assert [each.name for each in new.asked.all()] == ["Niko Sarajärvi"]
    assert [topic.words for topic in new.topics.all()] == ["Asunto"]
    assert MeetingCancellation.objects.get().new_meeting == new
    assert dues_of(case) == [(dt.date(2026, 3, 16), "hold_network_meeting")]


def test_the_page_of_the_new_time_does_not_say_that_it_was_not_held(client, case):
    told = {"new_on": "16.3.2026", "new_begins": "13", "new_ends": "14"}

    page = client.get(cancel(client, MeetingFactory(case=case), **told).url).content.decode()

    assert ("uusi tapaaminen" in page, "ei pidetty" in page) == (True, False)


def test_who_called_it_off_is_asked_in_its_own_words(client, case):
    response = cancel(client, MeetingFactory(case=case), who="")

    assert "kuka perui" in str(response.context["form"].errors["actor"])


def test_half_a_new_time_is_asked_for_whole(client, case):
    response = cancel(client, MeetingFactory(case=case), new_on="16.3.2026")

    assert list(response.context["form"].errors) == ["new_begins", "new_ends"]
    assert not MeetingCancellation.objects.exists()


def test_nobody_is_missed_before_the_hour(client, case):
    response = cancel(client, MeetingFactory(case=case), what="not_come")

    assert list(response.context["form"].errors) == ["what"]


def test_that_somebody_did_not_come_is_recorded_after_the_hour(client, case):
    meeting = MeetingFactory(case=case, on=timezone.localdate(), begins=dt.time(10))

    cancel(client, meeting, what="not_come", who="", actor="Vankilan työntekijä")

    assert MeetingCancellation.objects.get().actor == "Vankilan työntekijä"


def test_a_meeting_is_called_off_once(client, case):
    meeting = MeetingFactory(case=case)
    cancel(client, meeting)

    response = cancel(client, meeting)

    assert response.status_code == 409
    assert MeetingCancellation.objects.count() == 1


# --- Of two, held ---------------------------------------------------------------------


@pytest.fixture
def of_two(case):
    return MeetingFactory(
        case=case,
        kind="one_to_one",
        on=timezone.localdate(),
        asked=["client", f"user-{case.responsible_id}"],
    )


def hold(client, meeting, **changes):
    return send(client, "meeting_held", meeting, **HELD | changes)


def test_a_meeting_of_two_that_was_held_is_an_entry_of_the_journal(client, case, of_two):
    hold(client, of_two)

    of_two.refresh_from_db()
    note = Note.objects.get()
    assert (of_two.status, of_two.note) == ("held", note)
    assert (note.kind, note.channel, note.outcome) == ("meeting", "visit_office", "met")
    assert [each.name for each in NoteAttendance.objects.all()] == ["Niko Sarajärvi"]
    assert dues_of(case) == []
    assert AuditEvent.objects.filter(action="meeting.held", case_id=case.pk).exists()


def test_a_call_reaches_the_client_and_is_no_meeting_in_person(client, case):
    call = MeetingFactory(case=case, kind="one_to_one", on=timezone.localdate(), channel="phone")

    hold(client, call)

    assert Note.objects.get().outcome == "reached"


def test_a_meeting_of_two_without_the_client_was_not_held(client, case, of_two):
    response = hold(client, of_two, people=[f"user-{case.responsible_id}"])

    assert list(response.context["form"].errors) == ["people"]
    assert not Note.objects.exists()


def test_a_meeting_is_not_held_before_its_hour(client, case):
    ahead = MeetingFactory(case=case, kind="one_to_one")

    response = hold(client, ahead)

    assert response.status_code == 409
    assert not Note.objects.exists()


def test_a_network_meeting_has_no_entry_of_the_journal(client, case):
    network = MeetingFactory(case=case, on=timezone.localdate())

    hold(client, network)

    assert not Note.objects.exists()


# --- What is over stays ---------------------------------------------------------------


def test_what_was_held_or_not_is_kept_by_the_database(client, case, of_two):
    hold(client, of_two)
    off = MeetingFactory(case=case, topics=["Asunto"])
    cancel(client, off)

    for change in (
        lambda: Meeting.objects.filter(pk=of_two.pk).update(place="x"),
        lambda: Meeting.objects.filter(pk=off.pk).update(place="x"),
        lambda: Meeting.objects.filter(pk=off.pk).delete(),
        lambda: off.topics.update(words="x"),
        lambda: off.asked.all().delete(),
        lambda: MeetingCancellation.objects.update(words="x"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize("kind", ["network", "one_to_one"])
def test_the_database_keeps_an_entry_only_of_a_meeting_of_two_that_was_held(case, kind):
    meeting = MeetingFactory(case=case, kind=kind)
    status = "held" if kind == "network" else "planned"

    with pytest.raises(IntegrityError, match="note_of_a_held_meeting_of_two"):
        Meeting.objects.filter(pk=meeting.pk).update(note=NoteFactory(case=case), status=status)


def test_the_database_refuses_a_meeting_that_ends_before_it_begins(case):
    with pytest.raises(IntegrityError, match="meeting_ends_after_it_begins"):
        MeetingFactory(case=case, begins=dt.time(11), ends=dt.time(10))


def test_what_is_typed_into_a_meeting_that_is_over_comes_back(client, case):
    meeting = MeetingFactory(case=case)
    mine = opened(client, meeting)
    cancel(client, meeting)

    response = send(client, "meeting_edit", meeting, **mine | {"place": "Huone 5"})

    assert response.status_code == 409
    assert response.context["form"]["place"].value() == "Huone 5"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_meetings_asks_the_same_of_one_and_of_many(
    client, case, count, django_assert_num_queries
):
    for _turn in range(count):
        MeetingFactory(case=case)
    url = reverse("networks:meeting_list", kwargs={"case_pk": case.pk})
    client.get(url)

    with django_assert_num_queries(12):
        client.get(url)
