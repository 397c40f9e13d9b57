"""For each kind of what can be due in a case: how a case comes to it, and what ends it.

Each `made` gives a case in which the kind is due, by the acts of life; `done` does what
is asked for. Days are counted from `day(0)`.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from assessments.actions.starting import correct_assessment
from assessments.actions.writing import edit_assessment, finalise_assessment
from assessments.later_areas import Answer, Decision
from assessments.models import Assessment
from caseload.closing import close_case
from cases.actions.team import assign_worker
from cases.custody import CustodyKind
from cases.models import Case, CaseClosure, Note
from cases.permissions import CaseRole
from continuity.actions.services import tell_state
from continuity.models import ServiceState, State
from continuity.need_kinds import NeedKind
from desistance.occasions import Occasion
from inputs.attendees import NOBODY_NAMED
from networks.meetings.actions.deciding import end_decision
from networks.meetings.actions.planning import hold_meeting_of_two
from networks.members.actions.changing import do_without, end_member
from networks.models import DecisionEnd, Meeting, MeetingDecision
from plans.actions.agreeing import agree_plan
from plans.actions.doing import mark_step_done
from plans.actions.parts import edit_step
from plans.models import Step
from referrals.models import CustodyReport
from referrals.moving.actions.custody_reports import decline_report, report_custody
from tests.caseload.walk import (
    assessment_begun,
    assessment_ready,
    plan_drafted,
    plan_in_force,
    released,
)
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    ChecklistFactory,
    MeetingFactory,
    MinutesFactory,
    NeedFactory,
    NetworkMemberFactory,
    NetworkWalkthroughFactory,
    NoteFactory,
    ReferralFactory,
    ServiceFactory,
    SupervisorFactory,
    TriageFactory,
    WorkerFactory,
)
from timing.vocabulary import DueKind

FAR = {"custody_started_on": None, "release_certainty": "official"}
SHORT = {"custody_kind": CustodyKind.FINE_CONVERSION, "release_certainty": "official"}


def day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)


def case(**given: Any) -> Case:
    made: Case = CaseFactory(**{"on": day(0)} | given)
    return made


def met(of: Case, on: int = 0) -> Case:
    NoteFactory(case=of, occurred_on=day(on))
    return of


def with_release(on: int, **facts: Any) -> Case:
    made = met(case())
    released(made, day(on), **FAR | facts)
    return made


def passed() -> Case:
    made = met(case(on=day(-30)))
    released(made, day(-1), **FAR)
    return made


def out(**facts: Any) -> Case:
    made = case(on=day(-30))
    released(made, day(-3), **FAR | {"released_on": day(-3), **facts})
    return made


def short_stay_over() -> Case:
    made = out(**SHORT, custody_started_on=day(-20))
    ChecklistFactory(case=made, occasion=Occasion.CONTACT)
    return met(made)


def short_stay() -> Case:
    made = met(case())
    released(made, day(20), **SHORT, custody_started_on=day(-5))
    return made


def assessed(**answers: str) -> Case:
    made = with_release(90)
    draft = assessment_begun(made)
    if answers:
        Assessment.objects.filter(pk=draft.pk).update(**answers)
    assessment_ready(made)
    return made


def planned() -> Case:
    made = assessed()
    plan_in_force(made, day(40))
    return made


def with_step() -> Case:
    made = assessed()
    plan = plan_drafted(made, day(60))
    step = Step.objects.get(goal__plan=plan)
    step.due_on, step.is_continuous = day(30), False
    edit_step(step=step, by=made.responsible, seen=step.version)
    agree_plan(plan=plan, by=made.responsible, on=day(0))
    return made


def with_gap() -> Case:
    made = met(case())
    NetworkMemberFactory(case=made, name="", organisation_name="Kela")
    return made


def end_gap(of: Case) -> None:
    member = of.networkmembers.get(name="")
    end_member(member=member, on=day(0), reason="Ei tarvita", by=of.responsible)


def with_somebody_leaving() -> Case:
    made = met(case())
    member = NetworkMemberFactory(case=made)
    end_member(member=member, on=day(10), reason="Vaihtaa työtä", by=made.responsible)
    return made


def do_without_them(of: Case) -> None:
    do_without(member=of.networkmembers.get(), because="Asia hoitui", by=of.responsible)


def in_need() -> Case:
    made = with_release(90)
    NeedFactory(case=made, kind=NeedKind.HOUSING)
    return made


def cover(of: Case) -> None:
    ServiceFactory(need=of.needs.get(), name="Oma koti", state=State.RUNNING)


def granted_for_a_time() -> Case:
    made = with_release(90)
    need = NeedFactory(case=made, kind=NeedKind.HOUSING)
    ServiceFactory(need=need, state=State.GRANTED, from_gate=True, valid_until=day(30))
    return made


def renew(of: Case) -> None:
    service = of.services.get()
    seen = service.states.get()
    state = ServiceState(state=State.GRANTED, from_gate=True)
    tell_state(service=service, state=state, seen=seen.pk, by=of.responsible)


def closed() -> Case:
    made = case(on=day(-30))
    closure = CaseClosure(case=made, reason="no_longer_needed", follow_up_on=day(30))
    close_case(closure=closure, by=made.responsible)
    made.refresh_from_db()
    return made


def by_law(**triggers: bool) -> Case:
    """Opened from the person's own contact that arrived today."""
    referral = ReferralFactory(made_by="client", release_on=None, release_certainty="unknown")
    made: Case = TriageFactory(referral=referral, **triggers).case
    return made


