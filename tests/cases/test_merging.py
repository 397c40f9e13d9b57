"""Two records of one person become one, and two again just as they were."""

import datetime as dt
import threading

import pytest
from django.db import connection

from accounts.models import Unit, User
from audit.models import AuditEvent
from audit.vocabulary import Action
from caseload.closing import reopen_case
from cases.actions.client import edit_client
from cases.actions.opening import AlreadyOpen, open_case
from cases.models import Case, Client, ClientMerge, ContactDetail
from cases.register.merged_fields import KEPT, MOVED, STAYING, TAKEN
from cases.register.merging import (
    BothOpen,
    CannotMerge,
    CannotSeparate,
    CodesDiffer,
    MergedAlready,
    SameRecord,
    merge_clients,
    separate_clients,
)
from cases.register.search import Wanted, find_clients
from records.versions import StaleVersion
from tests.factories import (
    CaseFactory,
    ClientFactory,
    ContactDetailFactory,
    CountyFactory,
    IntakeWorkerFactory,
    UnitFactory,
)
from tests.test_at_once import at_once

pytestmark = pytest.mark.django_db
CODE, OTHER_CODE = "010180-9004", "020280-901V"
BORN = dt.date(1980, 1, 1)


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def by(unit: Unit) -> User:
    return IntakeWorkerFactory(unit=unit)


def close(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=dt.date(2026, 2, 1))


def rows() -> dict[str, list[dict[str, object]]]:
    """All that a merge may touch, but for the counter of versions."""
    tables = {
        "clients": Client.objects.order_by("pk").values(),
        "cases": Case.objects.order_by("pk").values("pk", "client_id", "status"),
        "details": ContactDetail.objects.order_by("pk").values(),
    }
    return {
        name: [{k: v for k, v in row.items() if k != "version"} for row in found]
        for name, found in tables.items()
    }


def pair(unit: Unit) -> tuple[Client, Client]:
    """One with an open case, the other with a closed one and with more facts."""
    kept = ClientFactory(county=unit.county, last_name="Wirtanen")
    CaseFactory(client=kept, unit=unit)
    merged = ClientFactory(
        county=unit.county,
        last_name="Virtanen",
        identity_code=CODE,
        birth_date=BORN,
        protected_address=True,
        representative_name="Edunvalvoja",
        representative_phone="09 1",
        digital_access=["own_device"],
    )
    close(CaseFactory(client=merged, unit=unit))
    ContactDetailFactory(client=merged, value="040 123 4567")
    return kept, merged


def test_kept_record_gets_the_cases_and_what_it_lacks(unit, by):
    kept, merged = pair(unit)

    merge_clients(kept=kept, merged=merged, reason="Sama henkilö", by=by)

    kept.refresh_from_db()
    merged.refresh_from_db()
    assert set(Case.objects.values_list("client_id", flat=True)) == {kept.pk}
    assert (kept.identity_code, kept.birth_date, merged.identity_code) == (CODE, BORN, "")
    assert (kept.protected_address, kept.representative_phone) == (True, "09 1")
    assert kept.contact_details.get().value == "040 123 4567"
    assert (kept.last_name, merged.merged_into) == ("Wirtanen", kept)


def test_what_the_kept_record_has_stays(unit, by):
    kept, merged = pair(unit)
    Client.objects.filter(pk=kept.pk).update(representative_name="Oma", birth_date="1980-01-02")

    merge_clients(kept=kept, merged=merged, reason="Sama henkilö", by=by)

    kept.refresh_from_db()
    assert (kept.representative_name, kept.representative_phone) == ("Oma", "")
    assert kept.birth_date == dt.date(1980, 1, 2)


def test_separating_restores_everything_as_it_was(unit, by):
    kept, merged = pair(unit)
    before = rows()
    merge = merge_clients(kept=kept, merged=merged, reason="Sama henkilö", by=by)
    assert rows() != before

    separate_clients(merge=merge, reason="Olivatkin eri henkilöt", by=by)

    assert rows() == before
    merge.refresh_from_db()
    assert (merge.undone_by, merge.undone_because) == (by, "Olivatkin eri henkilöt")


