"""While a case is handed over, every reader finds it open in exactly one county."""

import threading

import pytest
from django.db import connection, transaction

from caseload.handing_over.actions import HandoverDecided, accept_case, return_case
from cases.actions.team import lock_workers
from cases.models import Case
from tests.caseload.test_handing_over import chosen, intake_of, worker_of
from tests.factories import CaseFactory, CaseHandoverFactory, ClientFactory, IntakeWorkerFactory

CODE = "010180-9004"
pytestmark = pytest.mark.django_db(transaction=True)


def owners():
    """The counties with an open case, at one moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT county_id FROM cases_case WHERE status = 'open'")
        return tuple(row[0] for row in cursor.fetchall())


def beside(what):
    found = []

    def run():
        try:
            found.append(what())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, found


def test_one_county_has_the_case_at_every_moment():
    handover = CaseHandoverFactory()
    worker, intake = worker_of(handover.to_county), intake_of(handover.to_county)
    done, moments = threading.Event(), set()

    def watch():
        moments.add(owners())
        ready.set()
        while not done.is_set():
            moments.add(owners())
        moments.add(owners())

    ready = threading.Event()
    watcher, _none = beside(watch)
    ready.wait()
    accept_case(handover=handover, **chosen(worker), by=intake)
    done.set()
    watcher.join()

    assert moments == {(handover.case.county_id,), (handover.to_county_id,)}


def test_two_counties_that_take_each_others_case_of_one_person_do_not_wait_for_one_another():
    first = CaseHandoverFactory(case=CaseFactory(client=ClientFactory(identity_code=CODE)))
    county, other = first.case.county, first.to_county
    there = CaseFactory(
        client=ClientFactory(county=other, identity_code=CODE), unit=other.units.get()
    )
    IntakeWorkerFactory(unit=first.case.unit)
    second = CaseHandoverFactory(case=there, to_county=county)
    ready = threading.Barrier(2)

    def accepted(handover):
        county = handover.to_county
        worker, intake = worker_of(county), intake_of(county)

        def run():
            ready.wait()
            return accept_case(handover=handover, **chosen(worker), by=intake).is_new

        return run

    threads = [beside(accepted(handover)) for handover in (first, second)]
    for thread, _found in threads:
        thread.join()

    assert sorted(found[0] for _thread, found in threads) == [False, True]
    assert len(owners()) == 1


def test_accepted_there_and_taken_back_here_at_one_moment_is_one_of_the_two():
    handover = CaseHandoverFactory()
    worker, intake = worker_of(handover.to_county), intake_of(handover.to_county)
    former, ready = handover.case.responsible, threading.Barrier(2)

    def tried(act, **told):
        ready.wait()
        try:
            act(handover=handover, **told)
        except HandoverDecided:
            return "refused"
        return "done"

    threads = [
        beside(lambda: tried(accept_case, **chosen(worker), by=intake)),
        beside(lambda: tried(return_case, because="Ei muutakaan.", by=former)),
    ]
    for thread, _found in threads:
        thread.join()

    assert sorted(found[0] for _thread, found in threads) == ["done", "refused"]
    assert len(owners()) == 1


def test_whoever_accepts_waits_for_the_worker_before_taking_the_case():
    """Who leaves is taken first and then their cases: the other way round both would wait."""
    handover = CaseHandoverFactory()
    worker, intake = worker_of(handover.to_county), intake_of(handover.to_county)

    with transaction.atomic():
        lock_workers([worker])
        thread, _found = beside(lambda: accept_case(handover=handover, **chosen(worker), by=intake))
        thread.join(1)
        assert Case.objects.select_for_update(nowait=True).get(pk=handover.case_id).is_open
    thread.join()

    assert owners() == (handover.to_county_id,)