def child() -> Case:
    born = day(-16 * 365)
    referral = ReferralFactory(birth_date=born, release_on=None, release_certainty="unknown")
    made: Case = TriageFactory(referral=referral, special_support_child=True).case
    return made


def carried(of: Case) -> Case:
    """The same with a personal worker."""
    name_worker(of)
    of.refresh_from_db()
    return of


def reported() -> Case:
    made = carried(by_law())
    referral = made.triages.get().referral
    report = CustodyReport(referral=referral, release_on=day(60), release_certainty="official")
    report_custody(report=report, by=referral.holder)
    return made


def decline(of: Case) -> None:
    report = CustodyReport.objects.of_case(of).waiting().get()
    decline_report(report=report, case=of, because="Väärä henkilö", by=of.responsible)


@dataclass(frozen=True)
class Kind:
    """How it comes about, and what ends it; without `done` nothing but its cause does."""

    made: Callable[[], Case]
    done: Callable[[Case], object] | None = None


def name_worker(of: Case) -> None:
    worker = WorkerFactory(unit=of.unit)
    by = SupervisorFactory(unit=of.unit)
    assign_worker(case=of, user=worker, role=CaseRole.RESPONSIBLE, by=by)


def tell_out(of: Case) -> None:
    released(of, of.release_on, **FAR, released_on=of.release_on)


def make_sure(of: Case) -> None:
    released(of, of.release_on, **FAR)


def begin(of: Case) -> None:
    assessment_begun(of)


def with_area_left() -> Case:
    made = with_release(90)
    draft = AssessmentFactory(case=made, complete=True)
    told = {"state": "later", "later_because": "Väsynyt", "later_on": day(30)}
    draft.areas.filter(area="health").update(**told)
    NetworkWalkthroughFactory(case=made)
    later = {"health": Decision(Answer.AT_REVIEW, on=day(30))}
    by = made.responsible
    finalise_assessment(assessment=draft, seen=draft.version, by=by, later=later)
    made.refresh_from_db()
    return made


def ask_area(of: Case) -> None:
    final = Assessment.objects.get(case=of)
    correct_assessment(assessment=final, reason="Kysyttiin", by=of.responsible)
    assessment_ready(of)


def with_somebody_asked() -> Case:
    made = with_release(90)
    draft = AssessmentFactory(case=made)
    write_participant(draft, part="asked", asked_on=day(0))
    made.refresh_from_db()
    return made


