"""A case that has come to its end."""

from assessments.models import LifeArea, LifeAreaEntry
from caseload.closing.actions import close_case
from caseload.demo.needs import DemoNeed, DemoService, Told, meet_needs, tell_later
from caseload.demo.stage import OFFICE, PHONE, Stage
from caseload.demo.work import (
    CLOSE,
    PUBLIC,
    STRENGTH,
    Wanted,
    assess,
    gather_network,
    plan_together,
    talk_over,
)
from cases.models import Case, CaseClosure
from cases.vocabulary import Place
from continuity.models import State
from continuity.models.services import StateEnd
from continuity.need_kinds import NeedKind
from desistance.factors import Factor
from desistance.occasions import Occasion
from networks.models import NetworkMember
from plans.actions.reviewing import review_plan
from plans.models import GoalOutcome, Plan, Review

MAY = NetworkMember.Wish.MAY_TAKE_PART


def closed(stage: Stage) -> None:
    """Pentti: nearly two years together, and several actors are needed no more."""
    case = stage.open_case(
        worker="riikka",
        opened=-640,
        home="778",
        first_names="Pentti",
        last_name="Myllyvirta",
        identity_code="210568-9614",
        mother_tongue="suomi",
        phone="040 000 1961",
        message_may_be_left=True,
        contact_address="Esimerkkiranta 1, 77600 Suonenjoki",
        how_to_reach="Puhelin.",
    )
    stage.custody(
        case,
        prison="sukeva",
        since=-900,
        release=-420,
        released=-420,
        told_by="Jarmo Kelovuori, Sukevan vankila",
    )
    gather_network(
        case,
        stage.workday(-560),
        {
            "kind": CLOSE,
            "name": "Pentin veli",
            "role": "veli",
            "client_wish": MAY,
            "after": True,
        },
        {
            "kind": PUBLIC,
            "name": "työpajan ohjaaja",
            "organisation_name": "Suonenjoen työpaja",
            "role": "kuntouttava työtoiminta",
            "client_wish": MAY,
            "after": True,
        },
    )
    assess(
        case,
        started_on=stage.workday(-600),
        final_on=stage.workday(-540),
        values={
            "initiation_reason": "Pentti soitti itse.",
            "how_carried_out": "Kolme tapaamista vankilassa.",
            "dependants": "none",
            "client_opinion": "Kotiin veljen naapuriin, puutöitä ja rauhaa.",
            "conclusions": "Tuki asumiseen ja työtoimintaan, veli lähellä.",
            "special_support": "no",
            "multi_actor": "yes",
            "multi_actor_reason": "Asuminen, työtoiminta ja terveysasema.",
            "need_nature": "recurring",
            "needs_personal_worker": "yes",
            "makes_plan": "yes",
        },
        areas={
            LifeArea.HOUSING: {
                "state": LifeAreaEntry.State.GONE_THROUGH,
                "client_words": "Mökki riittää, kunhan on lämmin.",
                "need": "yes",
            },
        },
    )
    _needs(stage, case)
    _walk(stage, case, _planned(stage, case))


def _needs(stage: Stage, case: Case) -> None:
    begun = stage.workday(-410)
    meet_needs(
        case,
        stage.workday(-490),
        DemoNeed(
            NeedKind.WORK_EDUCATION,
            "Haluan tehdä käsilläni jotain joka päivä.",
            [
                DemoService(
                    "Kuntouttava työtoiminta",
                    "Suonenjoen työpaja",
                    Place.OUTSIDE,
                    [Told(stage.workday(-485), State.GRANTED, {"starts_on": begun})],
                )
            ],
        ),
        DemoNeed(
            NeedKind.HOUSING,
            "Mökki riittää, kunhan on lämmin.",
            [
                DemoService(
                    "Oma mökki", "", Place.OUTSIDE, [Told(stage.workday(-485), State.RUNNING)]
                )
            ],
        ),
    )


def _planned(stage: Stage, case: Case) -> Plan:
    return plan_together(
        case,
        review_on=stage.workday(-90),
        agreed_on=stage.workday(-480),
        participants="Pentti Myllyvirta, veli, Riikka Aaltovuo",
        situation_client="Haluan tehdä käsilläni jotain joka päivä.",
        strengths="Kädentaidot ja veli.",
        meeting_rhythm="Kerran kuussa",
        rights_explained=True,
        rights_how="Suullisesti",
        goals=[
            Wanted(
                "Haluan, että päivällä on puutöitä ja illalla hiljaista.",
                [("Työpajalla kolmena päivänä viikossa", "Pentti", None)],
                [Factor.INNER_CHANGE, Factor.SOCIAL_INCLUSION_STUDY_EMPLOYMENT],
            ),
        ],
    )


def _walk(stage: Stage, case: Case, plan: Plan) -> None:
    begun, last = stage.workday(-410), stage.workday(-21)
    workshop = "Kuntouttava työtoiminta"
    tell_later(case, workshop, Told(begun, State.RUNNING, {"starts_on": begun}))
    over = {"ends_on": last, "ended_because": StateEnd.GOAL_REACHED}
    tell_later(case, workshop, Told(last, State.ENDED, over))
    stage.note(
        case,
        -418,
        PHONE,
        "Pentti Myllyvirta, Riikka Aaltovuo",
        "Pentti pääsi perille. Veli oli lämmittänyt talon.",
    )
    stage.note(
        case,
        -21,
        OFFICE,
        "Pentti Myllyvirta, veli, työpajan ohjaaja, Riikka Aaltovuo",
        "Puhuimme siitä, mitä vielä tarvitaan. Pentti on saanut puolipäivätyön pajan kautta. Hän "
        "toi pöydälle tekemänsä rasian ja sanoi: ”En minä teitä enää tarvitse, mutta on mukava "
        "tietää, missä olette.”",
    )
    review_plan(
        review=Review(
            plan=plan,
            reviewed_on=stage.workday(-21),
            participants="Pentti, veli, työpajan ohjaaja, Riikka Aaltovuo",
            client_view="Valmista tuli.",
            services_outcome="Työtoiminta päättyi, koska Pentti sai työtä.",
            next_review_on=stage.workday(60),
        ),
        outcomes=[GoalOutcome(goal=plan.goals.get(), outcome="reached", words="Työ ja koti.")],
        by=stage.cast["riikka"],
    )
    talk_over(
        case,
        Occasion.CLOSURE,
        stage.workday(-21),
        {
            Factor.CRIME_FREE_LIFE_CONDITIONS: (STRENGTH, "Koti, työ ja veli."),
            Factor.INNER_CHANGE: (STRENGTH, "Pentti esittelee itsensä puuseppänä."),
            Factor.SOCIAL_INCLUSION_STUDY_EMPLOYMENT: (STRENGTH, "Työsuhde on alkanut."),
        },
        observed={
            Factor.STRUCTURAL_SOCIAL_WORK: "Pienen kunnan työpaja tavoitti Pentin parhaiten.",
        },
    )
    closure = CaseClosure(
        case=case,
        reason=CaseClosure.Reason.NO_LONGER_NEEDED,
        services_assessed=True,
        services_ending=(
            "Palvelut ovat päättyneet sovitusti. Pentti hakee tukea tarvittaessa itse."
        ),
        client_view="Pärjään. Soitan, jos työ loppuu.",
        remains_open="Hammashoidon jono. Pentti hoitaa asian itse.",
        signs_for_contact="Jos yöt alkavat mennä valveilla tai työ loppuu, Pentti soittaa heti.",
        follow_up_on=stage.workday(45),
    )
    close_case(closure=closure, by=stage.cast["riikka"])
