"""The social worker's acts as the stories tell them: short to write, the same actions."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from assessments.actions.delivering import record_delivery
from assessments.actions.starting import start_assessment
from assessments.actions.writing import edit_assessment, finalise_assessment
from assessments.later_areas import Answer, Decision
from assessments.models import (
    Assessment,
    AssessmentDelivery,
    ClientWords,
    LifeArea,
    LifeAreaEntry,
)
from caseload.demo.stage import worker_of
from cases.models import Case
from desistance.actions import close_checklist, fill_checklist
from desistance.factors import Factor, client_factors
from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import ClientStanding, Occasion, TaskState
from networks.members.actions.changing import add_member
from networks.members.actions.walkthrough import record_walkthrough
from networks.models import MemberKind, NetworkMember, NetworkWalkthrough
from plans.actions.agreeing import agree_plan
from plans.actions.drafting import draft_plan, edit_plan
from plans.actions.parts import add_goal, add_step
from plans.models import Goal, Plan, Step

PUBLIC, ACTOR, CLOSE, EXPERT = MemberKind
STRENGTH, NEED, NOT_RELEVANT, NOT_DISCUSSED = ClientStanding
DONE, UNDER_WAY, PREVENTED = TaskState
NOTHING = {"state": LifeAreaEntry.State.NONE, "need": "no"}
Areas = Mapping[LifeArea, Mapping[str, Any]]
How = ClientStanding | TaskState
Said = Mapping[Factor, tuple[How, str] | tuple[How, str, str]]


def gather_network(
    case: Case, on: dt.date, *members: Mapping[str, Any], note: str = ""
) -> list[NetworkMember]:
    """Go through the network with the client on a day, and enter who is in it."""
    gathered = []
    for facts in members:
        member = NetworkMember(case=case, since=on, **facts)
        add_member(member=member, by=worker_of(case))
        gathered.append(member)
    walkthrough = NetworkWalkthrough(
        case=case, outcome=NetworkWalkthrough.Outcome.GATHERED, on=on, note=note
    )
    record_walkthrough(walkthrough=walkthrough, by=worker_of(case))
    return gathered


def assess(
    case: Case,
    *,
    started_on: dt.date,
    values: Mapping[str, Any],
    areas: Areas,
    participants: Sequence[Mapping[str, Any]] = (),
    final_on: dt.date | None = None,
) -> Assessment:
    """Write an assessment, and finish it where `final_on` says when.

    In a finished one nothing was identified in the areas that are not named.
    """
    by = worker_of(case)
    if final_on is not None:
        areas = dict.fromkeys(LifeArea, NOTHING) | dict(areas)
    assessment = start_assessment(
        case=case,
        initiated_on=case.opened_on,
        initiation_manner="contact",
        started_on=max(started_on, case.opened_on),
        by=by,
    )
    edit_assessment(
        assessment=assessment,
        seen=assessment.version,
        by=by,
        values=values,
        areas={
            area.value: {"said_on": assessment.started_on, **said} for area, said in areas.items()
        },
        participants=participants,
    )
    if final_on is not None:
        later = {
            area.value: Decision(Answer.AT_REVIEW, on=said["later_on"])
            for area, said in areas.items()
            if said["state"] == LifeAreaEntry.State.LATER
        }
        finalise_assessment(
            assessment=assessment, seen=assessment.version, by=by, on=final_on, later=later
        )
    return assessment


def hand_over(assessment: Assessment, on: dt.date, to_whom: str) -> None:
    """Read a finished assessment together with the client, and give it to them."""
    delivery = AssessmentDelivery(
        case=assessment.case,
        assessment=assessment,
        to_whom=to_whom,
        delivered_on=on,
        manner=AssessmentDelivery.Manner.READ_TOGETHER,
    )
    record_delivery(delivery=delivery, by=worker_of(assessment.case))


def hear(
    assessment: Assessment, area: LifeArea, *said: tuple[str, dt.date], wrong: str = ""
) -> None:
    """Add what the client said of a life area on different days.

    `wrong` is how the last words were typed first.
    """
    by = worker_of(assessment.case)

    def write(words: str, on: dt.date, replaces: ClientWords | None = None) -> None:
        answers = {"client_words": words, "said_on": on, "replaces": replaces}
        edit_assessment(
            assessment=assessment,
            seen=assessment.version,
            by=by,
            values={},
            areas={area.value: answers},
        )

    for words, on in said[:-1]:
        write(words, on)
    words, on = said[-1]
    if wrong:
        write(wrong, on)
    typed = ClientWords.objects.filter(entry__assessment=assessment, words=wrong).last()
    write(words, on, typed)


@dataclass(frozen=True)
class Wanted:
    """A goal to enter, with its steps as (what, who, by when or None for continuously)."""

    words: str
    steps: Sequence[tuple[str, str, dt.date | None]]
    supports: Sequence[Factor] = ()
    more: str = ""
    scale: Goal.Scale = Goal.Scale.BETTER


def plan_together(
    case: Case,
    *,
    review_on: dt.date,
    goals: Sequence[Wanted] = (),
    draft: Plan | None = None,
    agreed_on: dt.date | None = None,
    answer: str = Plan.Agreement.AGREED,
    reason: str = "",
    copies_to: str = "",
    **texts: Any,
) -> Plan:
    """Write a plan, new or the given draft, and agree it where `agreed_on` says when."""
    by = worker_of(case)
    plan = draft or draft_plan(case=case, by=by)
    for name, text in (texts | {"review_on": review_on}).items():
        setattr(plan, name, text)
    edit_plan(plan=plan, by=by, seen=plan.version)
    for wanted in goals:
        _enter_goal(plan, wanted)
    if agreed_on is not None:
        agree_plan(
            plan=plan, by=by, on=agreed_on, agreement=answer, reason=reason, copies_to=copies_to
        )
    return plan


def talk_over(
    case: Case,
    occasion: Occasion,
    on: dt.date,
    said: Said,
    *,
    observed: Mapping[Factor, str] = MappingProxyType({}),
    is_open: bool = False,
) -> Checklist:
    """Fill in a round, and close it unless it `is_open` still.

    A factor of the client that is not named is not discussed yet. `observed` holds the words
    on the way of working, the services and the unit.
    """
    entries = []
    for factor in client_factors():
        if factor not in said and factor.is_our_task:
            continue
        how, note, *then = said.get(factor, (_unsaid(factor), ""))
        entry = ChecklistEntry(factor=factor, note=note, next_step=then[0] if then else "")
        if factor.is_our_task:
            entry.task = how
        else:
            entry.standing = how
        entries.append(entry)
    entries += [ChecklistEntry(factor=factor, note=note) for factor, note in observed.items()]
    by = worker_of(case)
    checklist = fill_checklist(
        case=case, occasion=occasion, round_number=1, entries=entries, seen=0, by=by, on=on
    )
    if not is_open:
        close_checklist(checklist=checklist, seen=checklist.version, by=by)
    return checklist


def _unsaid(factor: Factor) -> ClientStanding:
    if factor is Factor.SUPPORT_DURING_SUPERVISED_PROBATIONARY_FREEDOM:
        return NOT_RELEVANT
    return NOT_DISCUSSED


def _enter_goal(plan: Plan, wanted: Wanted) -> None:
    by = worker_of(plan.case)
    goal = Goal(
        plan=plan,
        words=wanted.words,
        description=wanted.more,
        scale=wanted.scale,
        factors=[factor.value for factor in wanted.supports],
    )
    add_goal(goal=goal, by=by)
    for text, actor, due_on in wanted.steps:
        step = Step(goal=goal, text=text, actor=actor, due_on=due_on, is_continuous=due_on is None)
        add_step(step=step, by=by)
