"""A month after the release: the plan has been reviewed, and its second version is in force."""

import datetime as dt

from assessments.models import LifeArea, LifeAreaEntry
from caseload.demo.needs import DemoNeed, DemoService, Told, meet_needs, tell_later
from caseload.demo.stage import IN_PRISON, OFFICE, PHONE, Stage
from caseload.demo.stories.after_release_words import CHECKLISTS
from caseload.demo.work import (
    ACTOR,
    CLOSE,
    PUBLIC,
    Wanted,
    assess,
    gather_network,
    plan_together,
    talk_over,
)
from cases.models import Case
from cases.vocabulary import Place
from continuity.models import State
from continuity.models.services import StateEnd
from continuity.need_kinds import NeedKind
from desistance.factors import Factor
from networks.models import NetworkMember
from plans.actions.doing import mark_step_done
from plans.actions.reviewing import review_plan
from plans.models import GoalOutcome, Plan, Review, Step

GONE_THROUGH = LifeAreaEntry.State.GONE_THROUGH
MAY = NetworkMember.Wish.MAY_TAKE_PART


def second_version(stage: Stage) -> None:
    """Elina: in her own home for a month, studying, and her sister has the spare key."""
    case = stage.open_case(
        worker="riikka",
        members=("mervi",),
        opened=-238,
        first_names="Elina",
        last_name="Rautavuo",
        identity_code="230791-942B",
        mother_tongue="suomi",
        phone="040 000 1942",
        message_may_be_left=True,
        contact_address="Esimerkkikuja 2 A 3, 70200 Kuopio",
        how_to_reach="Puhelin ja tekstiviesti, mieluiten aamulla.",
    )
    stage.custody(
        case,
        prison="vanaja-ojoinen",
        since=-520,
        release=-34,
        released=-34,
        told_by="Vanajan ja Ojoisten vankila",
    )
    _network(stage, case)
    _assessed(stage, case)
    for days, occasion, said, observed in CHECKLISTS:
        talk_over(case, occasion, stage.workday(days), said, observed=observed)
    _needs(stage, case)
    first = _first_plan(stage, case)
    _notes(stage, case)
    _second_plan(stage, case, first)


def _network(stage: Stage, case: Case) -> None:
    gather_network(
        case,
        stage.workday(-190),
        {
            "kind": CLOSE,
            "name": "Elinan sisko",
            "role": "sisko",
            "phone": "040 000 2003",
            "client_wish": MAY,
            "wish_words": "Sisko tietää kaiken paitsi raha-asiat.",
            "inside": True,
            "after": True,
        },
        {
            "kind": PUBLIC,
            "name": "asumisohjaaja",
            "organisation_name": "Tuettu asuminen",
            "role": "asumisen tuki",
            "client_wish": MAY,
            "after": True,
        },
        {
            "kind": PUBLIC,
            "name": "opinto-ohjaaja",
            "organisation_name": "Ammattiopisto",
            "role": "lähihoitajaopinnot",
            "client_wish": MAY,
            "inside": True,
            "after": True,
        },
        {
            "kind": PUBLIC,
            "name": "sairaanhoitaja",
            "organisation_name": "Terveysasema",
            "role": "lääkehoito",
            "client_wish": MAY,
            "after": True,
        },
        {
            "kind": ACTOR,
            "name": "Marko Polvelma",
            "organisation_name": "Kotimatka ry",
            "role": "vertaisryhmä",
            "phone": "050 000 0501",
            "client_wish": MAY,
            "inside": True,
            "after": True,
        },
    )


def _assessed(stage: Stage, case: Case) -> None:
    assess(
        case,
        started_on=stage.workday(-215),
        final_on=stage.workday(-182),
        values={
            "initiation_reason": "Vankilan yhteydenotto Elinan suostumuksella.",
            "how_carried_out": "Neljä tapaamista vankilassa ja yksi verkostopalaveri.",
            "own_actions": "Elina on jatkanut opintoja vankilassa ja pitänyt yhteyttä siskoonsa.",
            "experiences": "Elina toivoo, että hänestä puhutaan hänen kuultensa.",
            "dependants": "none",
            "client_opinion": "Haluan oman oven ja haluan valmistua. Siskon luottamus on tärkein.",
            "conclusions": (
                "Elinalla on selvä suunta ja läheinen, joka tukee. Asunto, opintojen jatkuminen "
                "ja lääkehoidon siirtyminen vaativat usean toimijan työtä samana viikkona."
            ),
            "special_support": "no",
            "multi_actor": "yes",
            "multi_actor_reason": "Asuminen, oppilaitos, terveysasema ja järjestö.",
            "need_nature": "long_term",
            "needs_personal_worker": "yes",
            "makes_plan": "yes",
        },
        areas={
            LifeArea.HOUSING: {
                "state": GONE_THROUGH,
                "client_words": "Haluan oman oven ja oman avaimen.",
                "need": "yes",
            },
            LifeArea.EDUCATION: {
                "state": GONE_THROUGH,
                "situation": "Lähihoitajaopinnoista puolet on suoritettu.",
                "strengths": "Hyvä opiskelumenestys.",
                "need": "yes",
            },
            LifeArea.RELATIONSHIPS: {
                "state": GONE_THROUGH,
                "client_words": "Haluan, että siskoni luottaa minuun taas.",
                "need": "yes",
            },
        },
        participants=[
            {"who": "Elinan sisko", "part": "took_part", "contribution": "Auttaa muutossa."},
            {"authority": "6", "who": "opinto-ohjaaja", "part": "took_part"},
        ],
    )


