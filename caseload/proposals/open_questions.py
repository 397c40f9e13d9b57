"""What the page of proposals shows: the questions, and after a return what ran outside."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from assessments.proposals import proposed_by_assessment
from cases.models import Case, CustodyFact
from cases.outside import last_return, out_since_of
from cases.vocabulary import Place
from continuity.models import Service, ServiceState, State
from continuity.needs_known import present_states
from continuity.proposing import Question, questions
from referrals.proposals import proposed_by_contacts


@dataclass(frozen=True)
class Running:
    """A service outside that ran when the client came back to prison; not asked about since."""

    service: Service
    state: ServiceState


@dataclass(frozen=True)
class Asked:
    """All that is asked in one case now."""

    case: Case
    questions: Sequence[Question]
    running: Sequence[Running]
    returned: CustodyFact | None

    @property
    def open(self) -> list[Question]:
        return [each for each in self.questions if each.is_open]

    @property
    def declined(self) -> list[Question]:
        """Answered as no need, which may be taken up again."""
        return [each for each in self.questions if not each.is_open]


def asked_in(case: Case, today: dt.date) -> Asked:
    """What is asked in an open case."""
    facts = list(CustodyFact.objects.of_case(case))
    told = [*proposed_by_contacts(case), *proposed_by_assessment(case)]
    inside = out_since_of(facts) is None
    returned = last_return(facts) if inside else None
    running = _running(case, returned) if returned else []
    return Asked(case, questions(case, told, facts, today), running, returned)


def _running(case: Case, returned: CustodyFact) -> list[Running]:
    """Whose state was told last before the return was recorded."""
    states = present_states([case.pk])
    before = {
        key: state
        for key, state in states.items()
        if state.state in (State.RUNNING, State.GRANTED)
        and state.recorded_at < returned.recorded_at
    }
    services = Service.objects.filter(pk__in=before).exclude(place=Place.INSIDE)
    found = services.filter(need__ended_on=None).select_related("need").order_by("pk")
    return [Running(service, before[service.pk]) for service in found]
