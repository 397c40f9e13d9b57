"""One next action for each state of a case, and the phase that the records say."""

import datetime as dt

import pytest
from django.utils import timezone

from assessments.models import Assessment
from caseload.case_page.gathered_facts import facts_of, facts_of_one
from caseload.case_page.next_action import next_action
from caseload.case_page.path import opens_of, path_of
from caseload.closing import close_case, reopen_case
from caseload.phase import phase_of
from cases.actions.closed_case import CaseClosed
from cases.custody import CustodyKind, ReleaseCertainty
from cases.models import CaseClosure
from cases.phases import Phase
from desistance.occasions import Occasion
from networks.models import NetworkWalkthrough
from plans.models import Plan
from tests.caseload.walk import (
    assessment_begun,
    assessment_ready,
    plan_drafted,
    plan_in_force,
    released,
)
from tests.factories import (
    CaseFactory,
    ChecklistFactory,
    NetworkWalkthroughFactory,
    NoteFactory,
)

pytestmark = pytest.mark.django_db


def day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)


def action_of(case):
    case.refresh_from_db()
    return next_action(facts_of_one(case), timezone.localdate())


def closed(case, **given):
    close_case(
        closure=CaseClosure(case=case, reason="no_longer_needed", **given), by=case.responsible
    )
    case.refresh_from_db()


def test_a_case_without_a_worker_asks_for_one_first():
    assert action_of(CaseFactory(responsible=None)).key == "name_worker"


def test_a_new_case_begins_with_a_meeting():
    assert action_of(CaseFactory()).key == "first_meeting"


def test_after_the_first_note_the_assessment_is_started():
    assert action_of(NoteFactory().case).key == "start_assessment"


def test_a_draft_assessment_asks_first_for_the_network_then_for_what_is_missing():
    case = CaseFactory()
    draft = assessment_begun(case)
    titles = [action_of(case).title]
    NetworkWalkthroughFactory(case=case)
    titles.append(action_of(case).title)
    draft.areas.update(state="gone_through")
    titles.append(action_of(case).title)
    Assessment.objects.filter(pk=draft.pk).update(dependants="none")
    titles.append(action_of(case).title)

    assert titles == [
        "Käy verkosto läpi asiakkaan kanssa",
        "Käy elämänalueet läpi",
        titles[2],
        titles[3],
    ]
    assert len(set(titles)) == 4


def test_a_client_who_wants_to_return_to_the_network_later_is_asked_again():
    case = CaseFactory()
    assessment_begun(case)
    NetworkWalkthroughFactory(case=case, outcome=NetworkWalkthrough.Outcome.LATER)

    assert action_of(case).url.endswith("/verkosto/")


def test_a_final_assessment_leads_to_a_plan_and_a_draft_to_its_agreement():
    case = CaseFactory()
    assessment_ready(case)
    keys = [action_of(case).key]
    plan = plan_drafted(case, day(90))
    keys.append(action_of(case).key)

    assert keys == ["make_plan", "agree_plan"]
    assert action_of(case).url.endswith(f"/suunnitelmat/{plan.pk}/sovi/")


@pytest.mark.parametrize(
    ("offset", "key"), [(-3, "review_plan"), (0, "review_plan"), (1, "follow_plan")]
)
def test_a_plan_is_reviewed_on_the_agreed_day_and_followed_before_it(offset, key):
    case = CaseFactory()
    released(case, day(200))
    assessment_ready(case)
    plan_in_force(case, day(offset), on=day(-30))

    action = action_of(case)

    assert (action.key, action.due_kind, action.due_on) == (key, "agreed", day(offset))
    assert action.waits is (key == "follow_plan")


@pytest.mark.parametrize(
    ("release", "certainty", "key"),
    [
        (10, ReleaseCertainty.ESTIMATED, "confirm_release"),
        (10, ReleaseCertainty.OFFICIAL, "follow_plan"),
        (200, ReleaseCertainty.ESTIMATED, "follow_plan"),
        (-10, ReleaseCertainty.ESTIMATED, "follow_plan"),
    ],
)
def test_an_unsure_release_that_is_near_is_confirmed(release, certainty, key):
    case = CaseFactory()
    assessment_ready(case)
    plan_in_force(case, day(90))
    released(case, day(release), release_certainty=certainty, custody_started_on=None)

    assert action_of(case).key == key


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (CustodyKind.REMAND, "confirm_release"),
        (CustodyKind.NOT_IN_CUSTODY, "follow_plan"),
    ],
)
def test_an_unknown_release_is_asked_for_again_in_four_weeks(kind, key):
    case = CaseFactory()
    assessment_ready(case)
    plan_in_force(case, day(90))
    released(case, None, custody_kind=kind)
    case.refresh_from_db()

    later = next_action(facts_of_one(case), day(20))

    assert action_of(case).key == "follow_plan"
    assert later.key == key


