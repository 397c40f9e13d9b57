"""What the case already knows for the day at the gate, in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch

from cases.custody import GateKind
from cases.gates import Gate, gates_of
from cases.models import Case, CustodyFact
from continuity.gap_facts import Gap, Line, NeedFacts
from continuity.gap_report import misses, with_shared_cover
from continuity.models import GateAnswer, GateFacts, Interim, Need, NoNeed, Service
from continuity.needs_known import needs_of, rows_of
from continuity.people_words import leaving
from networks.models import NetworkMember
from plans.models import Plan, Step, StepDone

TWO_WEEKS = dt.timedelta(days=14)


@dataclass(frozen=True)
class Known:
    """The case as it stands today.

    `gaps` are the rows by the need's key, the most urgent first; a need without one holds.
    `people` are also those who left.
    """

    case: Case
    today: dt.date
    gates: list[Gate]
    custody: CustodyFact | None
    needs: list[NeedFacts]
    gaps: dict[int, list[Gap]]
    services: dict[int, Service]
    interims: dict[int, Interim]
    answers: dict[str, GateAnswer]
    no_needs: dict[str, NoNeed]
    ended: dict[str, Need]
    facts: GateFacts
    people: dict[int, NetworkMember]
    steps: list[Step]
    review_on: dt.date | None

    @property
    def gate(self) -> Gate | None:
        """The gate that the page is about: one passed within two weeks, else the next ahead."""
        passed = [gate for gate in self.gates if gate.passed_on is not None]
        ahead = [gate for gate in self.gates if gate.is_ahead]
        if passed and (not ahead or self._is_recent(passed[-1])):
            return passed[-1]
        return ahead[0] if ahead else None

    def _is_recent(self, gate: Gate) -> bool:
        return gate.passed_on is not None and self.today <= gate.passed_on + TWO_WEEKS

    @property
    def has_gate(self) -> bool:
        return self.gate is not None

    @property
    def first_day(self) -> dt.date:
        """The day from which the two weeks are counted; today where it is not known."""
        return (self.gate.day if self.gate else None) or self.today

    def holding(self, need: NeedFacts) -> list[Line]:
        """What was told of the need, without what is granted for a day that cannot be."""
        missed = [misses(gap, self.gates) for gap in self.gaps.get(need.key, ())]
        return [line for line in need.lines if not any(line in each for each in missed)]

    def who(self, line: Line) -> str:
        """Who gives what the line names."""
        if line.is_interim:
            return self.interims[line.key].by_whom
        service = self.services[line.key]
        provider = service.provider or self._named(service.provider_member_id)
        known = [provider, self._named(service.contact_outside_id)]
        return ", ".join(dict.fromkeys(part for part in known if part))

    def answering(self, key: int | None) -> NetworkMember | None:
        """Who answers on the day of the gate: whoever follows where somebody has left by then."""
        member = self.people.get(key) if key else None
        while member is not None and self.is_gone(member) and member.successor_id is not None:
            member = self.people.get(member.successor_id)
        return member

    def is_gone(self, member: NetworkMember) -> bool:
        """Whether somebody leaves on or before the day of the gate."""
        day = max(self.first_day, self.today)
        return member.ended_on is not None and member.ended_on <= day

    def _named(self, key: int | None) -> str:
        member = self.answering(key)
        if member is None or (self.is_gone(member) and not member.leaves_nobody):
            return ""
        return leaving(member)


def known_of(case: Case, today: dt.date) -> Known:
    """Read everything that the page and the papers show."""
    gates = gates_of(case)
    needs = needs_of([case]).get(case.pk, [])
    plan = Plan.objects.in_force().with_next_review().filter(case=case).first()
    no_needs = NoNeed.objects.filter(case=case).order_by("answered_on", "pk")
    ended = Need.objects.filter(case=case, ended_on__isnull=False).order_by("ended_on", "pk")
    return Known(
        case=case,
        today=today,
        gates=[gate for gate in gates if gate.kind is not GateKind.NONE],
        custody=CustodyFact.objects.of_case(case).first(),
        needs=with_shared_cover(needs),
        gaps=_by_need(rows_of(case, needs, today)),
        services={each.pk: each for each in Service.objects.filter(case=case)},
        interims={each.pk: each for each in Interim.objects.filter(case=case)},
        answers={each.item: each for each in GateAnswer.objects.filter(case=case)},
        no_needs={each.kind: each for each in no_needs},
        ended={each.kind: each for each in ended},
        facts=GateFacts.objects.filter(case=case).first() or GateFacts(case=case, version=0),
        people={each.pk: each for each in NetworkMember.objects.filter(case=case).for_listing()},
        steps=_steps_of(plan) if plan else [],
        review_on=plan.next_review_on if plan else None,
    )


def _by_need(rows: list[Gap]) -> dict[int, list[Gap]]:
    found: dict[int, list[Gap]] = defaultdict(list)
    for gap in rows:
        found[gap.need.key].append(gap)
    return found


def _steps_of(plan: Plan) -> list[Step]:
    """What is still to be done and has a day."""
    steps = Step.objects.filter(goal__plan=plan, due_on__isnull=False).order_by("due_on", "pk")
    done = StepDone.objects.filter(taken_back_at=None)
    found = steps.prefetch_related(Prefetch("done", done))
    return [step for step in found if step.present_done is None]