def _needs(stage: Stage, case: Case) -> None:
    release, told = stage.workday(-34), stage.workday(-100)
    meet_needs(
        case,
        stage.workday(-110),
        DemoNeed(
            NeedKind.HOUSING,
            "Haluan oman oven ja oman avaimen.",
            [
                DemoService(
                    "Tuettu asuminen",
                    "Pohjois-Savon hyvinvointialue",
                    Place.OUTSIDE,
                    [Told(told, State.GRANTED, {"starts_on": release})],
                )
            ],
        ),
        DemoNeed(
            NeedKind.MEDICATION,
            services=[
                DemoService(
                    "Lääkehoito",
                    "Vankiterveydenhuolto",
                    Place.INSIDE,
                    [
                        Told(
                            told,
                            State.RUNNING,
                            {"starts_on": stage.workday(-500), "until_gate": True},
                        )
                    ],
                ),
                DemoService(
                    "Lääkehoito",
                    "Terveysasema",
                    Place.OUTSIDE,
                    [Told(told, State.GRANTED, {"starts_on": stage.workday(-30)})],
                ),
            ],
            interims=[
                {"what": "Lääkkeet mukaan viikoksi", "ends_on": release + dt.timedelta(days=7)}
            ],
        ),
        DemoNeed(
            NeedKind.TRANSPORT,
            services=[
                DemoService(
                    "Saatto portilta",
                    "Elinan sisko",
                    Place.GATE,
                    [Told(told, State.GRANTED, {"starts_on": release})],
                )
            ],
        ),
    )


def _since_the_release(stage: Stage, case: Case) -> None:
    """What ended at the gate has ended, what was granted is running, and a group has begun."""
    release, told = stage.workday(-34), stage.workday(-27)
    tell_later(
        case,
        "Saatto portilta",
        Told(told, State.ENDED, {"ended_because": StateEnd.GOAL_REACHED}),
        place=Place.GATE,
    )
    tell_later(
        case,
        "Lääkehoito",
        Told(told, State.ENDED, {"ends_on": release, "ended_because": StateEnd.REPLACED}),
        place=Place.INSIDE,
    )
    tell_later(case, "Lääkehoito", Told(told, State.RUNNING, {"starts_on": stage.workday(-30)}))
    tell_later(case, "Tuettu asuminen", Told(told, State.RUNNING, {"starts_on": release}))
    meet_needs(
        case,
        told,
        DemoNeed(
            NeedKind.PEER,
            services=[
                DemoService(
                    "Vertaisryhmä",
                    "Kotimatka ry",
                    Place.OUTSIDE,
                    [Told(told, State.RUNNING, {"starts_on": told})],
                )
            ],
        ),
    )


def _first_plan(stage: Stage, case: Case) -> Plan:
    return plan_together(
        case,
        review_on=stage.workday(-14),
        agreed_on=stage.workday(-98),
        participants="Elina Rautavuo, sisko, Riikka Aaltovuo",
        situation_client=(
            "Vapaudun kolmen kuukauden päästä. Minulla on puhelin mutta ei vuokra-asuntoa. Siskoni "
            "auttaa, kun sovimme asiat etukäteen."
        ),
        strengths="Sitkeys, hyvä opiskelumenestys, läheinen sisko.",
        meeting_rhythm="Kahden viikon välein",
        expected_length="noin vuosi",
        rights_explained=True,
        rights_how="Suullisesti",
        goals=[
            Wanted(
                "Haluan oman oven ja oman avaimen.",
                [
                    ("Hakemus tuettuun asumiseen", "Riikka Aaltovuo", stage.workday(-92)),
                    ("Tutustumiskäynti asunnolla", "Elina ja asumisohjaaja", stage.workday(-50)),
                ],
                [Factor.CRIME_FREE_LIFE_CONDITIONS],
            ),
            Wanted(
                "Haluan, että siskoni luottaa minuun taas.",
                [("Soitto siskolle joka sunnuntai", "Elina", None)],
                [Factor.CRIME_FREE_LIFE_CONDITIONS, Factor.INNER_CHANGE],
            ),
            Wanted(
                "Haluan valmistua lähihoitajaksi.",
                [
                    ("Opiskeluoikeuden palautus", "Elina ja opinto-ohjaaja", stage.workday(-80)),
                    ("Lähiopetuksen aloittaminen", "Elina", stage.workday(4)),
                ],
                [Factor.SOCIAL_INCLUSION_STUDY_EMPLOYMENT],
            ),
        ],
    )


