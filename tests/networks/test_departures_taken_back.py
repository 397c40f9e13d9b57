"""A departure was told by mistake: it is taken back in all cases at once, and stays on record."""

import pytest
from django.db import DatabaseError
from django.urls import reverse

from audit.models import AuditEvent
from cases.models import Case
from networks.departures.actions.taking_back import TakenBackAlready, take_back_departure
from networks.departures.actions.telling_teams import tell_departure
from networks.departures.concerned import counts_for
from networks.members.actions.changing import (
    do_without,
    end_member,
    name_successor,
    withdraw_leaving,
)
from networks.models import DirectoryDeparture, DirectoryPerson, NetworkMember
from notifications.models import Notice
from tests.factories import (
    CountyFactory,
    NetworkMemberFactory,
    PartnerFactory,
    PrisonOfficerFactory,
    SupervisorFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)
from tests.networks.departing import NAME, day, region
from timing.deriving import CASE, compare
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db

TAKEN_BACK = ("leaving_taken_back", "leaving_to_look_at", "leavings_taken_back")
WHY = {"because": "Kerrottiin väärästä henkilöstä"}


def take_back(there, departure):
    take_back_departure(departure=departure, because=WHY["because"], by=there.administrator)


def ended():
    return list(NetworkMember.objects.order_by("pk").values_list("ended_on", flat=True))


def notices():
    found = Notice.objects.filter(kind__in=TAKEN_BACK)
    return sorted(found.values_list("receiver", "kind"))


def follow(case, member):
    heir = NetworkMemberFactory(case=case, name="Jatkaja")
    name_successor(member=member, successor=heir, by=case.responsible)


# --- what becomes of the members -------------------------------------------------------


def test_whoever_left_by_it_is_back_in_all_cases_and_nothing_is_due():
    there = region()

    take_back(there, there.leave())

    assert ended() == [None] * 3
    assert not Due.objects.present().filter(kind=DueKind.SUCCESSION).exists()


def test_also_whoever_is_gone_by_a_day_behind_is_back():
    there = region(units=1)
    NetworkMember.objects.update(since=day(-30))
    DirectoryPerson.objects.update(valid_from=day(-30))

    take_back(there, there.leave(on=-1))

    assert ended() == [None]


def test_what_is_kept_as_due_is_what_follows_from_the_records():
    there = region(cases_in_a_unit=2)
    departure = there.leave()
    follow(there.cases[0], NetworkMember.objects.get(case=there.cases[0]))

    take_back(there, departure)

    assert not compare(CASE, list(Case.objects.all()))


def test_a_named_successor_stays_as_named():
    there = region(units=1)
    departure = there.leave()
    member = NetworkMember.objects.get()
    follow(there.cases[0], member)

    take_back(there, departure)

    member.refresh_from_db()
    assert (member.ended_on, member.successor.name) == (day(21), "Jatkaja")


def test_why_nobody_is_needed_stays_as_told():
    there = region(units=1)
    departure = there.leave()
    do_without(member=NetworkMember.objects.get(), because="Velat hoidettu", by=there.administrator)

    take_back(there, departure)

    assert ended() == [day(21)]


def test_whoever_leaves_on_a_day_of_the_teams_own_leaves_still():
    there = region(units=1)
    departure = there.leave()
    end_member(member=NetworkMember.objects.get(), on=day(5), reason="Oma", by=there.administrator)

    take_back(there, departure)

    assert ended() == [day(5)]


def test_what_the_team_had_told_before_holds_again():
    there = region(units=1)
    end_member(member=NetworkMember.objects.get(), on=day(50), reason="Oma", by=there.administrator)
    there.leave()

    take_back(there, there.leave(on=30))

    member = NetworkMember.objects.get()
    assert (member.ended_on, member.end_reason) == (day(50), "Oma")
    assert Due.objects.present().get(kind=DueKind.SUCCESSION).day == day(50)


def test_what_the_team_had_told_before_is_forgotten_when_it_says_that_they_stay():
    there = region(units=1)
    end_member(member=NetworkMember.objects.get(), on=day(50), reason="Oma", by=there.administrator)
    departure = there.leave()
    withdraw_leaving(member=NetworkMember.objects.get(), by=there.administrator)

    take_back(there, departure)

    assert ended() == [None]