def test_what_was_written_after_the_merge_stays_with_the_kept_record(unit, by):
    kept, merged = pair(unit)
    merge = merge_clients(kept=kept, merged=merged, reason="Sama", by=by)
    Client.objects.filter(pk=kept.pk).update(representative_name="Uusi", mother_tongue="sv")

    separate_clients(merge=merge, reason="Eri", by=by)

    kept.refresh_from_db()
    assert (kept.representative_name, kept.mother_tongue) == ("Uusi", "sv")
    assert (kept.representative_phone, kept.identity_code) == ("", "")


def test_corrected_identity_code_goes_back_to_whom_it_came_from(unit, by):
    kept, merged = pair(unit)
    merge = merge_clients(kept=kept, merged=merged, reason="Sama", by=by)
    Client.objects.filter(pk=kept.pk).update(identity_code=OTHER_CODE)

    separate_clients(merge=merge, reason="Eri", by=by)

    kept.refresh_from_db()
    merged.refresh_from_db()
    assert (kept.identity_code, merged.identity_code) == ("", OTHER_CODE)


def test_merge_and_separation_are_in_the_log_of_every_case_without_names(unit, by):
    kept, merged = pair(unit)
    merge = merge_clients(kept=kept, merged=merged, reason="Sama", by=by)
    separate_clients(merge=merge, reason="Eri", by=by)

    for action in (Action.CLIENTS_MERGED, Action.CLIENTS_SEPARATED):
        events = AuditEvent.objects.filter(action=action)
        assert {event.case_id for event in events} == set(Case.objects.values_list("pk", flat=True))
        assert {event.by_id for event in events} == {by.pk}
        assert events[0].details == {"kept": kept.pk, "merged": merged.pk}


def refusal(**merge: object) -> type[CannotMerge]:
    before = rows()
    with pytest.raises(CannotMerge) as refused:
        merge_clients(reason="Sama", **merge)
    assert rows() == before
    return refused.type


def test_two_open_cases_are_not_made_one(unit, by):
    one, other = (CaseFactory(unit=unit).client for _ in range(2))

    assert refusal(kept=one, merged=other, by=by) is BothOpen


def test_two_identity_codes_want_to_be_checked(unit, by):
    one = ClientFactory(county=unit.county, identity_code=CODE)
    other = ClientFactory(county=unit.county, identity_code=OTHER_CODE)
    assert refusal(kept=one, merged=other, by=by) is CodesDiffer

    merge_clients(kept=one, merged=other, reason="Korjattu", by=by, codes_checked=True)

    one.refresh_from_db()
    assert one.identity_code == CODE
    [hit] = find_clients(unit.county, Wanted(identity_code=OTHER_CODE), 5)
    assert (hit.client, hit.merged) == (one, other)


def test_record_is_not_merged_with_itself_or_twice(unit, by):
    one, other, third = ClientFactory.create_batch(3, county=unit.county)
    assert refusal(kept=one, merged=one, by=by) is SameRecord
    merge_clients(kept=one, merged=other, reason="Sama", by=by)

    assert refusal(kept=third, merged=other, by=by) is MergedAlready
    assert refusal(kept=other, merged=third, by=by) is MergedAlready


def test_chain_of_merges_leads_to_the_last_and_is_undone_from_its_end(unit, by):
    one, other, third = ClientFactory.create_batch(3, county=unit.county)
    first = merge_clients(kept=other, merged=one, reason="Sama", by=by)
    second = merge_clients(kept=third, merged=other, reason="Sama", by=by)
    wanted = Wanted(last_name=one.last_name, first_names=one.first_names)
    assert find_clients(unit.county, wanted, 1)[0].client == third

    with pytest.raises(CannotSeparate):
        separate_clients(merge=first, reason="Eri", by=by)
    separate_clients(merge=second, reason="Eri", by=by)
    separate_clients(merge=first, reason="Eri", by=by)
    with pytest.raises(CannotSeparate):
        separate_clients(merge=first, reason="Eri", by=by)

    assert not Client.objects.exclude(merged_into=None).exists()


