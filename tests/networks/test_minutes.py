"""Minutes of a network meeting: two write at once, approved they stay, decisions are seen to."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from caseload.closing import close_case
from cases.actions.team import assign_worker, open_for_purpose
from cases.models import CaseClosure, WrittenText
from cases.permissions import CaseRole
from networks.dues import last_meetings
from networks.meetings.actions.deciding import DecisionGone, end_decision, remove_decision
from networks.meetings.actions.minutes import MinutesChanged, approve_minutes, begin_minutes
from networks.meetings.actions.planning import NotHeldYet
from networks.models import DecisionEnd, Meeting, MeetingAsked, MeetingDecision, Minutes
from tests.factories import (
    CaseFactory,
    ClientFactory,
    MeetingCancellationFactory,
    MeetingFactory,
    MinutesFactory,
    NetworkMemberFactory,
    SupervisorFactory,
    WorkerFactory,
)
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)
DUE = dt.date(2026, 3, 20)
OF_MINUTES = (
    *("minutes.begun", "minutes.saved", "minutes.approved", "minutes.corrected"),
    *("meeting.decision_ended", "meeting.decision_opened"),
)


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
    return NetworkMemberFactory(
        case=case, name="Kati Savela", role="erityisohjaaja", organisation_name="Kuopion vankila"
    )


@pytest.fixture
def meeting(case, kati):
    return MeetingFactory(case=case, on=TODAY, asked=["client", f"member-{kati.pk}"])


@pytest.fixture
def draft(client, meeting):
    client.post(reverse("networks:minutes_begin", kwargs={"meeting_pk": meeting.pk}))
    return Minutes.objects.get()


@pytest.fixture
def mervi(case):
    worker = WorkerFactory(unit=case.unit, first_name="Mervi", last_name="Ojakallio")
    assign_worker(case=case, user=worker, role=CaseRole.MEMBER, by=case.responsible)
    return worker


def page_of(name, minutes, **more):
    return reverse(f"networks:{name}", kwargs={"minutes_pk": minutes.pk} | more)


def send(client, name, minutes, of=None, **told):
    more = {"decision_pk": of.pk} if of else {}
    return client.post(page_of(name, minutes, **more), told | {"form_key": str(uuid.uuid4())})


def opened(client, minutes):
    form = client.get(page_of("minutes_edit", minutes)).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, False)}


def write(client, minutes, **told):
    told = {"people": ["client"], "talked": "Puhuttiin asunnosta."} | told
    return send(client, "minutes_edit", minutes, **opened(client, minutes) | told)


def approve(client, minutes):
    minutes.refresh_from_db()
    return send(client, "minutes_approve", minutes, version=minutes.version)


def decide(client, minutes, **told):
    told = {"text": "Haetaan vuokra-asuntoa", "who": "client", "due_on": "20.3.2026"} | told
    return send(client, "decision_add", minutes, **told)


def dues_of(case, kind=DueKind.MEETING_DECISION):
    found = Due.objects.present().filter(kind=kind, case_id=case.pk)
    return [each.day for each in found.order_by("day")]


# --- Written --------------------------------------------------------------------------


def test_the_draft_begins_with_the_day_and_hours_that_were_agreed(draft, meeting):
    assert (draft.on, draft.begins, draft.ends) == (TODAY, meeting.begins, meeting.ends)
    assert draft.is_draft


def test_of_two_who_begin_at_once_the_second_writes_in_the_same_draft(client, draft, meeting):
    response = client.post(reverse("networks:minutes_begin", kwargs={"meeting_pk": meeting.pk}))

    assert response.url == page_of("minutes_edit", draft)
    assert Minutes.objects.count() == 1


def test_no_minutes_are_begun_before_the_day(client, case):
    ahead = MeetingFactory(case=case, on=dt.date(2026, 3, 3))

    client.post(reverse("networks:minutes_begin", kwargs={"meeting_pk": ahead.pk}))

    assert not Minutes.objects.exists()


def test_no_minutes_are_begun_of_a_meeting_that_was_moved_ahead_meanwhile(meeting):
    Meeting.objects.update(on=dt.date(2026, 3, 3))

    with pytest.raises(NotHeldYet):
        begin_minutes(meeting=meeting, by=meeting.case.responsible)


def test_who_was_asked_and_is_not_ticked_did_not_come(client, draft):
    write(client, draft)

    assert [(each.name, each.came) for each in draft.attendance.all()] == [
        ("Niko Sarajärvi", True),
        ("Kati Savela", False),
    ]


def test_of_whoever_was_asked_in_words_nobody_says_that_they_did_not_come(client, draft):
    MeetingAsked.objects.create(meeting=draft.meeting, who="by_name", name="serkku")

    write(client, draft)

    assert [each.name for each in draft.attendance.filter(came=False)] == ["Kati Savela"]


def test_nobody_is_ticked_before_somebody_says_who_came(client, draft):
    assert client.get(page_of("minutes_edit", draft)).context["form"]["people"].value() == []


def test_two_who_write_at_once_in_other_places_lose_nothing(client, draft, mervi):
    mine = opened(client, draft)
    client.force_login(mervi)
    write(client, draft, talked="Puhuttiin veloista.")
    decide(client, draft)
    client.force_login(draft.case.responsible)

    response = send(client, "minutes_edit", draft, **mine | {"client_words": "Haluan kotiin."})

    draft.refresh_from_db()
    assert response.status_code == 302
    assert (draft.talked, draft.client_words) == ("Puhuttiin veloista.", "Haluan kotiin.")
    assert draft.decisions.count() == 1
    assert [each.name for each in draft.attendance.filter(came=True)] == ["Niko Sarajärvi"]


def test_two_who_write_in_the_same_place_choose_and_may_keep_both(client, draft, mervi):
    mine = opened(client, draft)
    client.force_login(mervi)
    write(client, draft, talked="Puhuttiin veloista.")
    client.force_login(draft.case.responsible)

    response = send(client, "minutes_edit", draft, **mine | {"talked": "Puhuttiin työstä."})
    asked = response.context["form"].data.dict() | {"two_texts": "talked"}
    send(
        client, "minutes_edit", draft, **asked | {"people": ["client"], "two_texts:talked": "both"}
    )

    draft.refresh_from_db()
    assert response.status_code == 409
    assert draft.talked.split() == ["Puhuttiin", "veloista.", "Puhuttiin", "työstä."]


@pytest.fixture
def replaced(client, draft, mervi):
    """Words of Mervi's in place of which the other worker wrote."""
    client.force_login(mervi)
    write(client, draft, talked="Puhuttiin veloista.")
    client.force_login(draft.case.responsible)
    write(client, draft, talked="Puhuttiin työstä.")
    [row] = client.get(page_of("minutes_replaced_texts", draft)).context["rows"]
    return row