def test_whoever_leaves_with_the_organisation_leaves_with_it_still():
    there = region(units=1)
    organisation = there.organisation
    tell_departure(entry=organisation, last_day=day(40), reason="Lakkaa", by=there.administrator)

    take_back(there, there.leave())

    assert ended() == [day(41)]
    assert Due.objects.present().get(kind=DueKind.SUCCESSION).day == day(41)


def test_a_closed_case_is_not_touched():
    there = region(units=1)
    departure = there.leave()
    Case.objects.update(status="closed", closed_on=day(0))

    take_back(there, departure)

    assert (ended(), notices()) == ([day(21)], [])


def test_each_case_has_it_in_its_own_log_and_the_departure_in_the_countys():
    there = region()
    take_back(there, there.leave())

    logged = AuditEvent.objects.filter(action="network.leaving_withdrawn")
    assert set(logged.values_list("case_id", flat=True)) == {case.pk for case in there.cases}
    event = AuditEvent.objects.get(action="directory.departure_taken_back")
    assert event.details == {"cases": 3, "kept": 0}


# --- the entry, and the row ------------------------------------------------------------


def test_the_entry_has_no_last_day_again():
    there = region(units=0)

    take_back(there, there.leave())

    there.person.refresh_from_db()
    assert there.person.valid_until is None


def test_the_entry_has_the_last_day_that_held_before():
    there = region(units=0)
    DirectoryPerson.objects.update(valid_until=day(300))
    there.leave()

    take_back(there, there.leave(on=40))

    there.person.refresh_from_db()
    assert there.person.valid_until == day(300)


def test_a_day_that_was_changed_in_the_directory_since_stays():
    there = region(units=0)
    departure = there.leave()
    DirectoryPerson.objects.update(valid_until=day(60))

    take_back(there, departure)

    there.person.refresh_from_db()
    assert there.person.valid_until == day(60)


def test_a_former_day_before_the_entrys_first_by_now_is_left_out():
    there = region(units=0)
    DirectoryPerson.objects.update(valid_until=day(10))
    departure = there.leave()
    DirectoryPerson.objects.update(valid_from=day(15))

    take_back(there, departure)

    there.person.refresh_from_db()
    assert there.person.valid_until is None


def test_it_stays_on_record_with_who_and_why():
    there = region(units=0)
    take_back(there, there.leave())

    departure = DirectoryDeparture.objects.get()
    kept = (departure.taken_back_by, departure.taken_back_because)
    assert kept == (there.administrator, WHY["because"])


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_keeps_what_was_taken_back(change):
    there = region(units=0)
    take_back(there, there.leave())
    rows = DirectoryDeparture.objects.all()

    with pytest.raises(DatabaseError, match="kept as it is"):
        rows.update(reason="x") if change == "update" else rows.delete()


def test_of_two_who_take_it_back_the_second_reads_that_it_is_done():
    there = region()
    departure = there.leave()
    take_back(there, departure)
    before = (Notice.objects.count(), AuditEvent.objects.count())

    with pytest.raises(TakenBackAlready):
        take_back(there, departure)

    assert (Notice.objects.count(), AuditEvent.objects.count()) == before


# --- told again --------------------------------------------------------------------------


def test_told_again_it_is_a_new_telling():
    there = region()
    first = there.leave()
    take_back(there, first)

    second = there.leave()

    assert second != first
    assert ended() == [day(21)] * 3
    assert Notice.objects.filter(kind="succession_open", cancelled_at=None).count() == 3


def test_taken_back_twice_the_second_row_alone_is_touched():
    there = region(units=1)
    take_back(there, there.leave())

    take_back(there, there.leave(on=30))

    assert ended() == [None]
    assert DirectoryDeparture.objects.present().count() == 0


@pytest.mark.parametrize("again", [20, 40, 10])
def test_whoever_stays_by_the_teams_word_is_not_ended_by_telling_again(again):
    there = region(units=2)
    there.leave()
    withdraw_leaving(
        member=NetworkMember.objects.get(case=there.cases[0]), by=there.cases[0].responsible
    )

    there.leave(on=again, reason="Toisin")

    assert ended() == [None, day(again + 1)]


