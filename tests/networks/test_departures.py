"""Somebody of the directory leaves: which networks it touches, and what becomes of them."""

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from cases.models import Case, CaseMembership
from networks.departures.actions.telling_teams import EndsBeforeItBegins, tell_departure
from networks.departures.concerned import counts_for
from networks.members.actions.changing import end_member, name_successor, withdraw_leaving
from networks.models import DirectoryDeparture, DirectoryPerson, NetworkMember
from notifications.models import Notice
from tests.factories import (
    CaseFactory,
    CountyFactory,
    DirectoryOrganisationFactory,
    DirectoryPersonFactory,
    DirectoryServiceFactory,
    NetworkMemberFactory,
    SupervisorFactory,
    UnitFactory,
)
from tests.networks.departing import NAME, ORGANISATION, day, region
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db


def waiting_in(cases):
    present = Due.objects.present().of_cases([case.pk for case in cases])
    return set(present.filter(kind=DueKind.SUCCESSION).values_list("case_id", "day"))


def ended():
    return dict(NetworkMember.objects.values_list("name", "ended_on"))


# --- whom it touches -------------------------------------------------------------------


def test_each_case_that_names_the_contact_person_has_an_open_succession():
    there = region()

    there.leave()

    assert waiting_in(there.cases) == {(case.pk, day(21)) for case in there.cases}


def test_the_directory_keeps_the_entry_with_its_last_day():
    there = region()

    there.leave()

    there.person.refresh_from_db()
    assert (there.person.valid_until, there.person.version) == (day(20), 2)


def test_an_organisation_takes_all_its_people_along_and_nobody_else():
    there = region(units=1)
    case = there.cases[0]
    NetworkMemberFactory(case=case, name="Toinen", organisation_name=ORGANISATION)
    NetworkMemberFactory(case=case, name="Muualta", organisation_name="Muu")

    tell_departure(
        entry=there.organisation, last_day=day(20), reason="Lakkaa", by=there.administrator
    )

    assert ended() == {NAME: day(21), "Toinen": day(21), "Muualta": None}


def test_a_contact_person_leaves_without_the_others_of_the_organisation():
    there = region(units=1)
    NetworkMemberFactory(case=there.cases[0], name="Toinen", organisation_name=ORGANISATION)

    there.leave()

    assert ended() == {NAME: day(21), "Toinen": None}


def test_a_namesake_of_another_organisation_stays():
    there = region(units=1)
    namesake = NetworkMemberFactory(case=there.cases[0], name=NAME, organisation_name="Muu")

    there.leave()

    namesake.refresh_from_db()
    assert namesake.ended_on is None


def test_whoever_is_of_another_organisation_of_the_same_written_name_stays():
    there = region(units=1)
    other = DirectoryOrganisationFactory(county=there.organisation.county, name_fi="Toinen")
    NetworkMember.objects.update(organisation=other)

    there.leave()

    assert ended() == {NAME: None}


def test_a_service_is_known_by_its_name():
    there = region(units=1)
    service = DirectoryServiceFactory(organisation=there.organisation, name_fi="Takuusäätiön neuvo")
    NetworkMemberFactory(case=there.cases[0], name="", organisation_name="takuusäätiön neuvo")

    tell_departure(entry=service, last_day=day(20), reason="Lakkaa", by=there.administrator)

    assert ended() == {NAME: None, "": day(21)}


def test_whoever_was_written_before_the_organisation_was_listed_is_found_by_its_name():
    there = region(units=1)
    NetworkMember.objects.update(organisation=None)

    there.leave()

    assert ended() == {NAME: day(21)}


def test_another_countys_case_is_not_touched():
    there = region(units=1)
    other = CaseFactory(unit=UnitFactory(county=CountyFactory(code="muu")))
    NetworkMemberFactory(case=other, name=NAME, organisation_name=ORGANISATION)

    there.leave()

    assert waiting_in([other]) == set()


@pytest.mark.parametrize("facts", [{"status": "closed", "closed_on": day(0)}])
def test_a_closed_case_is_not_touched(facts):
    there = region(units=1)
    Case.objects.update(**facts)

    there.leave()

    assert ended() == {NAME: None}


def test_a_closed_case_is_not_counted():
    there = region(units=1)
    Case.objects.update(status="closed", closed_on=day(0))

    supervisor = SupervisorFactory(unit=there.units[0])

    assert counts_for(supervisor, there.person, None) == []