def let_answer(of: Case) -> None:
    write_participant(Assessment.objects.get(case=of), part="took_part", asked_on=day(0))


def write_participant(draft: Assessment, **told: Any) -> None:
    known = draft.participants.first()
    row = {"pk": known.pk if known else None, "authority": "2", **told}
    by = draft.saved_by
    edit_assessment(assessment=draft, seen=draft.version, by=by, values={}, participants=[row])


def agree(of: Case) -> None:
    plan_in_force(of, day(60))


def do_step(of: Case) -> None:
    mark_step_done(step=Step.objects.get(goal__plan__case=of), by=of.responsible, on=day(0))


def with_meeting() -> Case:
    made = case()
    MeetingFactory(case=made, on=day(0), kind="one_to_one")
    return made


def meet(of: Case) -> None:
    meeting = Meeting.objects.get(case=of)
    note = Note(case=of, kind="meeting", outcome="met", occurred_on=day(0), text="Tavattiin.")
    hold_meeting_of_two(meeting=meeting, note=note, attendees=NOBODY_NAMED, by=of.responsible)


def with_decision() -> Case:
    made = case()
    MinutesFactory(
        meeting=MeetingFactory(case=made, on=day(0)),
        case=made,
        decisions=[("Haetaan asuntoa", "Niko", day(14))],
        approved=True,
    )
    return made


def see_to(of: Case) -> None:
    decision = MeetingDecision.objects.get(minutes__case=of)
    end_decision(decision=decision, how=DecisionEnd.How.DONE, on=day(0), by=of.responsible)


KINDS = {
    DueKind.RELEASE_PASSED: Kind(passed, tell_out),
    DueKind.PERSONAL_WORKER: Kind(lambda: case(responsible=None), name_worker),
    DueKind.FIRST_MEETING: Kind(case, met),
    DueKind.FIRST_DAYS: Kind(
        short_stay, lambda of: ChecklistFactory(case=of, occasion=Occasion.CONTACT)
    ),
    DueKind.REVIEW: Kind(planned),
    DueKind.ASSESSMENT: Kind(lambda: with_release(90), assessment_ready),
    DueKind.ASKED_ANSWER: Kind(with_somebody_asked, let_answer),
    DueKind.LATER_AREAS: Kind(with_area_left, ask_area),
    DueKind.PLAN: Kind(assessed, agree),
    DueKind.STEP: Kind(with_step, do_step),
    DueKind.MEETING_DECISION: Kind(with_decision, see_to),
    DueKind.MEETING: Kind(with_meeting, meet),
    DueKind.ROUND: Kind(planned, lambda of: ChecklistFactory(case=of, occasion=Occasion.PLAN)),
    DueKind.RELEASE_UNKNOWN: Kind(lambda: met(case()), lambda of: released(of, day(90), **FAR)),
    DueKind.RELEASE_UNSURE: Kind(
        lambda: with_release(90, release_certainty="estimated"), make_sure
    ),
    DueKind.RELEASE: Kind(lambda: with_release(90), tell_out),
    DueKind.FIRST_WEEKS: Kind(out, met),
    DueKind.AFTER_SHORT_STAY: Kind(short_stay_over, begin),
    DueKind.SUCCESSION: Kind(with_somebody_leaving, do_without_them),
    DueKind.CONTACT_PERSON: Kind(with_gap, end_gap),
    DueKind.SILENCE: Kind(lambda: met(case())),
    DueKind.FOLLOW_UP: Kind(closed),
    DueKind.GAP: Kind(in_need, cover),
    DueKind.SERVICE_EXPIRES: Kind(granted_for_a_time, renew),
    DueKind.CUSTODY_REPORT: Kind(reported, decline),
    DueKind.BEGINS_BY_LAW: Kind(lambda: carried(by_law(over_75=True)), begin),
    DueKind.READY_BY_LAW: Kind(lambda: carried(child()), assessment_ready),
}