def test_whoever_stays_by_the_teams_word_is_ended_by_a_new_telling_after_it_was_taken_back():
    there = region(units=1)
    departure = there.leave()
    withdraw_leaving(member=NetworkMember.objects.get(), by=there.administrator)
    take_back(there, departure)

    there.leave()

    assert ended() == [day(21)]


def test_the_numbers_tell_in_how_many_cases_they_stay():
    there = region(cases_in_a_unit=2, units=1)
    departure = there.leave()
    withdraw_leaving(
        member=NetworkMember.objects.get(case=there.cases[0]), by=there.cases[0].responsible
    )

    [row] = counts_for(SupervisorFactory(unit=there.units[0]), there.person, departure)

    assert (row.naming, row.told, row.waiting, row.staying) == (2, 2, 1, 1)


# --- who is told -------------------------------------------------------------------------


def test_each_person_is_told_once_however_many_cases_they_have():
    there = region(cases_in_a_unit=3)

    take_back(there, there.leave())

    workers = sorted({case.responsible_id for case in there.cases})
    assert notices() == [(worker, "leavings_taken_back") for worker in workers]


def test_in_how_many_cases_somebody_has_to_look_is_told_with_it():
    there = region(cases_in_a_unit=3, units=1)
    departure = there.leave()
    follow(there.cases[0], NetworkMember.objects.get(case=there.cases[0]))

    take_back(there, departure)

    notice = Notice.objects.get(kind="leavings_taken_back")
    assert notice.parameters == {"count": 3, "kept": 1}


def test_of_one_case_its_number_is_told():
    there = region(units=1)

    take_back(there, there.leave())

    notice = Notice.objects.get(kind="leaving_taken_back")
    assert notice.parameters == {"number": there.cases[0].number}


def test_where_a_successor_stays_the_team_is_asked_to_look():
    there = region(units=1)
    departure = there.leave()
    follow(there.cases[0], NetworkMember.objects.get())

    take_back(there, departure)

    assert notices() == [(there.cases[0].responsible_id, "leaving_to_look_at")]


def test_that_somebody_is_to_be_named_is_told_no_more():
    there = region(units=1)

    take_back(there, there.leave())

    assert not Notice.objects.filter(kind="succession_open", cancelled_at=None).exists()


# --- how much it asks --------------------------------------------------------------------


@pytest.mark.parametrize("count", [2, 20])
def test_the_number_of_statements_does_not_grow_with_the_cases(count, django_assert_num_queries):
    there = region(cases_in_a_unit=count)
    departure = there.leave()
    departure = DirectoryDeparture.objects.get(pk=departure.pk)

    with django_assert_num_queries(31):
        take_back(there, departure)


# --- the page ----------------------------------------------------------------------------


def page_of(departure):
    return reverse("networks:departure_take_back", args=[departure.pk])


def test_one_press_takes_it_back(client):
    there = region(cases_in_a_unit=2)
    departure = there.leave()
    client.force_login(there.administrator)
    page = client.get(departure.get_absolute_url()).content.decode()

    response = client.post(page_of(departure), WHY)

    assert page_of(departure) in page
    assert (response.status_code, response.url) == (302, departure.get_absolute_url())
    assert ended() == [None] * 6


def test_a_reason_is_asked_for_beside_the_field(client):
    there = region(units=1)
    departure = there.leave()
    client.force_login(there.administrator)

    response = client.post(page_of(departure), {"because": ""})

    assert list(response.context["form"].errors) == ["because"]
    assert ended() == [day(21)]


@pytest.mark.parametrize("before", [None, 300])
def test_the_page_tells_which_last_day_the_entry_has_then(client, before):
    there = region(units=1)
    DirectoryPerson.objects.update(valid_until=before and day(before))
    departure = there.leave()
    client.force_login(there.administrator)

    page = client.get(page_of(departure)).content.decode()

    told = (
        f"päivä on sen jälkeen {day(300):%-d.%-m.%Y}"
        if before
        else "eikä sillä ole sen jälkeen viimeistä"
    )
    assert told in page