def test_whoever_had_left_when_it_was_told_late_stays_as_it_was_told():
    there = region(units=1)
    NetworkMember.objects.update(since=day(-60), ended_on=day(-5), end_reason="Oma syy")
    type(there.person).objects.update(valid_from=day(-90))

    there.leave(on=-20)

    assert ended() == {NAME: day(-5)}


def test_nobody_takes_a_close_persons_place():
    there = region(units=1)
    NetworkMember.objects.update(kind="close_person")

    there.leave()

    assert ended() == {NAME: None}


def test_whoever_leaves_sooner_stays_as_it_was_told():
    there = region(units=1)
    member = NetworkMember.objects.get()
    end_member(member=member, on=day(5), reason="Oma syy", by=there.administrator)

    there.leave()

    member.refresh_from_db()
    assert (member.ended_on, member.end_reason) == (day(5), "Oma syy")


def test_who_was_named_to_go_on_goes_on_when_the_day_comes_sooner():
    there = region(units=1)
    member = NetworkMember.objects.get()
    heir = NetworkMemberFactory(case=member.case)
    end_member(member=member, on=day(50), reason="Oma syy", successor=heir, by=there.administrator)

    there.leave()

    member.refresh_from_db()
    assert (member.ended_on, member.successor) == (day(21), heir)
    assert waiting_in(there.cases) == set()


def test_nobody_leaves_a_network_before_they_came_to_it():
    there = region(units=1)
    NetworkMember.objects.update(since=day(0))
    type(there.person).objects.update(valid_from=day(-90))

    there.leave(on=-30)

    assert ended() == {NAME: day(0)}


def test_a_last_day_before_the_first_is_refused_and_nothing_is_done():
    there = region(units=1)

    with pytest.raises(EndsBeforeItBegins):
        there.leave(on=-1)

    assert (ended(), DirectoryDeparture.objects.count()) == ({NAME: None}, 0)


# --- told once -------------------------------------------------------------------------


def test_told_twice_it_is_told_once():
    there = region()
    there.leave()
    before = (Notice.objects.count(), Due.objects.count(), AuditEvent.objects.count())

    there.leave()

    assert (Notice.objects.count(), Due.objects.count(), AuditEvent.objects.count()) == before
    assert DirectoryDeparture.objects.count() == 1


def test_told_twice_with_another_reason_the_entry_of_the_directory_is_saved_once():
    there = region(units=1)
    there.leave()
    there.leave(reason="Jää eläkkeelle")

    there.person.refresh_from_db()
    assert there.person.version == 2


def test_a_departure_that_touches_nobody_is_in_the_log():
    there = region(units=0)

    there.leave()

    event = AuditEvent.objects.get(action="directory.departure_told")
    assert event.details == {"cases": 0}


def test_another_day_moves_whoever_left_with_it():
    there = region(units=1)
    there.leave()

    there.leave(on=40, reason="Lykkääntyi")

    assert ended() == {NAME: day(41)}
    assert waiting_in(there.cases) == {(there.cases[0].pk, day(41))}


def test_a_day_that_the_team_knows_better_is_not_moved_by_telling_again():
    there = region(units=1)
    there.leave()
    member = NetworkMember.objects.get()
    end_member(member=member, on=day(5), reason="Jo ensi viikolla", by=there.cases[0].responsible)

    there.leave()

    assert ended() == {NAME: day(5)}


def test_whoever_was_told_anew_of_the_same_day_moves_with_the_others():
    there = region(units=1)
    there.leave()
    member = NetworkMember.objects.get()
    end_member(member=member, on=day(21), reason="Toisin sanoin", by=there.cases[0].responsible)

    there.leave(on=40)

    assert ended() == {NAME: day(41)}


def test_a_closed_case_is_not_touched_by_another_day():
    there = region(units=1)
    there.leave()
    Case.objects.update(status="closed", closed_on=day(0))

    there.leave(on=40)

    assert ended() == {NAME: day(21)}


def test_whoever_left_with_another_departure_stays_with_its_day():
    there = region(units=1)
    other = DirectoryPersonFactory(organisation=there.organisation, name="Toinen")
    NetworkMemberFactory(case=there.cases[0], name="Toinen", organisation_name=ORGANISATION)
    tell_departure(entry=other, last_day=day(10), reason="Muu", by=there.administrator)

    there.leave()

    assert ended() == {NAME: day(21), "Toinen": day(11)}