def test_a_closed_case_waits_or_says_when_to_make_the_follow_up_contact():
    without, with_contact = CaseFactory(), CaseFactory()
    closed(without)
    closed(with_contact, follow_up_on=day(30))

    assert action_of(without).key == "closed"
    assert (action_of(with_contact).key, action_of(with_contact).due_on) == ("follow_up", day(30))


@pytest.mark.parametrize("kind", [CustodyKind.FINE_CONVERSION, CustodyKind.REMAND])
def test_a_short_stay_aims_at_the_contact_and_the_first_days(kind):
    case = CaseFactory()
    certain = {"custody_started_on": day(-5), "release_certainty": ReleaseCertainty.OFFICIAL}
    released(case, day(4), custody_kind=kind, **certain)
    contact = action_of(case)
    NoteFactory(case=case, occurred_on=day(0))
    first_days = action_of(case)
    ChecklistFactory(case=case, occasion=Occasion.CONTACT)
    done = action_of(case)

    assert [contact.key, first_days.key, done.key] == [
        "first_meeting",
        "first_days",
        "await_release",
    ]
    assert contact.due_on <= first_days.due_on == day(4)
    assert first_days.title == "Sovi ensimmäiset päivät vapautumisen jälkeen"
    assert first_days.url.endswith("/desistanssi/yhteydenotto/")
    assert done.waits


@pytest.mark.parametrize(("met", "key"), [(-6, "first_days_over"), (0, "after_first_days")])
def test_after_a_short_stay_it_is_asked_how_the_first_days_went(met, key):
    case = CaseFactory()
    released(case, day(-2), custody_kind=CustodyKind.FINE_CONVERSION, custody_started_on=day(-9))
    NoteFactory(case=case, occurred_on=day(met))
    ChecklistFactory(case=case, occasion=Occasion.CONTACT)

    assert action_of(case).key == key


def test_an_assessment_begun_on_a_short_stay_is_gone_on_with():
    case = CaseFactory()
    released(case, day(4), custody_kind=CustodyKind.FINE_CONVERSION, custody_started_on=day(-5))
    assessment_begun(case)

    assert action_of(case).key == "continue_assessment"


def test_lateness_and_time_left_are_said_in_words():
    action = action_of(CaseFactory())
    assert action.due_on is not None

    said = [
        (
            action.late(action.due_on + dt.timedelta(days=n)),
            action.left(action.due_on - dt.timedelta(days=n)),
        )
        for n in (0, 1, 3)
    ]

    assert said == [
        ("", "tänään"),
        ("1 päivä myöhässä", "1 päivän päästä"),
        ("3 päivää myöhässä", "3 päivän päästä"),
    ]


def test_the_stored_phase_is_the_derived_one_after_every_act():
    case = CaseFactory()
    acts = [
        lambda: None,
        lambda: assessment_begun(case),
        lambda: assessment_ready(case),
        lambda: plan_in_force(case, day(30)),
        lambda: closed(case),
        lambda: reopen_case(case=case, by=case.responsible, reason="Tuen tarve palasi."),
    ]
    phases = []
    for act in acts:
        act()
        case.refresh_from_db()
        assert case.phase == phase_of(case)
        phases.append(Phase(case.phase).number)

    assert phases == [1, 2, 3, 3, 4, 3]


def test_the_next_phase_is_shut_until_the_assessment_lacks_nothing():
    case = CaseFactory()
    assessment_begun(case)
    case.refresh_from_db()
    before = opens_of(facts_of_one(case))
    assessment_ready(case)
    after = opens_of(facts_of_one(case))

    assert [condition.done for condition in before.conditions] == [True] + [False] * 6
    assert all(condition.url for condition in before.conditions if not condition.done)
    assert after.title != before.title


@pytest.mark.parametrize(("release", "at"), [(30, 2), (-5, 0), (None, None)])
def test_the_gate_stands_where_the_release_falls(release, at):
    case = CaseFactory()
    assessment_ready(case)
    if release is not None:
        case.release_on = day(release)
    facts = facts_of_one(case)

    gates = [step.gate for step in path_of(facts, day(3))]

    assert [place for place, gate in enumerate(gates) if gate] == ([] if at is None else [at])


def test_facts_of_many_cases_are_each_their_own():
    first, second = CaseFactory(), CaseFactory()
    assessment_ready(second)
    plan_in_force(second, day(30))

    facts = facts_of([first, second])

    assert [each.plan for each in facts] == [None, Plan.objects.get()]
    assert [each.assessment for each in facts] == [None, Assessment.objects.get()]


def test_nothing_is_closed_twice():
    case = CaseFactory()
    closed(case)

    with pytest.raises(CaseClosed):
        closed(case)