def put_back(client, draft, row):
    return send(client, "minutes_replaced_texts", draft, text=row.text.pk, shown=row.shown)


def test_the_words_of_another_that_a_save_replaced_can_be_put_back(client, draft, replaced):
    put_back(client, draft, replaced)

    draft.refresh_from_db()
    assert (replaced.text.former, draft.talked) == ("Puhuttiin veloista.", "Puhuttiin veloista.")
    told = AuditEvent.objects.filter(action="minutes.saved").latest("pk")
    assert told.details == {"put_back": replaced.text.pk}


def test_in_approved_minutes_nothing_is_put_back(client, draft, replaced):
    approve(client, draft)

    response = put_back(client, draft, replaced)

    draft.refresh_from_db()
    assert (response.status_code, draft.talked) == (409, "Puhuttiin työstä.")


def test_who_is_put_back_in_words_is_not_the_member_who_was_chosen_since(
    client, draft, mervi, kati
):
    client.force_login(mervi)
    decide(client, draft, who="", actor="Sisko")
    client.force_login(draft.case.responsible)
    told = {"text": "Haetaan vuokra-asuntoa", "who": f"member-{kati.pk}", "version": 1}
    send(client, "decision_edit", draft, of=draft.decisions.get(), **told)
    [row] = client.get(page_of("minutes_replaced_texts", draft)).context["rows"]

    put_back(client, draft, row)

    decision = draft.decisions.get()
    assert (decision.actor, decision.member) == ("Sisko", None)


