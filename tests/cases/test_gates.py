"""The gates that lie ahead of a client and behind, from what was told of custody."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.custody import CustodyKind, GateKind, ReleaseCertainty, ReleaseKind
from cases.gates import gate_ahead_of, gates_of
from cases.models import Case, CustodyFact
from tests.caseload.walk import released
from tests.cases.test_custody_page import answers, page_of
from tests.factories import CaseFactory
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db

FREEDOM = ReleaseKind.TO_SUPERVISED_PROBATIONARY_FREEDOM


def day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)


def gates(case):
    found = gates_of(Case.objects.get(pk=case.pk))
    return [(gate.kind, gate.day, gate.is_ahead) for gate in found]


def with_two_gates(**values):
    case = CaseFactory(on=day(-60))
    released(
        case,
        day(20),
        release_kind=FREEDOM,
        conditional_release_on=day(90),
        conditional_release_certainty=ReleaseCertainty.ESTIMATED,
        **values,
    )
    return case


def in_freedom():
    """Out under supervision for twenty days, sixty of them left."""
    case = CaseFactory(on=day(-60))
    released(case, day(-20), release_kind=FREEDOM, released_on=day(-20), custody_started_on=None)
    kind = CustodyKind.SUPERVISED_PROBATIONARY_FREEDOM
    released(case, day(60), custody_kind=kind, custody_started_on=None)
    return case


def test_without_facts_the_release_is_not_known():
    assert gates(CaseFactory()) == [(GateKind.RELEASE, None, True)]


def test_release_that_is_not_known_is_not_none():
    case = CaseFactory()
    released(case, None)

    assert gates(case) == [(GateKind.RELEASE, None, True)]


def test_somebody_who_was_never_in_prison_passes_no_gate():
    case = CaseFactory()
    released(case, None, custody_kind=CustodyKind.NOT_IN_CUSTODY, custody_started_on=None)

    assert gates(case) == [(GateKind.NONE, None, False)]


def test_two_gates_may_lie_ahead():
    assert gates(with_two_gates()) == [
        (GateKind.FREEDOM, day(20), True),
        (GateKind.RELEASE, day(90), True),
    ]


def test_the_day_alone_passes_no_gate(time_machine):
    case = with_two_gates()
    time_machine.move_to(timezone.now() + dt.timedelta(days=25))

    assert gate_ahead_of(Case.objects.get(pk=case.pk)).kind is GateKind.FREEDOM


def test_probationary_freedom_leaves_the_release_ahead():
    assert gates(in_freedom()) == [
        (GateKind.FREEDOM, day(-20), False),
        (GateKind.RELEASE, day(60), True),
    ]


def test_released_into_freedom_keeps_the_second_gate_that_was_told():
    case = with_two_gates(released_on=day(0))

    assert gates(case) == [
        (GateKind.FREEDOM, day(0), False),
        (GateKind.RELEASE, day(90), True),
    ]


def test_conditional_release_passes_the_last_gate():
    case = in_freedom()
    released(case, day(0), custody_kind=CustodyKind.CONDITIONAL_RELEASE, custody_started_on=None)

    assert [is_ahead for _kind, _day, is_ahead in gates(case)] == [False]


def test_prison_again_opens_a_gate_again():
    case = in_freedom()
    released(case, None, custody_started_on=None)

    assert gates(case) == [(GateKind.RELEASE, None, True)]


def test_both_gates_are_due_with_their_days():
    case = with_two_gates()

    dues = Due.objects.present().of_cases([case.pk]).filter(kind=DueKind.RELEASE)

    assert list(dues.order_by("object_id").values_list("day", flat=True)) == [day(20), day(90)]


def test_the_end_of_probationary_freedom_waits_to_be_confirmed(time_machine):
    case = in_freedom()
    time_machine.move_to(timezone.now() + dt.timedelta(days=62))

    shown = Due.objects.of_cases([case.pk]).shown_on(timezone.localdate())

    assert shown.filter(kind=DueKind.RELEASE_PASSED).exists()


def test_the_overview_counts_to_the_gate_ahead_of_probationary_freedom(client):
    case = in_freedom()
    client.force_login(case.responsible)

    countdown = client.get(case.get_absolute_url()).context["countdown"]

    assert (countdown["days"], countdown["freedom_since"]) == (60, day(-20))


def test_the_overview_names_the_second_gate(client):
    case = with_two_gates()
    client.force_login(case.responsible)

    countdown = client.get(case.get_absolute_url()).context["countdown"]

    assert (countdown["day"], "arvio" in countdown["then"]) == (day(20), True)


def test_second_gate_is_recorded_in_the_form(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    second = {"conditional_release_on": "1.3.2027", "conditional_release_certainty": "estimated"}
    client.post(page_of(case), answers(release_kind=FREEDOM.value, **second))

    assert CustodyFact.objects.get(case=case).conditional_release_on == dt.date(2027, 3, 1)


@pytest.mark.parametrize(
    ("kind", "second", "field"),
    [
        ("to_conditional_release", "1.3.2027", "conditional_release_on"),
        (FREEDOM.value, "1.3.2026", "conditional_release_on"),
    ],
)
def test_second_gate_that_cannot_be_is_refused_beside_its_field(client, kind, second, field):
    case = CaseFactory()
    client.force_login(case.responsible)

    told = {"conditional_release_on": second, "conditional_release_certainty": "official"}
    response = client.post(page_of(case), answers(release_kind=kind, **told))

    assert list(response.context["form"].errors) == [field]


def test_second_gate_without_certainty_is_asked_for_it(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    second = {"conditional_release_on": "1.3.2027"}
    response = client.post(page_of(case), answers(release_kind=FREEDOM.value, **second))

    assert list(response.context["form"].errors) == ["conditional_release_certainty"]


def test_the_preview_of_a_moved_end_of_freedom_does_not_bring_the_client_back(client):
    case = in_freedom()
    client.force_login(case.responsible)
    page = reverse("caseload:moved_release", kwargs={"case_pk": case.pk})

    response = client.post(page, {"release_on": day(80).strftime("%-d.%-m.%Y")})

    shown = {each.title for each in response.context["followers"]}
    assert str(DueKind.FIRST_WEEKS.label) not in shown


@pytest.mark.parametrize("came_out", [-1, -20], ids=["told anew", "left as it was told"])
@pytest.mark.parametrize("kind", ["conditional_release", "not_in_custody"])
def test_the_conditional_release_is_passed_when_it_is_told(kind, came_out):
    case = CaseFactory(on=day(-60))
    facts = {
        "custody_started_on": None,
        "release_kind": FREEDOM,
        "conditional_release_on": day(-1),
        "conditional_release_certainty": ReleaseCertainty.OFFICIAL,
    }
    freedom = CustodyKind.SUPERVISED_PROBATIONARY_FREEDOM
    released(case, day(-20), custody_kind=freedom, released_on=day(-20), **facts)

    released(case, day(-20), custody_kind=kind, released_on=day(came_out), **facts)

    asked = Due.objects.present().filter(kind__in=[DueKind.RELEASE_PASSED, DueKind.RELEASE_UNKNOWN])
    assert gates(case) == [(GateKind.RELEASE, day(-1), False)]
    assert not asked.exists()


def test_the_conditional_release_stays_passed_when_more_is_told_of_it():
    case = in_freedom()
    kind = CustodyKind.CONDITIONAL_RELEASE
    released(case, day(60), custody_kind=kind, released_on=day(-2), custody_started_on=None)

    released(case, day(60), custody_kind=kind, released_on=day(-3), custody_started_on=None)

    assert gates(case) == [(GateKind.RELEASE, day(-3), False)]