def test_case_is_opened_for_the_kept_record(unit, by):
    kept, merged = ClientFactory.create_batch(2, county=unit.county)
    merge_clients(kept=kept, merged=merged, reason="Sama", by=by)

    case = open_case(client=merged, unit=unit, by=by, on=dt.date(2026, 3, 2))

    assert case.client == kept


def test_who_was_writing_the_details_sees_that_they_changed(unit, by):
    kept, merged = pair(unit)
    Client.objects.filter(pk=merged.pk).update(version=7)
    case = Case.objects.get(client=kept)
    merge_clients(kept=kept, merged=merged, reason="Sama", by=by)

    for seen in (1, 7):
        with pytest.raises(StaleVersion):
            edit_client(case=case, values={"mother_tongue": "se"}, seen=seen, by=by)


@pytest.mark.django_db(transaction=True)
def test_two_who_merge_at_the_same_moment_make_one_merge():
    unit = UnitFactory()
    workers = IntakeWorkerFactory.create_batch(2, unit=unit)
    one, other = ClientFactory.create_batch(2, county=unit.county)
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def merge(by: User, kept: Client, merged: Client) -> None:
        start.wait()
        try:
            merge_clients(kept=kept, merged=merged, reason="Sama", by=by)
            outcomes.append("merged")
        except CannotMerge as refused:
            outcomes.append(type(refused).__name__)
        finally:
            connection.close()

    # Each the other way round: a circle would be the worst of all.
    threads = [
        threading.Thread(target=merge, args=[workers[0], one, other]),
        threading.Thread(target=merge, args=[workers[1], other, one]),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["MergedAlready", "merged"]
    assert ClientMerge.objects.count() == 1


def test_case_that_moved_to_a_record_with_an_open_case_is_not_opened_again(unit, by):
    kept, merged = pair(unit)
    seen = Case.objects.get(client=merged)
    merge_clients(kept=kept, merged=merged, reason="Nimi muuttui.", by=by)

    with pytest.raises(AlreadyOpen):
        reopen_case(case=seen, by=by, reason="Palasi.")

    assert Case.objects.open().filter(client=kept).count() == 1


@pytest.mark.django_db(transaction=True)
def test_merge_and_a_reopening_at_the_same_moment_wait_for_each_other(by):
    for county in ("yksi", "kaksi", "kolme", "neljä", "viisi"):
        kept, merged = pair(UnitFactory(county=CountyFactory(code=county)))
        closed = Case.objects.get(client=merged)

        raised = at_once(
            lambda pair=(kept, merged): merge_clients(
                kept=pair[0], merged=pair[1], reason="Nimi muuttui.", by=by
            ),
            lambda case=closed: reopen_case(case=case, by=by, reason="Palasi."),
        )

        assert raised in (["AlreadyOpen"], ["BothOpen"])


def test_every_field_of_a_client_has_one_fate_in_a_merge():
    own = [f.name for f in Client._meta.get_fields() if f.concrete]
    named = [*(name for group in TAKEN for name in group), *KEPT]

    assert sorted(named) == sorted(own)


def test_every_row_that_hangs_on_a_client_has_one_fate_in_a_merge():
    relations = [f for f in Client._meta.get_fields(include_hidden=True) if not f.concrete]
    hanging = {f"{f.related_model.__name__}.{f.field.name}": f for f in relations}

    moved = {Client._meta.get_field(rows).field for rows in MOVED}

    assert {f"{field.model.__name__}.{field.name}" for field in moved} | set(STAYING) == set(
        hanging
    )


@pytest.mark.parametrize(
    ("kept_has", "merged_has", "becomes"),
    [
        (
            {"representative_phone": "040 123"},
            {"representative_name": "Maija"},
            {"representative_name": "", "representative_phone": "040 123"},
        ),
        ({}, {"representative_phone": "040 123"}, {"representative_phone": "040 123"}),
    ],
)
def test_a_group_of_details_is_taken_whole_or_left(unit, by, kept_has, merged_has, becomes):
    kept = ClientFactory(county=unit.county, **kept_has)
    merged = ClientFactory(county=unit.county, **merged_has)

    merge_clients(kept=kept, merged=merged, reason="Sama henkilö", by=by)

    kept.refresh_from_db()
    assert {name: getattr(kept, name) for name in becomes} == becomes
