"""Assessments, plans, notes and closures of every shape, the same at every run."""

import datetime as dt
from typing import Any

from assessments.actions.starting import correct_assessment
from assessments.models import Assessment, AssessmentParticipant, LifeAreaEntry
from assessments.vocabulary import AskedHow, DependantsState, InitiationManner, NeedNature, YesNo
from caseload.closing import close_case
from cases.models import Case, CaseClosure, Note
from cases.vocabulary import CommunicationChannel, Place
from continuity.actions.needs import end_need
from continuity.actions.services import tell_state
from continuity.models import Need, ServiceState, State, StateEnd
from continuity.need_kinds import NeedKind
from networks.meetings.actions.minutes import approve_minutes, correct_minutes
from networks.models import Authority, Meeting, MeetingCancellation, MemberKind, Minutes
from networks.models.meeting import HOW
from plans.actions.agreeing import agree_plan
from plans.actions.reviewing import review_plan
from plans.models import Goal, GoalOutcome, Plan, Review
from tests.caseload.generated import FIRST_NAMES, LAST_NAMES, SHORT, TEXTS, Generator
from tests.factories import (
    AssessmentFactory,
    AssessmentParticipantFactory,
    CaseFactory,
    ClientFactory,
    ClientWordsFactory,
    GoalFactory,
    InterimFactory,
    MeetingCancellationFactory,
    MeetingFactory,
    MinutesFactory,
    NeedFactory,
    NetworkMemberFactory,
    NoteFactory,
    PlanFactory,
    StepFactory,
    WorkerFactory,
    service_of,
)
from tests.identity_codes import code_of

FINALISED_AT = dt.datetime(2026, 3, 2, 22, 30, tzinfo=dt.UTC)
FIRST_DAY = dt.date(2026, 1, 15)
OPTIONAL_TEXTS = (
    "initiation_reason",
    "how_carried_out",
    "services_so_far",
    "own_actions",
    "experiences",
    "client_opinion",
    "special_support_grounds",
    "multi_actor_reason",
    "unlike_advice_because",
    "client_differs",
    "worker_differs",
    "next_steps",
)