def _notes(stage: Stage, case: Case) -> None:
    stage.note(
        case,
        -98,
        IN_PRISON,
        "Elina Rautavuo, Elinan sisko, Riikka Aaltovuo",
        "Suunnitelma sovittiin. Sisko tuli paikalle ensimmäistä kertaa. Elina itki vähän ja nauroi "
        "paljon. Kumpikin sai oman kappaleen.",
    )
    stage.note(
        case,
        -33,
        PHONE,
        "Elina Rautavuo, Riikka Aaltovuo",
        "Elina soitti uudesta kodista: avain toimii, patja on lattialla ja sisko keittää kahvia.",
    )
    stage.note(
        case,
        -15,
        OFFICE,
        "Elina Rautavuo, Elinan sisko, asumisohjaaja, Riikka Aaltovuo",
        "Tarkistimme suunnitelman. Asunto on saatu, ja se tavoite on valmis. Opinnot jatkuvat, "
        "mutta opintotuki viipyy. Elina toivoi uudeksi tavoitteeksi jotain iloista.",
    )
    stage.note(
        case,
        -3,
        PHONE,
        "Elina Rautavuo, Riikka Aaltovuo",
        "Opintotukipäätös tuli. Elina aloittaa lähiopetuksen maanantaina ja jännittää bussimatkaa "
        "enemmän kuin tenttiä. Vertaisryhmässä hän on käynyt joka viikko.",
    )


def _second_plan(stage: Stage, case: Case, plan: Plan) -> None:
    riikka = stage.cast["riikka"]
    for text, days in (
        ("Hakemus tuettuun asumiseen", -93),
        ("Opiskeluoikeuden palautus", -82),
        ("Tutustumiskäynti asunnolla", -50),
    ):
        step = Step.objects.get(goal__plan=plan, text=text)
        mark_step_done(step=step, by=riikka, on=stage.workday(days))
    home, sister, studies = plan.goals.order_by("position")
    review = Review(
        plan=plan,
        reviewed_on=stage.workday(-15),
        participants="Elina Rautavuo, sisko, asumisohjaaja, Riikka Aaltovuo",
        client_view="Asunto on parasta, mitä on tapahtunut. Raha on tiukalla, mutta pärjään.",
        services_outcome="Lääkehoito siirtyi ilman taukoa. Asumisohjaaja käy viikoittain.",
        next_review_on=stage.workday(30),
        leads_to_new_version=True,
    )
    draft = review_plan(
        review=review,
        outcomes=[
            GoalOutcome(goal=home, outcome="reached", words="Avain on ollut kuukauden."),
            GoalOutcome(goal=sister, outcome="progressed", words="Siskolla on vara-avain."),
            GoalOutcome(goal=studies, outcome="progressed", words="Opintotuki viipyi."),
        ],
        by=riikka,
    )
    assert draft is not None
    _since_the_release(stage, case)
    plan_together(
        case,
        draft=draft,
        review_on=stage.workday(30),
        agreed_on=stage.workday(-13),
        answer=Plan.Agreement.AGREED,
        copies_to="Elinalle kokonaan. Tuetulle asumiselle asumista koskeva osa.",
        participants="Elina Rautavuo, sisko, asumisohjaaja, Riikka Aaltovuo",
        rights_explained=True,
        rights_how="Suullisesti",
        situation_client=(
            "Asun omassa kodissa ja opiskelen. Iltaisin on joskus hiljaista, mutta se on hyvää "
            "hiljaisuutta."
        ),
        differing_client="En halua päihderyhmään nyt. Vertaisryhmä riittää.",
        differing_worker="Avokuntoutuksen tapaaminen tukisi alkua. Asiaan palataan tarkistuksessa.",
        goals=[
            Wanted(
                "Haluan tehdä jotain vain siksi, että se on kivaa.",
                [("Kuoroharjoitus kirjastossa torstaisin", "Elina", None)],
                [Factor.INNER_CHANGE, Factor.SOCIAL_INCLUSION_STUDY_EMPLOYMENT],
            ),
        ],
    )