def test_nobody_approves_minutes_in_which_something_was_put_back_since(client, draft, mervi):
    client.force_login(mervi)
    decide(client, draft, text="Haetaan kotia")
    client.force_login(draft.case.responsible)
    told = {"text": "Haetaan asuntoa", "who": "client", "version": 1}
    send(client, "decision_edit", draft, of=draft.decisions.get(), **told)
    write(client, draft)
    draft.refresh_from_db()
    rows = client.get(page_of("minutes_replaced_texts", draft)).context["rows"]

    put_back(client, draft, rows[0])

    assert send(client, "minutes_approve", draft, version=draft.version).status_code == 409


def test_a_button_to_add_a_decision_saves_what_is_typed_first(client, draft):
    response = write(client, draft, next="decision_add")

    draft.refresh_from_db()
    assert response.url == page_of("decision_add", draft)
    assert draft.talked == "Puhuttiin asunnosta."


# --- Decisions ------------------------------------------------------------------------


def test_a_decision_says_what_who_and_by_when(client, draft, kati):
    decide(client, draft, who=f"member-{kati.pk}")

    decision = draft.decisions.get()
    assert (decision.text, decision.actor, decision.member, decision.due_on) == (
        "Haetaan vuokra-asuntoa", "Kati Savela", kati, DUE,
    )  # fmt: skip


def test_a_decision_that_is_pressed_twice_stands_once(client, draft):
    told = {"text": "Haetaan", "who": "client", "form_key": str(uuid.uuid4())}

    for _n in range(2):
        client.post(page_of("decision_add", draft), told)

    assert draft.decisions.count() == 1


@pytest.mark.parametrize(
    ("field", "told"),
    [("text", {"text": ""}), ("actor", {"who": ""}), ("due_on", {"due_on": "20.13.2026"})],
)
def test_a_decision_that_lacks_something_is_asked_for_it(client, draft, field, told):
    response = decide(client, draft, **told)

    assert list(response.context["form"].errors) == [field]
    assert not MeetingDecision.objects.exists()


def test_a_decision_is_changed_and_taken_out_of_the_draft(client, draft):
    decide(client, draft)
    decide(client, draft, text="Soitetaan sisarelle")
    first, second = draft.decisions.all()

    told = {"text": "Haetaan kotia", "who": "client", "version": 1, "due_on": ""}
    send(client, "decision_edit", draft, of=first, **told)
    send(client, "decision_remove", draft, of=second)

    assert [(each.text, each.due_on) for each in draft.decisions.all()] == [("Haetaan kotia", None)]


def test_of_two_who_take_out_a_decision_the_second_is_told(client, case, draft):
    decide(client, draft)
    decision, again = draft.decisions.get(), draft.decisions.get()
    remove_decision(decision=decision, by=case.responsible)

    with pytest.raises(DecisionGone):
        remove_decision(decision=again, by=case.responsible)


def test_the_decision_of_other_minutes_is_not_found(client, draft):
    other = MinutesFactory(decisions=[("Vieras", "x", None)]).decisions.get()

    assert client.get(page_of("decision_edit", draft, decision_pk=other.pk)).status_code == 404


def test_decisions_of_a_draft_are_not_due_yet(client, case, draft):
    decide(client, draft)

    assert dues_of(case) == []


# --- Approved -------------------------------------------------------------------------


@pytest.fixture
def approved(client, draft):
    write(client, draft)
    decide(client, draft)
    decide(client, draft, text="Ilman päivää", due_on="")
    approve(client, draft)
    draft.refresh_from_db()
    return draft