def test_who_presses_second_reads_that_it_is_done(client):
    there = region(units=1)
    departure = there.leave()
    client.force_login(there.administrator)
    take_back(there, departure)

    response = client.post(page_of(departure), WHY)

    assert response.status_code == 409
    assert "peruttu jo" in response.content.decode()


def test_the_page_of_what_was_taken_back_leads_to_that_of_the_entry(client):
    there = region(units=1)
    departure = there.leave()
    take_back(there, departure)
    client.force_login(there.administrator)

    assert client.get(page_of(departure)).url == departure.get_absolute_url()


@pytest.mark.parametrize("who", ["worker", "supervisor"])
def test_whoever_only_reads_the_directory_does_not_find_it(client, who):
    there = region(units=1)
    departure = there.leave()
    make = {"worker": WorkerFactory, "supervisor": SupervisorFactory}[who]
    client.force_login(make(unit=there.units[0]))

    answers = client.get(page_of(departure)), client.post(page_of(departure), WHY)

    assert [answer.status_code for answer in answers] == [404, 404]
    assert page_of(departure) not in client.get(departure.get_absolute_url()).content.decode()
    assert ended() == [day(21)]


def test_for_all_others_there_is_nothing(client):
    there = region(units=1)
    departure = there.leave()
    other = CountyFactory(code="muu")
    strangers = [
        WorkerFactory(unit=UnitFactory(county=other)),
        UserFactory(is_superuser=True, organisation=other),
        PrisonOfficerFactory(),
        PartnerFactory(),
        UserFactory(organisation=CountyFactory()),
    ]

    found = set()
    for user in strangers:
        client.force_login(user)
        found |= {client.get(page_of(departure)).status_code}
        found |= {client.post(page_of(departure), WHY).status_code}

    assert (found, ended()) == ({404}, [day(21)])


def test_the_administrator_sees_no_case_and_no_client(client):
    there = region(cases_in_a_unit=2)
    departure = there.leave()
    client.force_login(there.administrator)

    page = client.get(page_of(departure))

    secret = [text for case in there.cases for text in (case.number, case.client.last_name)]
    assert [text for text in secret if text in page.content.decode()] == []
    assert page.context["counts"] == []


def test_the_page_of_the_entry_tells_it_and_counts_nothing_more(client):
    there = region(units=1)
    departure = there.leave()
    take_back(there, departure)
    client.force_login(SupervisorFactory(unit=there.units[0]))

    page = client.get(departure.get_absolute_url())

    assert WHY["because"] in page.content.decode()
    [row] = page.context["counts"]
    assert (row.told, row.waiting, row.naming) == (0, 0, 1)


def test_told_again_the_page_tells_the_new_telling_alone(client):
    there = region(units=1)
    departure = there.leave()
    take_back(there, departure)
    there.leave()
    client.force_login(there.administrator)

    page = client.get(departure.get_absolute_url())

    assert WHY["because"] not in page.content.decode()


def test_the_dashboard_counts_it_no_more(client):
    there = region(cases_in_a_unit=2)
    departure = there.leave()
    member = NetworkMember.objects.filter(case=there.cases[0]).get()
    follow(there.cases[0], member)
    take_back(there, departure)
    # A team that finds later that its successor does not come has a leaving of its own.
    NetworkMember.objects.filter(pk=member.pk).update(successor=None)
    client.force_login(SupervisorFactory(unit=there.units[0]))

    assert client.get(reverse("caseload:dashboard")).context["departures"] == []


def test_a_worker_is_led_to_the_own_cases_in_which_something_stays(client):
    there = region(cases_in_a_unit=2, units=2)
    departure = there.leave()
    for case in (there.cases[0], there.cases[-1]):
        follow(case, NetworkMember.objects.get(case=case, name=NAME))
    take_back(there, departure)
    worker = there.cases[0].responsible
    client.force_login(worker)

    [notice] = worker.notices.filter(kind="leavings_taken_back")
    page = client.get(notice.link)

    assert [member.case for member in page.context["kept"]] == [there.cases[0]]
    assert there.cases[0].client.last_name in page.content.decode()
    event = AuditEvent.objects.filter(client_ids__contains=[there.cases[0].client_id]).last()
    assert event.details == {"list": "departure"}
