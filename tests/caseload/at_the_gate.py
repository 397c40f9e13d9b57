"""A case that is well prepared for its gate: needs, services, a plan, a network, facts."""

import datetime as dt
from typing import Any

from cases.actions.custody import record_custody
from cases.custody import CustodyKind
from cases.models import Case
from cases.vocabulary import Place
from continuity.actions.gate import answer_item, write_facts
from continuity.models import GateAnswer, GateFacts, GateState, State
from continuity.need_kinds import NeedKind
from networks.models import MemberKind, NetworkMember
from plans.actions.agreeing import agree_plan
from tests.factories import (
    CaseFactory,
    ClientFactory,
    CustodyFactFactory,
    GoalFactory,
    InterimFactory,
    NeedFactory,
    NetworkMemberFactory,
    PlanFactory,
    ServiceFactory,
    StepFactory,
    UnitFactory,
)

K = NeedKind
DAY = dt.timedelta(days=1)
# New Year's Eve, the eve of a holiday.
GATE = dt.date(2026, 12, 31)
TODAY = dt.date(2026, 12, 18)


def case_at_the_gate(*, gate: dt.date | None = GATE, **custody: Any) -> Case:
    """A case in which nothing but a known day of the gate, if there is one, is told."""
    client = ClientFactory(first_names="Jani", last_name="Pöyhtäri")
    case: Case = CaseFactory(client=client, unit=UnitFactory(county=client.county))
    case.responsible.phone = "044 000 1001"
    case.responsible.save()
    custody = {"custody_started_on": dt.date(2025, 10, 1)} | custody
    if gate is None:
        custody |= {"release_certainty": "unknown", "not_known_because": "Ei tiedossa."}
    record_custody(
        fact=CustodyFactFactory(case=case, release_on=gate, **custody), by=case.responsible
    )
    case.refresh_from_db()
    return case


def remand_case() -> Case:
    """Without a day."""
    return case_at_the_gate(gate=None, custody_kind=CustodyKind.REMAND)


def prepared_case(*, needs: int = 3) -> Case:
    """A case with a plan, a network and so many needs; the rest is answered where it may be."""
    case = case_at_the_gate()
    _needs(case, needs)
    _plan(case)
    answers = [
        (K.IDENTITY, GateState.ARRANGED, "Riikka Aaltovuo", dt.date(2026, 12, 22), "Kuva otettu."),
        (K.PHONE, GateState.IN_ORDER, "", None, "Oma puhelin, liittymä auki."),
        (K.RESIDENCE, GateState.NOT_NEEDED, "", None, "Suomen kansalainen."),
    ]
    taken = {need.kind for need in case.needs.all()}
    for item, state, who, by_when, words in answers:
        if item not in taken:
            told = GateAnswer(
                case=case, item=item, state=state, who=who, by_when=by_when, words=words
            )
            answer_item(answer=told, seen=0, by=case.responsible)
    write_facts(facts=facts_of(case), seen=0, by=case.responsible)
    return case


def facts_of(case: Case) -> GateFacts:
    return GateFacts(
        case=case,
        met_by="Marko Polvelma, 050 000 0501",
        met_where="Vankilan portilla klo 9.00",
        own_money="120 €, riittää 7.1. asti",
        journey_paid_by="Vankila, matkalippu Kuopioon",
        keys="Huoltoyhtiöllä, haetaan klo 12",
        medicine_days=7,
        home=GateFacts.Home.HOMELESS,
        supervision=GateFacts.Supervision.YES,
        supervision_first_on=GATE + 5 * DAY,
        keep_apart="Ei samaan asumisyksikköön kuin M. K.",
    )


def _needs(case: Case, count: int) -> None:
    helper = NetworkMemberFactory(
        case=case,
        kind=MemberKind.OTHER_ACTOR,
        name="Marko Polvelma",
        organisation_name="Kotimatka ry",
        role="tukihenkilö",
        phone="050 000 0501",
        client_wish=NetworkMember.Wish.MAY_TAKE_PART,
    )
    nurse = NetworkMemberFactory(
        case=case, name="Sari Hoitola", role="päihdehoitaja", phone="044 000 2002"
    )
    home = NeedFactory(case=case, kind=K.HOUSING)
    ServiceFactory(need=home, name="Tuettu asuminen", provider="Kotimatka ry", state=State.QUEUED)
    InterimFactory(need=home, what="Kriisimajoitus", ends_on=GATE + 9 * DAY, by_whom="Marko")
    ride = NeedFactory(case=case, kind=K.TRANSPORT)
    ServiceFactory(
        need=ride,
        name="Kyyti portilta",
        provider_member=helper,
        place=Place.GATE,
        state=State.GRANTED,
        starts_on=GATE,
    )
    clinic = NeedFactory(case=case, kind=K.REHAB_OPEN)
    ServiceFactory(
        need=clinic,
        name="Päihdepoliklinikka",
        provider="Terveysasema",
        contact_outside=nurse,
        state=State.GRANTED,
        first_appointment_on=GATE + 5 * DAY,
    )
    others = [kind for kind in K if kind not in (K.HOUSING, K.TRANSPORT, K.REHAB_OPEN, K.OTHER)]
    for number in range(count - 3):
        kind = others[number] if number < len(others) else K.OTHER
        words = "" if kind != K.OTHER else f"Koiran hoitopaikka {number}"
        need = NeedFactory(case=case, kind=kind, words=words)
        if number % 2:
            ServiceFactory(
                need=need,
                name=f"Palvelu {number}",
                provider="Pohjois-Savon hyvinvointialue",
                state=State.RUNNING,
                starts_on=GATE,
            )


def _plan(case: Case) -> None:
    plan = PlanFactory(case=case, review_on=GATE + 13 * DAY)
    goal = GoalFactory(plan=plan)
    StepFactory(goal=goal, text="Kelan hakemus", actor="Jani ja Riikka", due_on=GATE + 5 * DAY)
    StepFactory(goal=goal, text="Muuttoilmoitus", actor="Jani", due_on=GATE + 40 * DAY)
    agree_plan(plan=plan, by=case.responsible, on=dt.date(2026, 2, 1))