def test_approved_minutes_say_the_meeting_was_held_and_decisions_with_a_day_are_due(
    case, approved, meeting
):
    meeting.refresh_from_db()
    assert (approved.status, meeting.status) == ("final", "held")
    assert dues_of(case) == [DUE]
    assert dues_of(case, DueKind.MEETING) == []


def test_my_work_names_the_decision_and_who_sees_to_it(client, approved):
    page = client.get(reverse("caseload:my_work")).content.decode()

    assert "Haetaan vuokra-asuntoa (Niko)" not in page
    with time_machine.travel(dt.datetime(2026, 3, 19, 9, tzinfo=dt.UTC), tick=False):
        client.force_login(approved.case.responsible)
        page = client.get(reverse("caseload:my_work")).content.decode()
    assert "Haetaan vuokra-asuntoa (Niko)" in page


def test_minutes_name_those_present_with_role_and_organisation_of_the_day(client, draft, kati):
    write(client, draft, people=["client", f"member-{kati.pk}"])
    approve(client, draft)

    draft.refresh_from_db()
    assert draft.imprint["came"] == [
        "Niko Sarajärvi",
        "Kati Savela, erityisohjaaja, Kuopion vankila",
    ]


@pytest.mark.parametrize("lack", [{"people": []}, {"talked": ""}])
def test_minutes_without_people_or_words_are_not_approved(client, draft, lack):
    write(client, draft, **lack)

    response = approve(client, draft)

    draft.refresh_from_db()
    assert response.status_code == 409
    assert draft.is_draft


def test_nobody_approves_what_another_has_changed_since(client, draft, mervi):
    write(client, draft)
    draft.refresh_from_db()
    seen = draft.version
    decide(client, draft)

    response = send(client, "minutes_approve", draft, version=seen)

    draft.refresh_from_db()
    assert response.status_code == 409
    assert draft.is_draft


def test_nobody_approves_what_was_changed_after_the_page_was_read(client, draft):
    write(client, draft)
    draft.refresh_from_db()
    decide(client, draft)

    with pytest.raises(MinutesChanged):
        approve_minutes(minutes=draft, seen=draft.version, by=draft.case.responsible)


def test_what_is_typed_into_minutes_that_were_approved_meanwhile_comes_back(client, draft):
    write(client, draft)
    mine = opened(client, draft)
    approve(client, draft)

    response = send(client, "minutes_edit", draft, **mine | {"talked": "Vielä tämä."})

    assert response.status_code == 409
    assert response.context["form"]["talked"].value() == "Vielä tämä."


def test_approved_minutes_are_kept_by_the_database(approved):
    for change in (
        lambda: Minutes.objects.update(talked="x"),
        lambda: MeetingDecision.objects.update(text="x"),
        lambda: approved.attendance.update(came=False),
        lambda: approved.decisions.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("law", "values"),
    [
        ("minutes_approved_at_and_by_together", {"status": "final"}),
        ("minutes_approved_at_and_by_together", {"approved_at": timezone.now()}),
        ("correction_of_minutes_has_a_reason", {"correction_reason": "Päivä oli väärä."}),
        ("minutes_end_after_they_begin", {"ends": dt.time(1)}),
    ],
)
def test_the_database_refuses_minutes_that_break(draft, law, values):
    with pytest.raises(IntegrityError, match=law):
        Minutes.objects.filter(pk=draft.pk).update(**values)


def test_the_database_refuses_a_correction_without_a_reason(correction):
    with pytest.raises(IntegrityError, match="correction_of_minutes_has_a_reason"):
        Minutes.objects.filter(pk=correction.pk).update(correction_reason="")


def test_the_database_keeps_one_draft_of_a_meeting(draft):
    draft.pk = None

    with pytest.raises(IntegrityError, match="one_draft_of_minutes"):
        draft.save(force_insert=True)


