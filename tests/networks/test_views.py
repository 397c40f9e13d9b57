"""The pages of the network."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.actions.team import open_for_purpose
from cases.models import Case
from networks.members.actions.changing import edit_member
from networks.models import NetworkMember, NetworkWalkthrough
from tests.factories import (
    CaseFactory,
    ExpertOfferFactory,
    NetworkMemberFactory,
    NetworkWalkthroughFactory,
    SupervisorFactory,
    UnitFactory,
    WorkerFactory,
)

FILLED = {
    "kind": "close_person",
    "name": "Sisko",
    "client_wish": "may_take_part",
    "after": "on",
    "since": "2.2.2026",
}


def page(name: str, **kwargs: int) -> str:
    return reverse(f"networks:{name}", kwargs=kwargs)


@pytest.fixture
def case(db, client):
    case = CaseFactory()
    client.force_login(case.responsible)
    return case


@pytest.mark.parametrize("count", [1, 3])
def test_network_query_count_does_not_grow(client, case, count, django_assert_num_queries):
    NetworkMemberFactory.create_batch(count, case=case)
    NetworkMemberFactory.create_batch(
        count, case=case, ended=True, successor=NetworkMember.objects.first()
    )
    NetworkWalkthroughFactory.create_batch(count, case=case)
    ExpertOfferFactory.create_batch(count, case=case)
    client.get(page("network", case_pk=case.pk))

    with django_assert_num_queries(15):
        response = client.get(page("network", case_pk=case.pk))

    assert len(response.context["present"]) == count


def test_network_groups_members_by_kind(client, case):
    friend = NetworkMemberFactory(case=case, kind="close_person", name="Sisko")
    service = NetworkMemberFactory(case=case, kind="public", name="Kela")

    response = client.get(page("network", case_pk=case.pk))

    assert [group.members for group in response.context["groups"]] == [[service], [friend]]


def test_member_add_puts_a_member_in_the_network(client, case):
    response = client.post(page("member_add", case_pk=case.pk), FILLED)

    assert response.url == page("network", case_pk=case.pk)
    member = NetworkMember.objects.get()
    assert (member.case, member.name, member.since) == (case, "Sisko", dt.date(2026, 2, 2))


def test_member_add_twice_with_one_form_adds_one(client, case):
    form = {**FILLED, "form_key": str(uuid.uuid4())}

    first = client.post(page("member_add", case_pk=case.pk), form)
    second = client.post(page("member_add", case_pk=case.pk), form)

    assert (first.url, NetworkMember.objects.count()) == (second.url, 1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "cousin"}, "kind"),
        ({"name": ""}, "name"),
        ({"kind": "public", "name": ""}, "organisation_name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"email": "ei osoite"}, "email"),
        ({"is_protected": "on", "phone": "040 1"}, "phone"),
        ({"after": ""}, "inside"),
        ({"since": "31.2.2026"}, "since"),
        ({"wish_words": "x" * 10_001}, "wish_words"),
    ],
)
def test_member_add_says_what_is_wrong_and_stores_nothing(client, case, change, field):
    response = client.post(page("member_add", case_pk=case.pk), FILLED | change)

    assert list(response.context["form"].errors) == [field]
    assert NetworkMember.objects.count() == 0


def test_member_edit_drops_contact_details_that_are_now_protected(client, case):
    member = NetworkMemberFactory(case=case, phone="040 1", kind="close_person")

    form = FILLED | {"is_protected": "on", "phone": "040 1", "version": "1"}
    client.post(page("member_edit", member_pk=member.pk), form)

    member.refresh_from_db()
    assert (member.is_protected, member.phone) == (True, "")


def test_member_edit_of_a_newer_version_shows_both_texts_and_keeps_mine(client, case):
    member = NetworkMemberFactory(case=case, name="Sisko")
    edit_member(member=member, seen=1, values={"role": "toisen teksti"}, by=case.responsible)

    form = FILLED | {"role": "minun tekstini", "version": "1"}
    response = client.post(page("member_edit", member_pk=member.pk), form)

    assert response.status_code == 409
    texts = {row.mine: row.theirs for row in response.context["conflict"]["fields"]}
    assert texts["minun tekstini"] == "toisen teksti"
    assert response.context["form"]["role"].value() == "minun tekstini"
    assert response.context["form"]["version"].value() == "2"
    member.refresh_from_db()
    assert member.role == "toisen teksti"


def test_of_a_save_that_no_log_tells_of_nobody_is_named_and_no_time(client, case):
    member = NetworkMemberFactory(case=case, role="sisko")
    NetworkMember.objects.filter(pk=member.pk).update(role="toisen teksti", version=2)

    response = client.post(
        page("member_edit", member_pk=member.pk),
        FILLED | {"role": "minun tekstini", "version": "1"},
    )

    told = "Joku on muuttanut samaa kohtaa. Tekstisi on tallessa."
    assert told in " ".join(response.content.decode().split())


def test_member_end_offers_the_present_members_of_this_case_only(client, case):
    member, other = NetworkMemberFactory.create_batch(2, case=case)
    NetworkMemberFactory(case=case, ended=True)
    stranger = NetworkMemberFactory()

    url = page("member_end", member_pk=member.pk)
    response = client.post(url, {"on": "2.3.2026", "reason": "x", "successor": stranger.pk})

    form = response.context["form"]
    assert list(form.fields["successor"].queryset) == [other]
    assert list(form.errors) == ["successor"]


def test_member_end_before_the_beginning_is_refused(client, case):
    member = NetworkMemberFactory(case=case, since=dt.date(2026, 2, 2))

    url = page("member_end", member_pk=member.pk)
    response = client.post(url, {"on": "1.2.2026", "reason": "x"})

    assert list(response.context["form"].errors) == ["on"]


def leaving(case, **told):
    ahead = timezone.localdate() + dt.timedelta(days=5)
    return NetworkMemberFactory(case=case, ended_on=ahead, end_reason="x", **told)


def test_a_leaving_ahead_leaves_the_member_where_they_are(client, case):
    member = NetworkMemberFactory(case=case)
    ahead = timezone.localdate() + dt.timedelta(days=5)

    url = page("member_end", member_pk=member.pk)
    client.post(url, {"on": f"{ahead.day}.{ahead.month}.{ahead.year}", "reason": "x"})

    response = client.get(page("network", case_pk=case.pk))
    assert (response.context["present"], response.context["ended"]) == ([member], [])


def test_a_leaving_that_was_told_ahead_is_taken_back_on_its_page(client, case):
    ahead = timezone.localdate() + dt.timedelta(days=5)
    member = NetworkMemberFactory(case=case, ended_on=ahead, end_reason="Vaihtaa työtä")
    url = page("member_stay", member_pk=member.pk)
    offered = client.get(page("network", case_pk=case.pk)).content.decode()

    response = client.post(url, follow=True)

    member.refresh_from_db()
    assert url in offered
    assert member.ended_on is None
    assert url not in response.content.decode()


def test_a_leaving_that_was_taken_back_already_says_so(client, case):
    member = NetworkMemberFactory(case=case)

    response = client.post(page("member_stay", member_pk=member.pk))

    assert response.status_code == 409
    assert "Ei ole tiedossa, että jäsen lähtee" in response.content.decode()


def test_the_network_tells_whom_nobody_follows(client, case):
    member = leaving(case)
    leaving(case, successor=NetworkMemberFactory(case=case))

    response = client.get(page("network", case_pk=case.pk))

    assert response.context["leaving"] == [member]


def test_member_end_takes_somebody_who_is_not_in_the_network_yet(client, case):
    member = NetworkMemberFactory(case=case, organisation_name="Kela", inside=True)

    form = {"on": "2.3.2026", "reason": "x", "new_name": "Uusi", "new_phone": "040 2"}
    client.post(page("member_end", member_pk=member.pk), form)

    new = NetworkMember.objects.get(name="Uusi")
    told = (new.organisation_name, new.phone, new.inside, new.case)
    assert told == ("Kela", "040 2", True, case)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"new_phone": "040"}, "new_name"),
        ({"new_name": "Uusi", "nobody_because": "Asia hoitui"}, "nobody_because"),
        ({"new_name": "a\0b"}, "new_name"),
    ],
)
def test_member_end_says_what_is_wrong_with_the_successor(client, case, change, field):
    member = NetworkMemberFactory(case=case)

    form = {"on": "2.3.2026", "reason": "x"} | change
    response = client.post(page("member_end", member_pk=member.pk), form)

    assert list(response.context["form"].errors) == [field]
    assert NetworkMember.objects.ended().count() == 0


def test_member_successor_names_who_goes_on(client, case):
    member, successor = leaving(case), NetworkMemberFactory(case=case)

    client.post(page("member_successor", member_pk=member.pk), {"successor": successor.pk})

    member.refresh_from_db()
    assert member.successor == successor


@pytest.mark.parametrize("both", [True, False])
def test_member_successor_wants_exactly_one(client, case, both):
    member, successor = leaving(case), NetworkMemberFactory(case=case)

    form = {"successor": successor.pk if both else "", "new_name": "Uusi" if both else ""}
    response = client.post(page("member_successor", member_pk=member.pk), form)

    assert list(response.context["form"].errors) == ["successor"]


def test_network_walk_records_that_the_client_wants_no_network(client, case):
    form = {"outcome": "not_wanted", "on": "2.2.2026", "note": "En nyt."}

    client.post(page("network_walk", case_pk=case.pk), form)

    walk = NetworkWalkthrough.objects.get()
    assert (walk.outcome, walk.on, walk.note) == ("not_wanted", dt.date(2026, 2, 2), "En nyt.")


def test_a_case_closed_meanwhile_answers_409_and_keeps_the_text(client, case):
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on="2026-03-02")

    response = client.post(page("member_add", case_pk=case.pk), FILLED)

    assert response.status_code == 409
    assert response.context["form"]["name"].value() == "Sisko"
    assert NetworkMember.objects.count() == 0


@pytest.mark.parametrize("who", ["stranger", "other county", "supervisor", "superuser"])
def test_network_does_not_exist_for(client, case, who):
    member = NetworkMemberFactory(case=case)
    users = {
        "stranger": WorkerFactory(unit=UnitFactory(county=case.county)),
        "other county": WorkerFactory(unit=UnitFactory(county__code="other")),
        "supervisor": SupervisorFactory(unit=case.unit),
        "superuser": WorkerFactory(unit=case.unit, is_superuser=True),
    }
    client.force_login(users[who])

    urls = [
        page("network", case_pk=case.pk),
        page("network_walk", case_pk=case.pk),
        page("member_add", case_pk=case.pk),
        page("member_edit", member_pk=member.pk),
        page("member_end", member_pk=member.pk),
        page("member_successor", member_pk=member.pk),
    ]

    assert {client.get(url).status_code for url in urls} == {404}
    assert {client.post(url, FILLED).status_code for url in urls} <= {404, 405}


def test_a_supervisor_with_a_purpose_reads_and_does_not_write(client, case):
    supervisor = SupervisorFactory(unit=case.unit)
    open_for_purpose(case=case, by=supervisor, purpose="Sijaisen ohjaus")
    client.force_login(supervisor)

    assert client.get(page("network", case_pk=case.pk)).status_code == 200
    assert client.get(page("member_add", case_pk=case.pk)).status_code == 403


def test_a_public_service_is_an_authority_of_a_class(client, case):
    service = FILLED | {"kind": "public", "name": "Kati Savela", "authority": "8"}

    client.post(page("member_add", case_pk=case.pk), service)

    assert NetworkMember.objects.get().authority == "8"


def test_a_close_person_is_no_authority(client, case):
    response = client.post(page("member_add", case_pk=case.pk), FILLED | {"authority": "8"})

    assert list(response.context["form"].errors) == ["authority"]


def test_whoever_goes_on_in_a_place_is_of_the_same_authority(client, case):
    member = NetworkMemberFactory(case=case, authority="8", name="Kati Savela")
    leaving = {"on": "1.3.2026", "reason": "Vaihtoi työtä", "new_name": "Ville Uusi"}

    client.post(page("member_end", member_pk=member.pk), leaving)

    assert NetworkMember.objects.get(name="Ville Uusi").authority == "8"