class CaseGenerator(Generator):
    """Makes the final records of cases."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.worker = WorkerFactory(unit=self.unit)

    def case(self, **person: Any) -> Case:
        """A client with an identity code, unless `identity_code=""`."""
        number = next(self.numbers)
        born = dt.date(1960, 1, 1) + dt.timedelta(days=number)
        client = ClientFactory(
            county=self.county,
            first_names=self.next(FIRST_NAMES),
            last_name=self.next(LAST_NAMES),
            **{"identity_code": code_of(born, "-", 900 + number % 100)} | person,
        )
        case: Case = CaseFactory(client=client, unit=self.unit, responsible=self.worker)
        return case

    def note(self) -> Note:
        """A meeting with or without channel and participants."""
        person = self.maybe({"identity_code": ""}, {})
        note: Note = NoteFactory(
            case=self.case(**person),
            channel=self.maybe(self.next(CommunicationChannel)),
            participants=self.maybe(self.next(SHORT)),
            text=self.next(TEXTS),
        )
        return note

    def minutes(self) -> Minutes:
        """Approved, with and without decisions, absent people and the client's words."""
        case = self.case(**self.maybe({"identity_code": ""}, {}))
        members = [f"member-{NetworkMemberFactory(case=case).pk}" for _turn in range(2)]
        meeting = self.meeting(case, asked=["client", *members])
        decided = [
            (self.next(SHORT), self.next(SHORT), self.maybe(self.day(2026, 2027), None))
            for _turn in range(self.maybe(3, 0))
        ]
        minutes: Minutes = MinutesFactory(
            case=case,
            meeting=meeting,
            talked=self.next(TEXTS),
            client_words=self.maybe(self.next(TEXTS)),
            came=["client", *members[: self.maybe(2, 0)]],
            decisions=decided,
            approved=True,
        )
        return minutes

    def next_minutes(self, former: Minutes, *, is_supplement: bool) -> Minutes:
        """A correction or a supplement of approved minutes."""
        reason = self.next(SHORT)
        copy = correct_minutes(
            minutes=former, reason=reason, by=self.worker, is_supplement=is_supplement
        )
        approve_minutes(minutes=copy, seen=copy.version, by=self.worker)
        return copy

    def cancellation(self) -> MeetingCancellation:
        """Of both kinds of meetings, for both classes of reasons, with and without a new time."""
        meeting = self.meeting(self.case(**self.maybe({"identity_code": ""}, {})))
        later = dt.date(2027, 3, 29)
        new = Meeting(**{n: getattr(meeting, n) for n in Meeting.FIELDS} | {"on": later})
        new.case, new.kind = meeting.case, meeting.kind
        cancellation: MeetingCancellation = MeetingCancellationFactory(
            meeting=meeting,
            what=self.next(MeetingCancellation.What),
            cause=self.next(MeetingCancellation.Cause),
            actor=self.next(SHORT),
            words=self.maybe(self.next(TEXTS)),
            new_meeting=self.maybe(new, None),
        )
        return cancellation

    def meeting(self, case: Case, **told: Any) -> Meeting:
        """On any day, also those of the changes of the clock."""
        days = [dt.date(2025, 3, 30), dt.date(2025, 10, 26), dt.date(2026, 1, 31), FIRST_DAY]
        meeting: Meeting = MeetingFactory(
            case=case,
            kind=told.pop("kind", "network") if told else self.next(Meeting.Kind),
            on=self.next(days),
            channel=self.next(HOW),
            **told,
        )
        return meeting

    def closure(self) -> CaseClosure:
        """Closed for every reason, of people with and without an identity code."""
        person = self.maybe({"identity_code": ""}, {})
        closure = CaseClosure(
            case=self.case(**person),
            reason=self.next(CaseClosure.Reason),
            client_view=self.maybe(self.next(TEXTS)),
            remains_open=self.maybe(self.next(TEXTS)),
            signs_for_contact=self.maybe(self.next(TEXTS)),
            services_assessed=self.maybe(True, False),
            services_ending=self.maybe(self.next(TEXTS)),
            follow_up_on=self.maybe(self.day(2030, 2031), None),
        )
        close_case(closure=closure, by=self.worker)
        return closure

    def assessment(self) -> Assessment:
        """Final, with life areas gone through and not, and people who came and did not."""
        case = self.case()
        Case.objects.filter(pk=case.pk).update(opened_on=dt.date(2026, 1, 12))
        case.casememberships.update(since=FINALISED_AT - dt.timedelta(days=9))
        assessment: Assessment = AssessmentFactory(case=case, **self._answers())
        self._fill_areas(assessment)
        self._ask(assessment)
        return self._final(assessment)

    def next_version(self, former: Assessment, *, is_supplement: bool) -> Assessment:
        """Final, and in some of its answers, areas and people other than the one before."""
        copy = correct_assessment(
            assessment=former,
            reason=self.next(SHORT),
            is_supplement=is_supplement,
            by=self.worker,
        )
        changed = {name: value for name, value in self._answers().items() if self.maybe(True, "")}
        Assessment.objects.filter(pk=copy.pk).update(**changed)
        if self.maybe(True, ""):
            self._fill_areas(copy)
        self._ask(copy)
        return self._final(copy)

    def _answers(self) -> dict[str, Any]:
        texts = {name: self.maybe(self.next(TEXTS)) for name in OPTIONAL_TEXTS}
        return texts | {
            "initiation_manner": self.maybe(self.next(InitiationManner)),
            "dependants": self.maybe(self.next(DependantsState)),
            "no_opinion_because": self.maybe(self.next(SHORT)),
            "conclusions": self.next(TEXTS),
            "special_support": self.next(YesNo),
            "multi_actor": self.maybe(self.next(YesNo)),
            "need_nature": self.maybe(self.next(NeedNature)),
            "needs_personal_worker": self.next(list(reversed(YesNo))),
            "makes_plan": self.maybe(self.next(YesNo)),
        }

    def _final(self, assessment: Assessment) -> Assessment:
        Assessment.objects.filter(pk=assessment.pk).update(
            status=Assessment.Status.FINAL,
            finalised_at=FINALISED_AT,
            finalised_by=self.worker,
        )
        assessment.refresh_from_db()
        return assessment

    def plan(self) -> Plan:
        """Agreed, and sometimes reviewed and replaced by a second version."""
        case = self.case()
        plan = self._agreed(PlanFactory(case=case, goals=0, **self._plan_texts()), FIRST_DAY)
        if self.random.random() < 0.5:
            second = self._reviewed(plan)
            Plan.objects.filter(pk=second.pk).update(**self._plan_texts())
            plan = self._agreed(second, FIRST_DAY + dt.timedelta(days=60))
        return plan

    def _fill_areas(self, assessment: Assessment) -> None:
        states = list(LifeAreaEntry.State)[1:]
        for entry in assessment.areas.all():
            entry.state, entry.need = self.next(states), self.maybe(self.next(YesNo))
            if entry.state == LifeAreaEntry.State.LATER:
                entry.later_because = self.next(SHORT)
                entry.later_on = self.day(2030, 2031)
                entry.not_relevant_because = self.maybe(self.next(SHORT))
            if entry.state == LifeAreaEntry.State.GONE_THROUGH:
                for name in ("situation", "worker_view", "strengths"):
                    setattr(entry, name, self.maybe(self.next(TEXTS)))
                for _time in range(self.random.randrange(3)):
                    ClientWordsFactory(entry=entry, words=self.next(TEXTS))
            entry.save()

    def _ask(self, assessment: Assessment) -> None:
        for _person in range(self.random.randrange(6)):
            authority = self.maybe(self.next(Authority))
            chosen = NetworkMemberFactory(case=assessment.case, authority=authority)
            AssessmentParticipantFactory(
                assessment=assessment,
                member=self.maybe(chosen, None),
                authority=authority,
                who=self.next(SHORT) if not authority else self.maybe("Kati Savela"),
                asked_on=self.maybe(self.day(2025, 2026), None),
                asked_by=self.maybe("Riikka Aaltovuo"),
                asked_how=self.maybe(self.next(AskedHow)),
                part=self.next(AssessmentParticipant.Part),
                contribution=self.maybe(self.next(TEXTS)),
            )

    def _plan_texts(self) -> dict[str, Any]:
        texts = {name: self.maybe(self.next(TEXTS)) for name in Plan.TEXTS[:6]}
        short = {
            name: self.maybe(self.next(SHORT))
            for name in ("meeting_rhythm", "expected_length", "participants", "rights_how")
        }
        differing = {
            name: self.maybe(self.next(TEXTS)) for name in ("differing_client", "differing_worker")
        }
        return texts | short | differing | {"rights_explained": self.maybe(True, False)}

    def _agreed(self, plan: Plan, on: dt.date) -> Plan:
        members = [NetworkMemberFactory(case=plan.case, kind=kind) for kind in MemberKind]
        for _goal in range(self.random.randrange(1, 4)):
            goal = GoalFactory(
                plan=plan,
                words=self.next(TEXTS),
                description=self.maybe(self.next(TEXTS)),
                scale=self.next(Goal.Scale),
            )
            for _step in range(self.random.randrange(1, 4)):
                member = self.maybe(self.next(range(len(members))), None)
                StepFactory(
                    goal=goal,
                    member=None if member is None else members[member],
                    is_continuous=self.maybe(False, True),
                )
        for _service in range(self.random.randrange(4)):
            self._service(plan.case)
        self._ended_need(plan.case)
        agreement = self.next(Plan.Agreement)
        agree_plan(
            plan=plan,
            by=self.worker,
            on=on,
            agreement=agreement,
            reason="" if agreement == Plan.Agreement.AGREED else self.next(TEXTS),
            copies_to=self.maybe(self.next(TEXTS)),
        )
        return plan

    def _service(self, case: Case) -> None:
        """One more service, with or without a state before the present one, or a bare need."""
        state = self.maybe(self.next(State), None)
        if state is None:
            NeedFactory(case=case, kind=NeedKind.OTHER, words=self.next(TEXTS))
            return
        first = self.maybe(State.APPLIED, state)
        service = service_of(
            case,
            self.next([kind for kind in NeedKind if kind is not NeedKind.OTHER]),
            name=self.next(SHORT),
            provider=self.maybe("Kotimatka ry"),
            place=self.next(Place),
            **self._told(first),
        )
        if first is not state:
            tell_state(
                service=service,
                state=ServiceState(**self._told(state)),
                seen=service.states.get().pk,
                by=self.worker,
            )
        InterimFactory(need=service.need, what=self.next(SHORT))

    def _told(self, state: State) -> dict[str, Any]:
        """A state with the days that may stand beside it."""
        from_gate, until_gate = self.maybe(True, False), self.maybe(True, False)
        return {
            "state": state,
            "from_gate": from_gate,
            "starts_on": None if from_gate else self.maybe(self.day(2024, 2026), None),
            "until_gate": until_gate,
            "ends_on": None if until_gate else self.maybe(self.day(2027), None),
            "first_appointment_on": self.maybe(self.day(2027), None),
            "expected_on": self.maybe(self.day(2027), None),
            "valid_until": self.maybe(self.day(2027), None),
            "ended_because": self.next(StateEnd) if state is State.ENDED else "",
        }

    def _ended_need(self, case: Case) -> None:
        """Over for one of the reasons, so that the plan does not cite it."""
        reason, asked = self.next(Need.End), {"case": case, "kind": NeedKind.OTHER}
        need = NeedFactory(words=self.next(TEXTS), **asked)
        other = NeedFactory(words=self.next(TEXTS), **asked) if reason == "replaced" else None
        end_need(need=need, reason=reason, on=FIRST_DAY, replaced_by=other, by=self.worker)

    def _reviewed(self, plan: Plan) -> Plan:
        review = Review(
            plan=plan,
            reviewed_on=FIRST_DAY + dt.timedelta(days=50),
            services_outcome=self.maybe(self.next(TEXTS)),
            next_review_on=FIRST_DAY + dt.timedelta(days=200),
            leads_to_new_version=True,
        )
        outcomes = [
            GoalOutcome(
                goal=goal,
                outcome=self.next(GoalOutcome.Outcome),
                words=self.maybe(self.next(TEXTS)),
            )
            for goal in plan.goals.all()
        ]
        second = review_plan(review=review, outcomes=outcomes, by=self.worker)
        assert second is not None
        return second