def test_the_database_keeps_one_end_of_a_decision(client, approved):
    end(client, approved)
    again = DecisionEnd.objects.get()
    again.pk = None

    with pytest.raises(IntegrityError, match="decision_ends_once"):
        again.save(force_insert=True)


def test_the_log_tells_what_became_of_minutes(client, approved):
    end(client, approved)
    end(client, approved, what="take_back")
    send(client, "minutes_correct", approved, reason="Päivä oli väärä.")

    told = AuditEvent.objects.filter(case_id=approved.case_id).order_by("pk")
    assert [each.action for each in told if each.action in OF_MINUTES] == [
        "minutes.begun",
        *["minutes.saved"] * 3,
        "minutes.approved",
        "meeting.decision_ended",
        "meeting.decision_opened",
        "minutes.corrected",
    ]


def test_in_a_closed_case_nothing_is_corrected_and_no_decision_is_seen_to(client, case, approved):
    close_case(closure=CaseClosure(case=case, reason="died"), by=case.responsible)

    end(client, approved)
    response = send(client, "minutes_correct", approved, reason="Päivä oli väärä.")

    assert response.status_code == 409
    assert (Minutes.objects.count(), DecisionEnd.objects.count()) == (1, 0)


def test_replaced_words_end_thirty_days_after_the_approval(client, draft, mervi):
    client.force_login(mervi)
    write(client, draft, talked="Puhuttiin veloista.")
    client.force_login(draft.case.responsible)
    write(client, draft)

    approve(client, draft)

    ends = set(WrittenText.objects.values_list("ends_on", flat=True))
    assert ends == {TODAY + dt.timedelta(days=30)}


@pytest.mark.parametrize(
    "act",
    [
        lambda client, draft: write(client, draft),
        lambda client, draft: write(client, draft, talked="", client_words="Haluan kotiin."),
        lambda client, draft: decide(client, draft),
    ],
    ids=["what was talked about", "the client's words", "a decision"],
)
def test_a_meeting_of_which_minutes_are_written_cannot_be_called_off(client, draft, meeting, act):
    act(client, draft)

    url = reverse("networks:meeting_cancel", kwargs={"meeting_pk": meeting.pk})
    told = {"what": "called_off", "cause": "client", "who": "client"}
    response = client.post(url, told | {"form_key": str(uuid.uuid4())})

    assert response.status_code == 409
    assert Minutes.objects.exists()


def test_empty_minutes_go_with_a_meeting_that_was_not_held(client, draft, meeting):
    url = reverse("networks:meeting_cancel", kwargs={"meeting_pk": meeting.pk})
    told = {"what": "not_come", "cause": "client", "who": "client"}
    client.post(url, told | {"form_key": str(uuid.uuid4())})

    assert Meeting.objects.get().status == "cancelled"
    assert not Minutes.objects.exists()


def test_a_client_who_came_was_reached(case, approved):
    assert dues_of(case, DueKind.FIRST_MEETING) == []
    assert len(dues_of(case, DueKind.SILENCE)) == 1


def test_a_client_who_did_not_come_was_not_reached(client, case, draft, kati):
    write(client, draft, people=[f"member-{kati.pk}"])
    approve(client, draft)

    assert dues_of(case, DueKind.SILENCE) == []


def test_a_draft_tells_of_no_contact_with_the_client(client, case, draft):
    write(client, draft)

    assert last_meetings([case]) == {}


# --- Seen to --------------------------------------------------------------------------


def end(client, minutes, what="done", **told):
    decision = minutes.decisions.first()
    return send(client, "decision_end", minutes, of=decision, what=what, **told)


def test_a_decision_is_due_until_it_is_done(client, case, approved):
    end(client, approved, on="1.3.2026")

    assert dues_of(case) == []
    assert DecisionEnd.objects.get().on == dt.date(2026, 3, 1)


