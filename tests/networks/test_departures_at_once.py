"""A departure of sixty cases in three units, read in a second connection while it runs."""

import threading

import pytest
from django.db import connection, transaction

from caseload.closing import close_case
from cases.models import CaseClosure
from networks.departures.actions.taking_back import TakenBackAlready, take_back_departure
from networks.departures.actions.telling_teams import tell_departure
from networks.members.actions.changing import name_successor
from networks.models import DirectoryDeparture, NetworkMember
from notifications.models import Notice
from tests.networks.departing import day, region
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db(transaction=True)


def seen():
    """Members who leave, and cases with an open succession: by one statement, as one moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM networks_networkmember WHERE ended_on IS NOT NULL),"
            " (SELECT count(*) FROM timing_due WHERE kind = 'succession' AND ended_at IS NULL)"
        )
        return cursor.fetchone()


def in_a_second_connection(what):
    found = []

    def run():
        try:
            found.append(what())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, found


def test_sixty_cases_are_touched_at_one_moment_and_none_before():
    there = region(cases_in_a_unit=20)
    done, moments = threading.Event(), set()

    def watch():
        moments.add(seen())
        ready.set()
        while not done.is_set():
            moments.add(seen())
        moments.add(seen())

    ready = threading.Event()
    watcher, _none = in_a_second_connection(watch)
    ready.wait()
    there.leave()
    done.set()
    watcher.join()

    assert moments == {(0, 0), (60, 60)}


def test_nothing_is_seen_until_all_of_it_is_done():
    there = region(cases_in_a_unit=2)

    with transaction.atomic():
        there.leave()
        before, found = in_a_second_connection(seen)
        before.join()

    assert (found, seen()) == ([(0, 0)], (6, 6))


def test_a_case_that_is_closed_at_the_same_moment_is_not_touched():
    there = region(units=1)
    [case] = there.cases

    with transaction.atomic():
        close_case(closure=CaseClosure(case=case, reason="died"), by=case.responsible)
        thread, _found = in_a_second_connection(there.leave)
        thread.join(1)
    thread.join()

    assert NetworkMember.objects.get().ended_on is None


def test_it_is_taken_back_in_sixty_cases_at_one_moment():
    there = region(cases_in_a_unit=20)
    departure = there.leave()

    with transaction.atomic():
        take_back_departure(departure=departure, because="Erehdys", by=there.administrator)
        before, found = in_a_second_connection(seen)
        before.join()

    assert (found, seen()) == ([(60, 60)], (0, 0))


def test_of_two_who_take_it_back_at_one_moment_one_does_it():
    there = region(cases_in_a_unit=5)
    departure = there.leave()
    ready = threading.Barrier(2)

    def press():
        ready.wait()
        try:
            take_back_departure(departure=departure, because="Erehdys", by=there.administrator)
        except TakenBackAlready:
            return "already"
        return "done"

    pairs = [in_a_second_connection(press) for _ in range(2)]
    for thread, _found in pairs:
        thread.join()

    assert sorted(found for _thread, [found] in pairs) == ["already", "done"]
    assert Notice.objects.filter(kind="leavings_taken_back").count() == 3


def test_what_is_told_of_a_person_while_the_organisation_is_taken_back_holds():
    there = region(units=1)
    told = {"reason": "Lakkaa", "by": there.administrator}
    departure = tell_departure(entry=there.organisation, last_day=day(20), **told)

    with transaction.atomic():
        take_back_departure(departure=departure, because="Erehdys", by=there.administrator)
        thread, _found = in_a_second_connection(lambda: there.leave(on=40))
        thread.join(1)
    thread.join()

    assert NetworkMember.objects.get().ended_on == day(41)


def test_a_successor_who_is_named_at_the_same_moment_stays():
    there = region(units=1)
    departure = there.leave()
    member, [case] = NetworkMember.objects.get(), there.cases
    heir = NetworkMember(kind="public", name="Uusi", after=True)

    with transaction.atomic():
        name_successor(member=member, successor=heir, by=case.responsible)
        thread, _found = in_a_second_connection(
            lambda: take_back_departure(
                departure=departure, because="Erehdys", by=there.administrator
            )
        )
        thread.join(1)
    thread.join()

    member.refresh_from_db()
    assert (member.successor, member.ended_on is None) == (heir, False)


def test_two_who_press_at_one_moment_give_one_result():
    there = region(cases_in_a_unit=5)
    ready = threading.Barrier(2)

    def press():
        ready.wait()
        there.leave()

    threads = [in_a_second_connection(press)[0] for _ in range(2)]
    for thread in threads:
        thread.join()

    assert DirectoryDeparture.objects.count() == 1
    assert Due.objects.present().filter(kind=DueKind.SUCCESSION).count() == 15
    assert Notice.objects.filter(kind="successions_open").count() == 3
    assert set(NetworkMember.objects.values_list("version", flat=True)) == {2}
