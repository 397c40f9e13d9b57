"""Gaps at the gate on the worker's pages, and as numbers for the supervisor."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from caseload.reminders.notice_words import _day
from cases.custody import CustodyKind, ReleaseCertainty, ReleaseKind
from cases.models import Case
from continuity.models import State
from continuity.need_kinds import NeedKind
from tests.caseload.walk import released
from tests.factories import CaseFactory, NeedFactory, ServiceFactory, SupervisorFactory
from timing.models import Due

pytestmark = pytest.mark.django_db


def day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)


def with_queue(gate: int = 30, **values):
    """Housing in the queue without a day, so many days before the gate."""
    case = CaseFactory(on=day(-60), **values)
    released(case, day(gate), custody_started_on=day(-400))
    need = NeedFactory(case=case, kind=NeedKind.HOUSING)
    ServiceFactory(need=need, name="Tuettu asuminen", state=State.QUEUED)
    return case


def overview(client, case):
    client.force_login(case.responsible)
    return client.get(case.get_absolute_url())


def test_a_gap_near_the_gate_stands_on_the_overview(client):
    gaps = overview(client, with_queue()).context["gaps"]

    assert [gap.title for gap in gaps] == ["Asuminen"]


def test_beside_a_gap_no_page_says_that_nothing_is_due(client):
    response = overview(client, with_queue())

    assert not response.context["action"].waits


def test_a_gap_far_ahead_is_no_task_yet(client):
    response = overview(client, with_queue(gate=200))

    assert response.context["gaps"] == []


def test_on_a_short_track_a_gap_is_a_task_at_once(client):
    case = CaseFactory(on=day(-1))
    released(case, None, custody_kind=CustodyKind.REMAND)
    NeedFactory(case=case, kind=NeedKind.HOUSING)

    assert [gap.title for gap in overview(client, case).context["gaps"]] == ["Asuminen"]


def test_what_is_resolved_is_gone_from_my_work_at_once(client):
    case = with_queue()
    need = case.needs.get()
    client.force_login(case.responsible)
    page = reverse("caseload:my_work")
    before = [task.action.key for task in client.get(page).context["tasks"]]

    ServiceFactory(need=need, name="Koti", state=State.RUNNING)

    after = [task.action.key for task in client.get(page).context["tasks"]]
    assert ("cover_gap" in before, "cover_gap" in after) == (True, False)


def test_the_dashboard_counts_the_cases_and_the_list_has_as_many(client):
    case = with_queue()
    client.force_login(SupervisorFactory(unit=case.unit))

    tile = tile_of(client)

    listed = client.get(tile["url"]).context["table"].total
    assert (tile["number"], listed) == (1, 1)


def test_tile_and_table_of_gaps_open_one_list_and_say_what_they_count(client):
    case = with_queue()
    client.force_login(SupervisorFactory(unit=case.unit))

    html = client.get(reverse("caseload:dashboard")).content.decode()

    assert tile_of(client)["url"] == reverse("caseload:gap_list")
    assert "Yhdessä asiassa voi olla monta katkosta." in html


def tile_of(client):
    tiles = client.get(reverse("caseload:dashboard")).context["tiles"]
    return next(tile for tile in tiles if tile["label"] == "Katkokset portilla")


def test_a_gap_that_was_put_off_is_counted_all_the_same(client):
    case = with_queue()
    case_dues = case_gaps(case)
    case_dues.update(rests_until=day(5), rest_reason="Odottaa vastausta")
    client.force_login(SupervisorFactory(unit=case.unit))

    assert tile_of(client)["number"] == 1


def case_gaps(case):
    return Due.objects.present().of_cases([case.pk]).filter(kind="gap")


def test_the_list_of_gaps_tells_number_and_week_and_nothing_of_the_client(client):
    case = with_queue()
    client.force_login(SupervisorFactory(unit=case.unit))

    html = client.get(reverse("caseload:gap_list")).content.decode()

    hidden = (case.client.last_name, "Asuminen", "Tuettu asuminen", f"{day(30):%-d.%-m.%Y}")
    assert case.number in html
    assert [word for word in hidden if word in html] == []


def test_gaps_of_another_unit_are_not_counted(client):
    with_queue()
    client.force_login(SupervisorFactory())

    assert tile_of(client)["number"] == 0


def test_query_count_of_the_list_does_not_grow(client, django_assert_num_queries):
    case = with_queue()
    client.force_login(SupervisorFactory(unit=case.unit))
    page = reverse("caseload:gap_list")
    client.get(page)
    with django_assert_num_queries(12):
        client.get(page)
    with_queue(unit=case.unit)
    with django_assert_num_queries(12):
        client.get(page)


def in_freedom():
    """Out under supervision, thirty days before the conditional release."""
    case = CaseFactory(on=day(-60))
    released(case, day(-20), released_on=day(-20), custody_started_on=None)
    kind = CustodyKind.SUPERVISED_PROBATIONARY_FREEDOM
    released(case, day(30), custody_kind=kind, custody_started_on=None)
    return case


def test_the_list_tells_the_week_of_the_gate_ahead():
    case = in_freedom()
    case.refresh_from_db()

    assert case.next_gate_on == day(30)


def test_the_database_and_the_case_agree_on_the_next_gate():
    CaseFactory(on=day(-60))
    in_freedom()
    released(CaseFactory(on=day(-60)), day(20))
    released(CaseFactory(on=day(-60)), day(3), released_on=day(-5))

    gates = [(each.next_gate, each.next_gate_on) for each in Case.objects.with_next_gate()]

    assert sorted(str(gate) for gate, _on in gates) == sorted(
        map(str, [None, day(30), day(20), day(-5)])
    )
    assert all(gate == on for gate, on in gates)


def test_what_falls_on_the_second_gate_is_told_with_its_week_only():
    case = CaseFactory(on=day(-60))
    released(
        case,
        day(20),
        release_kind=ReleaseKind.TO_SUPERVISED_PROBATIONARY_FREEDOM,
        conditional_release_on=day(90),
        conditional_release_certainty=ReleaseCertainty.OFFICIAL,
    )
    case.refresh_from_db()
    due = Due(kind="step", case_id=case.pk, day=day(90))

    assert "day" not in _day(due, case)
