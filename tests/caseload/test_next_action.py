"""One next action for each state of a case, and the phase that the records say."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment
from caseload.case_page.gathered_facts import facts_of
from caseload.case_page.path import opens_of, path_of
from caseload.closing import close_case, reopen_case
from caseload.course.next_action import dues_of, next_action
from caseload.course.order import tasks_in_order
from caseload.phase import phase_of
from cases.actions.closed_case import CaseClosed
from cases.custody import CustodyKind, ReleaseCertainty
from cases.models import CaseClosure
from cases.phases import Phase
from continuity.actions.needs import say_no_need
from continuity.models import NoNeed
from continuity.need_kinds import FIRST_DAYS
from desistance.occasions import Occasion
from networks.models import NetworkWalkthrough
from plans.actions.doing import mark_step_done
from plans.actions.drafting import draft_plan
from plans.models import Step
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
from timing.deriving import CASE, derive
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db


def day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)


def action_of(case, on=None):
    case.refresh_from_db()
    return next_action(case, dues_of([case]).get(case.pk, []), on or timezone.localdate())


def derived(case):
    """What is due after the test has written past the acts."""
    case.refresh_from_db()
    derive(CASE, [case])


def closed(case, **given):
    close_case(
        closure=CaseClosure(case=case, reason="no_longer_needed", **given), by=case.responsible
    )
    case.refresh_from_db()


def test_a_case_without_a_worker_asks_for_one_first():
    assert action_of(CaseFactory(responsible=None)).key == "name_worker"


def test_a_new_case_begins_with_a_meeting():
    assert action_of(CaseFactory(on=day(0))).key == "first_meeting"


def test_after_the_first_note_the_assessment_is_started():
    case = CaseFactory(on=day(0))
    NoteFactory(case=case, occurred_on=day(0))

    assert action_of(case).key == "start_assessment"


def test_an_attempt_that_did_not_reach_the_client_is_no_meeting():
    case = CaseFactory(on=day(0))
    NoteFactory(case=case, occurred_on=day(0), outcome="tried")

    assert action_of(case).key == "first_meeting"


def test_who_gets_no_plan_by_the_assessment_is_not_asked_for_one():
    case = CaseFactory(on=day(0))
    NoteFactory(case=case, occurred_on=day(0))
    draft = assessment_begun(case)
    Assessment.objects.filter(pk=draft.pk).update(
        makes_plan="no", unlike_advice_because="Ei halua."
    )
    assessment_ready(case)

    assert "make_plan" not in {due.act for due in dues_of([case])[case.pk]}


def test_the_silence_is_broken_by_a_contact_and_not_by_any_writing():
    case = CaseFactory(on=day(-90))
    NoteFactory(case=case, occurred_on=day(-40))
    NoteFactory(case=case, occurred_on=day(0), kind="other")
    assessment_begun(case)
    silent = {due.kind: due.day for due in dues_of([case])[case.pk]}["silence"]

    assert silent == day(-10)


def test_a_draft_assessment_asks_first_for_the_network_then_for_what_is_missing():
    case = CaseFactory(on=day(0))
    NoteFactory(case=case, occurred_on=day(0))
    draft = assessment_begun(case)
    asked = [action_of(case)]
    NetworkWalkthroughFactory(case=case)
    asked.append(action_of(case))
    draft.areas.update(state="gone_through")
    derived(case)
    asked.append(action_of(case))
    Assessment.objects.filter(pk=draft.pk).update(dependants="none")
    derived(case)
    asked.append(action_of(case))

    assert [each.key for each in asked] == [
        "walk_network",
        "ask_areas",
        "continue_assessment",
        "continue_assessment",
    ]
    assert len({each.url for each in asked}) == 4


def test_a_client_who_wants_to_return_to_the_network_later_is_asked_again():
    case = CaseFactory(on=day(0))
    NoteFactory(case=case, occurred_on=day(0))
    assessment_begun(case)
    NetworkWalkthroughFactory(case=case, outcome=NetworkWalkthrough.Outcome.LATER)

    assert action_of(case).url.endswith("/verkosto/")


def test_a_final_assessment_leads_to_a_plan_and_a_draft_to_its_agreement():
    case = CaseFactory(on=day(0))
    NoteFactory(case=case, occurred_on=day(0))
    assessment_ready(case)
    ChecklistFactory(case=case, occasion=Occasion.ASSESSMENT)
    keys = [action_of(case).key]
    plan = plan_drafted(case, day(90))
    keys.append(action_of(case).key)

    assert keys == ["make_plan", "agree_plan"]
    assert action_of(case).url.endswith(f"/suunnitelmat/{plan.pk}/sovi/")


def test_an_agreed_review_stays_due_beside_a_draft_until_the_new_version_is_agreed():
    case = CaseFactory(on=day(0))
    NoteFactory(case=case, occurred_on=day(0))
    assessment_ready(case)
    plan = plan_in_force(case, day(-3), on=day(-30))
    draft = draft_plan(case=case, by=case.responsible)

    due = {due.kind: (due.act, due.day, due.object_id) for due in dues_of([case])[case.pk]}

    assert due["review"] == ("review_plan", day(-3), plan.pk)
    assert due["plan"] == ("agree_review_date", None, draft.pk)


@pytest.mark.parametrize(
    ("offset", "key"),
    [(-3, "review_plan"), (0, "review_plan"), (14, "review_plan"), (15, "wait_for_review_plan")],
)
def test_a_review_is_a_task_from_two_weeks_before_the_agreed_day(offset, key):
    case = CaseFactory(on=day(0))
    NoteFactory(case=case, occurred_on=day(0))
    released(case, day(200))
    assessment_ready(case)
    ChecklistFactory(case=case, occasion=Occasion.ASSESSMENT)
    plan_in_force(case, day(offset), on=day(-30))
    mark_step_done(step=Step.objects.get(), by=case.responsible, on=day(0))

    action = action_of(case)

    assert (action.key, action.due_kind, action.due_on) == (key, "agreed", day(offset))
    assert action.waits is key.startswith("wait")


@pytest.mark.parametrize(
    ("release", "certainty", "asked"),
    [
        (10, ReleaseCertainty.ESTIMATED, {"confirm_release"}),
        (10, ReleaseCertainty.OFFICIAL, set()),
        (200, ReleaseCertainty.ESTIMATED, set()),
        (-10, ReleaseCertainty.ESTIMATED, {"tell_release"}),
        (-1, ReleaseCertainty.OFFICIAL, {"tell_release"}),
        (0, ReleaseCertainty.OFFICIAL, set()),
    ],
)
def test_a_near_release_is_made_sure_and_a_passed_one_is_told(release, certainty, asked):
    case = CaseFactory(on=day(-60))
    released(case, day(release), release_certainty=certainty, custody_started_on=None)
    shown = tasks_in_order(dues_of([case])[case.pk], day(0))

    assert {due.act for due in shown} & {"confirm_release", "tell_release"} == asked


def test_a_release_that_passed_unconfirmed_comes_before_all_else():
    case = CaseFactory(on=day(-90))
    released(case, day(-3), custody_started_on=None)

    assert action_of(case).key == "tell_release"


def test_who_is_told_to_be_out_is_asked_how_the_first_days_went():
    case = CaseFactory(on=day(-90))
    NoteFactory(case=case, occurred_on=day(-5))
    released(case, day(-3), released_on=day(-3), custody_started_on=None)
    kinds = {due.kind for due in tasks_in_order(dues_of([case])[case.pk], day(0))}
    NoteFactory(case=case, occurred_on=day(-1))
    after = {due.kind for due in dues_of([case])[case.pk]}

    assert "first_weeks" in kinds
    assert "release_passed" not in kinds
    assert "first_weeks" not in after


@pytest.mark.parametrize(
    ("kind", "asked"), [(CustodyKind.REMAND, True), (CustodyKind.NOT_IN_CUSTODY, False)]
)
def test_an_unknown_release_is_asked_for_again_in_four_weeks(kind, asked):
    case = CaseFactory(on=day(0))
    released(case, None, custody_kind=kind)
    days = {due.kind: due.day for due in dues_of([case])[case.pk]}

    assert days.get("release_unknown") == (day(28) if asked else None)


def test_no_target_is_late_on_the_day_on_which_its_case_was_opened():
    case = CaseFactory(on=day(0))
    released(case, day(9), release_certainty="estimated", custody_started_on=None)

    assert not [due for due in dues_of([case])[case.pk] if due.is_late_on(day(0))]


def test_no_target_lies_behind_the_gate():
    case = CaseFactory(on=day(0))
    released(case, day(5), release_certainty="estimated", custody_started_on=day(-300))
    targets = [
        due for due in dues_of([case])[case.pk] if due.kind in ("assessment", "first_meeting")
    ]

    assert [due.day for due in targets] == [day(5)] * 2


def test_a_closed_case_waits_or_says_when_to_make_the_follow_up_contact():
    without, with_contact = CaseFactory(), CaseFactory()
    closed(without)
    closed(with_contact, follow_up_on=day(30))

    assert action_of(without).key == "closed"
    assert (action_of(with_contact).key, action_of(with_contact).due_on) == ("follow_up", day(30))


def test_a_short_stay_aims_at_the_contact_and_the_first_days():
    case = CaseFactory(on=day(0))
    certain = {"custody_started_on": day(-5), "release_certainty": ReleaseCertainty.OFFICIAL}
    released(case, day(4), custody_kind=CustodyKind.FINE_CONVERSION, **certain)
    contact = action_of(case)
    NoteFactory(case=case, occurred_on=day(0))
    first_days = action_of(case)
    ChecklistFactory(case=case, occasion=Occasion.CONTACT)
    done = action_of(case)

    assert [contact.key, first_days.key] == ["first_contact", "agree_first_days"]
    assert contact.due_on <= first_days.due_on == day(4)
    assert first_days.url.endswith("/desistanssi/yhteydenotto/")
    assert done.waits


def test_in_remand_the_first_days_are_asked_by_needs_until_each_is_answered():
    case = CaseFactory(on=day(0))
    certain = {"custody_started_on": day(-5), "release_certainty": ReleaseCertainty.OFFICIAL}
    released(case, day(4), custody_kind=CustodyKind.REMAND, **certain)
    NoteFactory(case=case, occurred_on=day(0))
    first_days = action_of(case)
    for kind in FIRST_DAYS:
        say_no_need(answer=NoNeed(case=case, kind=kind, because="Kunnossa"), by=case.responsible)

    assert first_days.key == "ask_first_needs"
    assert first_days.url.endswith(reverse("caseload:proposals", args=[case.pk]))
    assert not Due.objects.present().filter(case_id=case.pk, kind=DueKind.FIRST_DAYS).exists()


@pytest.mark.parametrize(("met", "key"), [(-6, "ask_first_days"), (0, "decide_next")])
def test_after_a_short_stay_it_is_asked_how_the_first_days_went(met, key):
    case = CaseFactory(on=day(-9))
    out = {"custody_started_on": day(-9), "released_on": day(-2)}
    released(case, day(-2), custody_kind=CustodyKind.FINE_CONVERSION, **out)
    NoteFactory(case=case, occurred_on=day(met))
    ChecklistFactory(case=case, occasion=Occasion.CONTACT)

    assert action_of(case).key == key


def test_an_assessment_begun_on_a_short_stay_is_gone_on_with():
    case = CaseFactory(on=day(0))
    released(case, day(4), custody_kind=CustodyKind.FINE_CONVERSION, custody_started_on=day(-5))
    NoteFactory(case=case, occurred_on=day(0))
    assessment_begun(case)

    assert action_of(case).key == "walk_network"


def test_lateness_and_time_left_are_said_in_words():
    action = action_of(CaseFactory(on=day(0)))
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
        ("1 päivän myöhässä", "1 päivän päästä"),
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
    before = opens_of(facts_of(case))
    assessment_ready(case)
    after = opens_of(facts_of(case))

    assert [condition.done for condition in before.conditions] == [True] + [False] * 6
    assert all(condition.url for condition in before.conditions if not condition.done)
    assert after.title != before.title


@pytest.mark.parametrize(("release", "at"), [(30, 2), (-5, 0), (None, None)])
def test_the_gate_stands_where_the_release_falls(release, at):
    case = CaseFactory()
    assessment_ready(case)
    if release is not None:
        case.release_on = day(release)
        case.released_on = day(release) if release < 0 else None
    facts = facts_of(case)

    gates = [step.gate for step in path_of(facts)]

    assert [place for place, gate in enumerate(gates) if gate] == ([] if at is None else [at])


def test_nothing_is_closed_twice():
    case = CaseFactory()
    closed(case)

    with pytest.raises(CaseClosed):
        closed(case)