def test_a_decision_that_is_needed_no_more_is_not_due(client, case, approved):
    end(client, approved, what="not_needed")

    assert dues_of(case) == []


def test_a_mistaken_end_is_taken_back_and_stays_on_record(client, case, approved):
    end(client, approved)
    end(client, approved, what="take_back")

    assert dues_of(case) == [DUE]
    assert DecisionEnd.objects.get().taken_back_at is not None


def test_what_goes_on_as_a_step_is_not_due_beside_it_again(client, case, approved):
    decision = approved.decisions.first()
    end_decision(decision=decision, how=DecisionEnd.How.STEP, on=TODAY, by=case.responsible)

    end(client, approved, what="take_back")

    assert DecisionEnd.objects.get().taken_back_at is None


def test_a_meeting_of_two_has_no_minutes(client, case):
    meeting = MeetingFactory(case=case, kind="one_to_one", on=TODAY)

    answer = client.post(reverse("networks:minutes_begin", args=[meeting.pk]))

    assert (answer.status_code, Minutes.objects.count()) == (404, 0)


def test_who_may_only_read_is_led_to_the_draft_and_not_to_its_form(client, draft):
    reader = SupervisorFactory(unit=draft.case.unit)
    open_for_purpose(case=draft.case, by=reader, purpose="Kantelu")
    client.force_login(reader)

    page = client.get(draft.meeting.get_absolute_url()).content.decode()

    assert f'href="{draft.get_absolute_url()}"' in page
    assert reverse("networks:minutes_edit", args=[draft.pk]) not in page


def test_who_may_only_read_opens_no_form_of_minutes(client, draft):
    reader = SupervisorFactory(unit=draft.case.unit)
    open_for_purpose(case=draft.case, by=reader, purpose="Kantelu")
    client.force_login(reader)

    names = ("minutes_edit", "minutes_approve", "minutes_correct", "decision_add")
    assert {client.get(page_of(name, draft)).status_code for name in names} == {403}
    assert client.post(page_of("minutes_replaced_texts", draft)).status_code == 403


def offers_minutes(client, meeting):
    url = reverse("networks:minutes_begin", args=[meeting.pk])
    return f'action="{url}"' in client.get(meeting.get_absolute_url()).content.decode()


def test_on_its_day_the_page_of_a_meeting_leads_to_the_minutes(client, meeting):
    assert offers_minutes(client, meeting)


def test_the_minutes_of_a_meeting_ahead_or_called_off_cannot_be_begun_on_its_page(client, case):
    ahead = MeetingFactory(case=case, on=dt.date(2026, 3, 3))
    off = MeetingCancellationFactory(meeting=MeetingFactory(case=case, on=TODAY)).meeting

    assert [offers_minutes(client, each) for each in (ahead, off)] == [False, False]


def test_who_may_only_read_is_offered_no_minutes_to_begin(client, meeting):
    reader = SupervisorFactory(unit=meeting.case.unit)
    open_for_purpose(case=meeting.case, by=reader, purpose="Kantelu")
    client.force_login(reader)

    assert not offers_minutes(client, meeting)


def test_a_decision_is_done_once(client, approved):
    end(client, approved)
    end(client, approved)

    assert DecisionEnd.objects.count() == 1
    assert AuditEvent.objects.filter(action="meeting.decision_ended").count() == 1


def test_a_day_ahead_is_no_day_on_which_it_was_done(client, case, approved):
    end(client, approved, on="9.3.2026")

    assert dues_of(case) == [DUE]


# --- Corrected ------------------------------------------------------------------------


@pytest.fixture
def correction(client, approved):
    send(client, "minutes_correct", approved, reason="Päivä oli väärä.")
    return Minutes.objects.drafts().get()


def test_a_correction_begins_with_all_and_the_old_one_stays_in_force(approved, correction):
    assert correction.corrects == approved
    assert correction.talked == approved.talked
    assert [each.text for each in correction.decisions.all()] == [
        "Haetaan vuokra-asuntoa", "Ilman päivää",
    ]  # fmt: skip
    assert list(Minutes.objects.in_force()) == [approved]