def test_a_past_day_that_was_told_wrong_is_put_right():
    there = region(units=1)
    NetworkMember.objects.update(since=day(-30))
    DirectoryPerson.objects.update(valid_from=day(-30))
    there.leave(on=-1)

    there.leave(on=40)

    assert ended() == {NAME: day(41)}


def test_a_namesake_of_a_service_at_another_organisation_stays():
    there = region(units=1)
    other = DirectoryOrganisationFactory(county=there.organisation.county, name_fi="Neuvo")
    service = DirectoryServiceFactory(organisation=there.organisation, name_fi="Neuvo")
    NetworkMemberFactory(case=there.cases[0], name="", organisation_name="Neuvo")
    assert NetworkMember.objects.get(name="").organisation == other

    tell_departure(entry=service, last_day=day(20), reason="Lakkaa", by=there.administrator)

    assert ended() == {NAME: None, "": None}


def test_a_service_with_the_name_of_its_organisation_is_found():
    there = region(units=1)
    service = DirectoryServiceFactory(organisation=there.organisation, name_fi=ORGANISATION)

    tell_departure(entry=service, last_day=day(20), reason="Lakkaa", by=there.administrator)

    assert ended() == {NAME: day(21)}


def test_whoever_was_named_since_is_told_when_it_is_told_again():
    there = region(units=1)
    there.leave()
    late = CaseFactory(unit=there.units[0])
    NetworkMemberFactory(case=late, name=NAME, organisation_name=ORGANISATION)

    there.leave()

    assert waiting_in([late]) == {(late.pk, day(21))}
    told = AuditEvent.objects.filter(action="directory.departure_told").order_by("pk")
    assert [each.details for each in told] == [{"cases": 1}, {"cases": 1}]


def test_an_entry_has_one_departure():
    there = region(units=1)
    departure = there.leave()
    departure.pk = None

    with pytest.raises(IntegrityError, match="departure_of_an_entry_once"):
        departure.save(force_insert=True)


def test_whoever_stays_after_all_is_none_of_the_departure():
    there = region(units=1)
    departure = there.leave()

    withdraw_leaving(member=NetworkMember.objects.get(), by=there.cases[0].responsible)

    assert departure.members.count() == 0


# --- who is told -----------------------------------------------------------------------


def test_a_team_is_told_once_however_many_cases_it_is():
    there = region(cases_in_a_unit=2, units=1)

    there.leave()

    notice = Notice.objects.get(kind="successions_open")
    assert (notice.receiver, notice.parameters) == (there.cases[0].responsible, {"count": 2})


def test_of_one_case_its_number_is_told():
    there = region(units=1)

    there.leave()

    notice = Notice.objects.get(kind="succession_open")
    assert notice.parameters == {"number": there.cases[0].number}


def test_a_case_without_a_team_is_told_to_the_supervisor_who_is_led_to_numbers_only():
    there = region(units=1)
    CaseMembership.objects.update(ended_at=timezone.now(), end_reason="left")
    Case.objects.update(responsible=None)
    supervisor = SupervisorFactory(unit=there.units[0])

    there.leave()

    notice = Notice.objects.get(kind="succession_open")
    assert (notice.receiver, notice.link) == (supervisor, reverse("caseload:dashboard"))


def test_what_was_told_just_now_is_not_told_again_the_same_day():
    there = region(units=1)

    there.leave(on=2)

    due = Due.objects.present().get(kind=DueKind.SUCCESSION)
    assert (due.told_on, due.tell_on) == (day(0), day(3))


def test_each_case_has_it_in_its_own_log():
    there = region()

    there.leave()

    logged = AuditEvent.objects.filter(action="network.member_ended")
    assert set(logged.values_list("case_id", flat=True)) == {case.pk for case in there.cases}


# --- how much it asks ------------------------------------------------------------------


@pytest.mark.parametrize("count", [2, 20])
def test_the_number_of_statements_does_not_grow_with_the_cases(count, django_assert_num_queries):
    there = region(cases_in_a_unit=count)

    with django_assert_num_queries(26):
        there.leave()


def test_a_successor_closes_the_succession_of_one_case_alone():
    there = region()
    there.leave()
    member = NetworkMember.objects.get(case=there.cases[0])
    new = NetworkMember(kind="public", name="Uusi", after=True)

    name_successor(member=member, successor=new, by=there.cases[0].responsible)

    assert {case for case, _day in waiting_in(there.cases)} == {case.pk for case in there.cases[1:]}
