"""The forms of needs, services, their states and interim solutions."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from audit.models import AuditEvent
from cases.actions.custody import record_custody
from cases.custody import ReleaseKind
from continuity.actions.needs import end_need
from continuity.models import Interim, Need, NoNeed, Service, ServiceState, State
from continuity.need_kinds import NeedKind
from continuity.needs_known import present_states
from tests.factories import (
    CaseFactory,
    CustodyFactFactory,
    InterimFactory,
    NeedFactory,
    NetworkMemberFactory,
    ServiceFactory,
    WorkerFactory,
)


def page(name: str, **kwargs: int) -> str:
    return reverse(f"continuity:{name}", kwargs=kwargs)


def ahead(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def typed(days: int) -> str:
    return date_format(ahead(days), "j.n.Y")


@pytest.fixture
def case(db, client):
    case = CaseFactory()
    client.force_login(case.responsible)
    return case


@pytest.fixture
def need(case):
    return NeedFactory(case=case, kind=NeedKind.HOUSING, words="Oma ovi.")


@pytest.fixture
def service(need):
    """In the queue for ten days, hoped for in twenty."""
    since = ahead(-10)
    return ServiceFactory(need=need, holds_from=since, told_on=since, expected_on=ahead(20))


def untouched(client, url):
    """What a form sends if nobody touches it."""
    form = client.get(url).context["form"]
    sent = {}
    for field in form:
        value = field.value()
        if isinstance(value, dt.date):
            value = f"{value.day}.{value.month}.{value.year}"
        if value not in (None, False):
            sent[field.html_name] = "on" if value is True else str(value)
    return sent


def post(client, url, **changes):
    return client.post(url, {**untouched(client, url), **changes})


def errors(response):
    return {name: " ".join(lines) for name, lines in response.context["form"].errors.items()}


def present(service):
    return present_states([service.case_id]).get(service.pk)


# --- A need -------------------------------------------------------------------------


def test_need_is_noted_with_its_first_service_in_five_touched_fields(client, case):
    response = post(
        client,
        page("need_add", case_pk=case.pk),
        kind="housing",
        words="Oma ovi.",
        service_name="Tuettu asuminen",
        state="granted",
        from_gate="on",
    )

    service = Service.objects.get()
    assert response.url.endswith(f"/palvelujatkumo/#need-{service.need_id}")
    assert (service.need.words, service.name, service.place) == (
        "Oma ovi.",
        "Tuettu asuminen",
        "outside",
    )
    assert (present(service).state, present(service).from_gate) == ("granted", True)
    target = f"continuity.service:{service.pk}"
    assert AuditEvent.objects.filter(action="continuity.service_added", target=target).exists()


def test_need_is_noted_without_any_service(client, case):
    post(client, page("need_add", case_pk=case.pk), kind="phone")

    assert Need.objects.get().kind == NeedKind.PHONE
    assert Service.objects.count() == 0


def test_need_sent_twice_is_noted_once(client, case):
    url = page("need_add", case_pk=case.pk)
    form = {**untouched(client, url), "kind": "other", "words": "x", "form_key": str(uuid.uuid4())}

    first, second = client.post(url, form), client.post(url, form)

    assert (first.url, Need.objects.count()) == (second.url, 1)


def test_kind_of_the_address_stands_in_the_form(client, case):
    url = page("need_add", case_pk=case.pk) + "?laji=medication"

    assert untouched(client, url)["kind"] == "medication"


def test_unknown_kind_of_the_address_is_passed_over(client, case):
    url = page("no_need", case_pk=case.pk) + "?laji=x"

    assert untouched(client, url)["kind"] == ""


def test_second_need_of_a_kind_is_refused_beside_the_kind(client, need):
    response = post(client, page("need_add", case_pk=need.case_id), kind="housing", words="Taas")

    assert response.status_code == 409
    assert set(errors(response)) == {"kind"}
    assert "Taas" in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "other"}, "words"),
        ({"service_name": "Palvelu"}, "state"),
        ({"state": "queued"}, "service_name"),
        ({"expected_on": "1.1.2030"}, "service_name"),
    ],
)
def test_what_is_missing_of_a_need_is_said_beside_the_field(client, case, changes, field):
    response = post(client, page("need_add", case_pk=case.pk), **{"kind": "phone", **changes})

    assert field in errors(response)
    assert Need.objects.count() == 0


def test_gate_is_asked_only_where_two_lie_ahead(client, case):
    url = page("need_add", case_pk=case.pk)
    assert "gate" not in client.get(url).context["form"].fields

    record_custody(
        fact=CustodyFactFactory(
            case=case,
            release_on=ahead(20),
            release_kind=ReleaseKind.TO_SUPERVISED_PROBATIONARY_FREEDOM,
        ),
        by=case.responsible,
    )

    assert "gate" in client.get(url).context["form"].fields


def test_need_edited_by_two_shows_both_texts(client, need):
    url = page("need_edit", need_pk=need.pk)
    opened = untouched(client, url)
    post(client, url, words="Ensimmäinen teksti")

    response = client.post(url, {**opened, "words": "Toinen teksti"})

    assert response.status_code == 409
    body = response.content.decode()
    assert "Ensimmäinen teksti" in body
    assert "Toinen teksti" in body
    assert Need.objects.get().words == "Ensimmäinen teksti"


def test_need_is_saved_over_the_other_text_by_whoever_has_seen_both(client, need):
    url = page("need_edit", need_pk=need.pk)
    opened = untouched(client, url)
    post(client, url, words="Ensimmäinen teksti")
    shown = client.post(url, {**opened, "words": "Toinen teksti"}).context["form"]

    client.post(url, {**opened, "version": shown["version"].value(), "words": "Toinen teksti"})

    assert Need.objects.get().words == "Toinen teksti"


def test_need_ends_for_a_reason(client, need):
    post(client, page("need_end", need_pk=need.pk), reason="goal_reached")

    need.refresh_from_db()
    assert (need.ended_on, need.end_reason) == (timezone.localdate(), "goal_reached")


def test_need_is_replaced_by_another_of_the_client(client, need):
    other = NeedFactory(case=need.case, kind=NeedKind.REHAB_RESIDENTIAL)

    post(client, page("need_end", need_pk=need.pk), reason="replaced", replaced_by=str(other.pk))

    need.refresh_from_db()
    assert need.replaced_by == other


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "replaced"}, "replaced_by"),
        ({"reason": "declined", "on": "1.1.2020"}, "on"),
        ({"reason": "declined", "on": "1.1.2099"}, "on"),
    ],
)
def test_what_is_wrong_with_an_end_is_said_beside_the_field(client, need, changes, field):
    response = post(client, page("need_end", need_pk=need.pk), **changes)

    assert set(errors(response)) == {field}
    assert Need.objects.present().exists()


def test_need_of_another_client_takes_no_place(client, need):
    other = NeedFactory(kind=NeedKind.PHONE)

    response = post(
        client, page("need_end", need_pk=need.pk), reason="replaced", replaced_by=str(other.pk)
    )

    assert set(errors(response)) == {"replaced_by"}


def test_need_in_its_place_without_that_reason_is_asked_about(client, need):
    other = NeedFactory(case=need.case, kind=NeedKind.PHONE)

    response = post(
        client, page("need_end", need_pk=need.pk), reason="declined", replaced_by=str(other.pk)
    )

    assert set(errors(response)) == {"replaced_by"}


def test_no_need_keeps_why_and_when_it_was_asked(client, case):
    url = page("no_need", case_pk=case.pk) + "?laji=home_care"

    post(client, url, because="Pärjää itse.")

    answer = NoNeed.objects.get()
    assert (answer.kind, answer.because, answer.recorded_by) == (
        "home_care",
        "Pärjää itse.",
        case.responsible,
    )


def test_no_need_beside_a_present_need_is_refused(client, need):
    url = page("no_need", case_pk=need.case_id)

    response = post(client, url, kind="housing", because="x")

    assert (response.status_code, set(errors(response))) == (409, {"kind"})


# --- A service ----------------------------------------------------------------------


def test_service_is_added_with_who_gives_it_and_who_answers_for_it(client, need):
    provider, inside = NetworkMemberFactory.create_batch(2, case=need.case, inside=True, after=True)

    post(
        client,
        page("service_add", need_pk=need.pk),
        name="Tuettu asuminen",
        state="queued",
        provider_member=str(provider.pk),
        contact_inside=str(inside.pk),
        decision="A-12",
    )

    service = Service.objects.get()
    assert (service.provider_member, service.contact_inside, service.decision) == (
        provider,
        inside,
        "A-12",
    )
    assert present(service).state == State.QUEUED


def test_contact_person_of_another_network_is_refused(client, need):
    stranger = NetworkMemberFactory(inside=True, after=True)

    response = post(
        client,
        page("service_add", need_pk=need.pk),
        name="x",
        state="queued",
        contact_outside=str(stranger.pk),
    )

    assert set(errors(response)) == {"contact_outside"}


def test_provider_is_chosen_or_written_and_not_both(client, service):
    member = NetworkMemberFactory(case=service.case)

    response = post(
        client,
        page("service_edit", need_service_pk=service.pk),
        provider_member=str(member.pk),
        provider="Joku",
    )

    assert set(errors(response)) == {"provider"}


def test_contact_person_who_has_left_stays_in_the_form_of_their_service(client, need):
    member = NetworkMemberFactory(case=need.case, after=True, ended=True)
    service = ServiceFactory(need=need, contact_outside=member)

    post(client, page("service_edit", need_service_pk=service.pk), name="Uusi nimi")

    service.refresh_from_db()
    assert (service.name, service.contact_outside) == ("Uusi nimi", member)


def test_service_edited_by_two_shows_both_texts(client, service):
    url = page("service_edit", need_service_pk=service.pk)
    opened = untouched(client, url)
    post(client, url, name="Ensimmäinen nimi")

    response = client.post(url, {**opened, "name": "Toinen nimi"})

    assert response.status_code == 409
    assert "Ensimmäinen nimi" in response.content.decode()
    assert "Toinen nimi" in response.content.decode()


def test_service_of_an_ended_need_is_refused_in_words(client, need):
    url = page("service_add", need_pk=need.pk)
    form = {**untouched(client, url), "name": "Palvelu", "state": "queued"}
    end_need(need=need, reason="not_needed", on=timezone.localdate(), by=need.case.responsible)

    response = client.post(url, form)

    assert response.status_code == 409
    assert "Palvelu" in response.content.decode()
    assert Service.objects.count() == 0


# --- How far it is ------------------------------------------------------------------


def test_queue_that_moves_takes_two_touched_fields(client, service):
    post(
        client,
        page("state_tell", need_service_pk=service.pk),
        expected_on=typed(40),
        told_by="Asuntotoimisto",
    )

    now = present(service)
    assert (now.state, now.expected_on, now.told_by) == (
        "queued",
        ahead(40),
        "Asuntotoimisto",
    )
    assert service.states.count() == 2


def test_queue_that_ends_in_a_grant_takes_three_touched_fields(client, service):
    post(
        client,
        page("state_tell", need_service_pk=service.pk),
        state="granted",
        starts_on=typed(25),
        told_by="Asuntotoimisto",
    )

    now = present(service)
    assert (now.state, now.starts_on, now.expected_on) == ("granted", ahead(25), None)


def test_state_told_twice_with_one_form_is_told_once(client, service):
    url = page("state_tell", need_service_pk=service.pk)
    form = {**untouched(client, url), "state": "running", "form_key": str(uuid.uuid4())}

    client.post(url, form)
    client.post(url, form)

    assert service.states.count() == 2


def test_two_who_tell_at_once_see_both_and_neither_is_lost(client, service):
    url = page("state_tell", need_service_pk=service.pk)
    opened = untouched(client, url)
    post(client, url, state="granted", starts_on=typed(25))

    response = client.post(url, {**opened, "queue_place": "Toinen jonossa"})

    assert response.status_code == 409
    body = response.content.decode()
    assert "Myönnetty" in body.split('class="both"')[1].split("</div>")[0]
    assert "Toinen jonossa" in body
    assert service.states.count() == 2


def test_state_is_told_over_the_other_by_whoever_has_seen_it(client, service):
    url = page("state_tell", need_service_pk=service.pk)
    opened = untouched(client, url)
    post(client, url, expected_on=typed(40))
    shown = client.post(url, {**opened, "queue_place": "Toinen"}).context["form"]

    client.post(url, {**opened, "seen": shown["seen"].value(), "queue_place": "Toinen"})

    assert present(service).queue_place == "Toinen"


def test_state_further_back_that_corrects_one_of_the_same_day_holds(client, need):
    service = ServiceFactory(need=need, state="granted", from_gate=True)

    post(client, page("state_tell", need_service_pk=service.pk), state="queued", from_gate="")

    assert present(service).state == "queued"


def test_state_that_was_told_before_the_one_of_the_same_day_is_not_taken(client, need):
    service = ServiceFactory(need=need, state="granted", from_gate=True)
    told = {"state": "running", "told_on": typed(-1)}

    response = post(client, page("state_tell", need_service_pk=service.pk), **told)

    assert "told_on" in errors(response)
    assert service.states.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"state": ""}, "state"),
        ({"state": "granted", "starts_on": "20.1.2030", "ends_on": "1.1.2030"}, "ends_on"),
        ({"state": "granted", "starts_on": "1.1.2030", "from_gate": "on"}, "starts_on"),
        ({"state": "granted", "ends_on": "1.1.2030", "until_gate": "on"}, "ends_on"),
        ({"state": "granted", "from_gate": "on", "until_gate": "on"}, "until_gate"),
        (
            {"state": "granted", "first_appointment_on": "2.1.2030", "ends_on": "1.1.2030"},
            "ends_on",
        ),
        ({"state": "granted", "valid_until": "1.1.2020"}, "valid_until"),
        ({"state": "running", "starts_on": "1.1.2030"}, "starts_on"),
        ({"expected_on": "1.1.2020"}, "expected_on"),
        ({"state": "ended"}, "ended_because"),
        ({"holds_from": "1.1.2020"}, "holds_from"),
        ({"holds_from": "1.1.2099", "expected_on": ""}, "holds_from"),
        ({"told_on": "1.1.2099"}, "told_on"),
        ({"starts_on": "1.1.2030"}, "starts_on"),
        ({"state": "refused", "queue_place": "4."}, "queue_place"),
        ({"ended_because": "declined"}, "ended_because"),
        ({"expected_on": "31.2.2027"}, "expected_on"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(client, service, changes, field):
    response = post(client, page("state_tell", need_service_pk=service.pk), **changes)

    assert response.status_code == 200
    assert set(errors(response)) == {field}
    assert service.states.count() == 1


def test_nothing_is_told_after_an_end(client, need):
    service = ServiceFactory(need=need, state="ended", ended_because="stopped")

    response = post(client, page("state_tell", need_service_pk=service.pk), state="running")

    assert "peru se" in errors(response)["state"]


def test_end_that_is_taken_back_lets_the_service_go_on(client, service):
    url = page("state_tell", need_service_pk=service.pk)
    post(client, url, state="ended", ended_because="stopped")

    post(client, page("state_take_back", state_pk=present(service).pk), told_by="Asuntotoimisto")

    assert present(service).state == State.QUEUED
    back = ServiceState.objects.get(takes_back__isnull=False)
    assert back.told_by == "Asuntotoimisto"


def test_state_taken_back_twice_is_refused_in_words(client, service):
    state = service.states.get()
    post(client, page("state_take_back", state_pk=state.pk))

    response = post(client, page("state_take_back", state_pk=state.pk))

    assert response.status_code == 409
    assert ServiceState.objects.filter(takes_back=state).count() == 1


def test_a_row_that_takes_another_back_cannot_be_taken_back_itself(client, service):
    post(client, page("state_take_back", state_pk=service.states.get().pk))
    back = ServiceState.objects.get(takes_back__isnull=False)

    response = client.get(page("state_take_back", state_pk=back.pk))

    assert response.status_code == 404


def test_a_grant_without_a_day_is_saved_and_its_start_is_asked_for(client, service):
    response = client.post(
        (url := page("state_tell", need_service_pk=service.pk)),
        {**untouched(client, url), "state": "granted"},
        follow=True,
    )

    asked = "Palvelu on myönnetty, mutta alkamispäivä ei ole tiedossa"
    assert present(service).state == State.GRANTED
    assert [message for message in response.context["messages"] if asked in str(message)]


def test_a_grant_with_a_day_asks_for_nothing(client, service):
    response = client.post(
        (url := page("state_tell", need_service_pk=service.pk)),
        {**untouched(client, url), "state": "granted", "from_gate": "on"},
        follow=True,
    )

    assert len(response.context["messages"]) == 1


def test_service_whose_only_state_was_taken_back_is_told_anew(client, service):
    post(client, page("state_take_back", state_pk=service.states.get().pk))

    post(client, page("state_tell", need_service_pk=service.pk), state="running")

    assert present(service).state == State.RUNNING


# --- An interim solution --------------------------------------------------------------


def test_interim_solution_helps_from_the_gate_until_a_day(client, need):
    post(client, page("interim_add", need_pk=need.pk), what="Siskon luona", ends_on="5.1.2030")

    interim = Interim.objects.get()
    assert (interim.need, interim.starts_on, interim.ends_on) == (
        need,
        None,
        dt.date(2030, 1, 5),
    )


def test_interim_solution_lasts_for_nights_that_follow_the_gate(client, need):
    post(client, page("interim_add", need_pk=need.pk), what="Tilapäinen majoitus", nights="5")

    html = client.get(page("continuity", case_pk=need.case_id)).content.decode()

    assert Interim.objects.get().nights == 5
    assert "portilta alkaen, 5 yötä" in html


def test_interim_solution_goes_on_until_further_notice(client, need):
    post(client, page("interim_add", need_pk=need.pk), what="Sisko", until_further_notice="on")

    assert Interim.objects.get().until_further_notice


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"what": "", "ends_on": "5.1.2030"}, "what"),
        ({}, "ends_on"),
        ({"ends_on": "5.1.2030", "until_further_notice": "on"}, "ends_on"),
        ({"starts_on": "6.1.2030", "ends_on": "5.1.2030"}, "ends_on"),
        ({"ends_on": "35.1.2030"}, "ends_on"),
        ({"nights": "5", "ends_on": "5.1.2030"}, "nights"),
        ({"nights": "5", "until_further_notice": "on"}, "nights"),
        ({"nights": "0"}, "nights"),
        ({"nights": "viisi"}, "nights"),
    ],
)
def test_what_is_wrong_with_an_interim_is_said_beside_the_field(client, need, changes, field):
    url = page("interim_add", need_pk=need.pk)

    response = post(client, url, **{"what": "Siskon luona", **changes})

    assert set(errors(response)) == {field}
    assert Interim.objects.count() == 0


def test_interim_edited_by_two_shows_both_texts(client, need):
    interim = InterimFactory(need=need, ends_on=ahead(10))
    url = page("interim_edit", interim_pk=interim.pk)
    opened = untouched(client, url)
    post(client, url, what="Ensimmäinen ratkaisu")

    response = client.post(url, {**opened, "what": "Toinen ratkaisu"})

    assert response.status_code == 409
    assert "Ensimmäinen ratkaisu" in response.content.decode()
    assert "Toinen ratkaisu" in response.content.decode()


def test_interim_solution_is_extended(client, need):
    interim = InterimFactory(need=need, ends_on=ahead(10))

    post(client, page("interim_edit", interim_pk=interim.pk), ends_on=typed(30))

    interim.refresh_from_db()
    assert interim.ends_on == ahead(30)


# --- The door -----------------------------------------------------------------------


def test_stranger_finds_none_of_it(client, service):
    interim = InterimFactory(need=service.need)
    client.force_login(WorkerFactory())

    for name, kwargs in [
        ("need_add", {"case_pk": service.case_id}),
        ("no_need", {"case_pk": service.case_id}),
        ("need_edit", {"need_pk": service.need_id}),
        ("need_end", {"need_pk": service.need_id}),
        ("service_add", {"need_pk": service.need_id}),
        ("interim_add", {"need_pk": service.need_id}),
        ("service_edit", {"need_service_pk": service.pk}),
        ("state_tell", {"need_service_pk": service.pk}),
        ("state_take_back", {"state_pk": service.states.get().pk}),
        ("interim_edit", {"interim_pk": interim.pk}),
    ]:
        assert client.get(page(name, **kwargs)).status_code == 404
        assert client.post(page(name, **kwargs)).status_code == 404