def test_an_approved_correction_moves_what_is_due_and_keeps_what_was_done(
    client, case, approved, correction
):
    decision = correction.decisions.first()
    told = {"text": "Haetaan asuntoa", "who": "client", "version": 1, "due_on": "27.3.2026"}
    send(client, "decision_edit", correction, of=decision, **told)
    approve(client, correction)

    assert dues_of(case) == [dt.date(2026, 3, 27)]
    end(client, correction)
    assert dues_of(case) == []


def test_the_timeline_tells_of_the_meeting_by_its_newest_minutes(client, case, approved):
    events = client.get(case.get_absolute_url()).context["timeline"]

    told = [(each.title, each.text) for each in events if each.url == approved.get_absolute_url()]
    assert ("Verkostopalaveri", "Puhuttiin asunnosta.") in told


def test_what_was_done_before_the_correction_is_done_in_it(client, case, approved):
    end(client, approved)
    send(client, "minutes_correct", approved, reason="Nimi oli väärä.")

    approve(client, Minutes.objects.drafts().get())

    assert dues_of(case) == []


def test_in_a_replaced_version_nothing_is_noted_as_done(client, approved, correction):
    approve(client, correction)

    end(client, approved)

    assert not DecisionEnd.objects.exists()


def test_a_supplement_says_what_was_forgotten(client, approved):
    send(client, "minutes_supplement", approved, reason="Hammaslääkäri.")

    draft = Minutes.objects.drafts().get()
    assert (draft.is_supplement, draft.correction_reason) == (True, "Hammaslääkäri.")


def test_a_new_version_wants_a_reason(client, approved):
    response = send(client, "minutes_correct", approved, reason="")

    assert list(response.context["form"].errors) == ["reason"]


def test_a_second_who_corrects_is_led_to_the_first_ones_draft(client, approved, correction):
    response = send(client, "minutes_correct", approved, reason="Sama.")

    assert response.url == page_of("minutes_edit", correction)
    assert Minutes.objects.drafts().count() == 1


def test_a_replaced_version_is_not_corrected(client, approved, correction):
    approve(client, correction)

    response = send(client, "minutes_correct", approved, reason="Vielä.")

    assert response.status_code == 409
    assert Minutes.objects.count() == 2


def offered(client, minutes):
    """Whether the page leads to an end of the first decision, and to a new version."""
    page = client.get(minutes.get_absolute_url()).content.decode()
    decision = minutes.decisions.first()
    ends = page_of("decision_end", minutes, decision_pk=decision.pk)
    return [f'action="{ends}"' in page, f'href="{page_of("minutes_correct", minutes)}"' in page]


def test_approved_minutes_lead_to_an_end_of_a_decision_and_to_a_new_version(client, approved):
    assert offered(client, approved) == [True, True]


def test_replaced_minutes_lead_to_neither(client, approved, correction):
    approve(client, correction)

    assert offered(client, approved) == [False, False]


def test_minutes_lead_who_may_only_read_to_neither(client, approved):
    reader = SupervisorFactory(unit=approved.case.unit)
    open_for_purpose(case=approved.case, by=reader, purpose="Kantelu")
    client.force_login(reader)

    assert offered(client, approved) == [False, False]


def test_minutes_of_a_closed_case_lead_to_neither(client, case, approved):
    close_case(closure=CaseClosure(case=case, reason="died"), by=case.responsible)

    assert offered(client, approved) == [False, False]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_minutes_asks_the_same_of_one_decision_and_of_many(
    client, case, count, django_assert_num_queries
):
    rows = [(f"Asia {n}", "Niko", DUE) for n in range(count)]
    minutes = MinutesFactory(case=case, decisions=rows, approved=True)
    client.get(minutes.get_absolute_url())

    with django_assert_num_queries(17):
        client.get(minutes.get_absolute_url())
