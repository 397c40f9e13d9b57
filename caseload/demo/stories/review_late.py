"""A plan whose review has been put off."""

import datetime as dt

from assessments.models import LifeArea, LifeAreaEntry
from caseload.demo.needs import DemoNeed, DemoService, Told, meet_needs, tell_later
from caseload.demo.stage import OFFICE, PHONE, Stage
from caseload.demo.work import (
    CLOSE,
    DONE,
    NEED,
    PUBLIC,
    STRENGTH,
    Wanted,
    assess,
    gather_network,
    plan_together,
    talk_over,
)
from cases.models import Case
from cases.vocabulary import CommunicationChannel, Place
from continuity.models import State
from continuity.models.services import StateEnd
from continuity.need_kinds import NeedKind
from desistance.factors import Factor
from desistance.occasions import Occasion
from networks.models import NetworkMember

GONE_THROUGH = LifeAreaEntry.State.GONE_THROUGH
MAY = NetworkMember.Wish.MAY_TAKE_PART


def review_late(stage: Stage) -> None:
    """Marika: at home for eleven weeks, and the review is twelve days late."""
    case = stage.open_case(
        worker="riikka",
        opened=-260,
        home="915",
        first_names="Marika",
        last_name="Saarnio",
        identity_code="110482-926B",
        mother_tongue="suomi",
        phone="040 000 1926",
        message_may_be_left=True,
        contact_address="Esimerkkipolku 4 B 12, 78200 Varkaus",
        how_to_reach="Tekstiviesti ensin, Marika soittaa takaisin iltapäivällä.",
    )
    stage.custody(
        case,
        prison="sukeva",
        since=-430,
        release=-77,
        released=-77,
        told_by="Jarmo Kelovuori, Sukevan vankila",
    )
    gather_network(
        case,
        stage.workday(-170),
        {
            "kind": PUBLIC,
            "name": "asumisohjaaja",
            "organisation_name": "Asumisen tuki, Varkaus",
            "role": "kotikäynnit",
            "client_wish": MAY,
            "after": True,
        },
        {
            "kind": PUBLIC,
            "name": "sairaanhoitaja",
            "organisation_name": "Varkauden terveysasema",
            "role": "lääkehoito",
            "client_wish": MAY,
            "after": True,
        },
        {
            "kind": CLOSE,
            "name": "Marikan ystävä",
            "role": "ystävä ja naapuri",
            "client_wish": MAY,
            "after": True,
        },
    )
    _before(stage, case)
    _at_home(stage, case)


def _before(stage: Stage, case: Case) -> None:
    assess(
        case,
        started_on=stage.workday(-230),
        final_on=stage.workday(-150),
        values={
            "initiation_reason": "Marika pyysi itse tukea kotiinpaluuseen.",
            "how_carried_out": "Kolme tapaamista vankilassa ja kaksi puhelua.",
            "dependants": "none",
            "client_opinion": "Kun koti on kunnossa, kestän muun.",
            "conclusions": (
                "Marika tarvitsee kotiin tuotavaa tukea ja katkeamattoman lääkehoidon. Hän tuntee "
                "omat rajansa hyvin ja osaa kertoa, milloin apua tarvitaan."
            ),
            "special_support": "no",
            "multi_actor": "yes",
            "multi_actor_reason": "Asumisen tuki ja terveysasema toimivat rinnakkain.",
            "need_nature": "recurring",
            "needs_personal_worker": "yes",
            "makes_plan": "yes",
        },
        areas={
            LifeArea.HOUSING: {
                "state": GONE_THROUGH,
                "situation": "Oma vuokra-asunto säilyi.",
                "client_words": "Kotona on hiljaista, ja se on parasta.",
                "strengths": "Koti, jonka naapurit tuntee.",
                "need": "yes",
            },
            LifeArea.HEALTH: {
                "state": GONE_THROUGH,
                "situation": "Lääkehoito, jossa ei saa tulla taukoa.",
                "need": "yes",
            },
            LifeArea.FINANCES: {
                "state": GONE_THROUGH,
                "situation": "Työkyvyttömyyseläkettä on haettu, päätös puuttuu.",
                "need": "yes",
            },
        },
    )
    _needs(stage, case)
    plan_together(
        case,
        review_on=stage.workday(-12),
        agreed_on=stage.workday(-102),
        participants="Marika Saarnio, asumisohjaaja, Riikka Aaltovuo",
        situation_client="Pääsen kotiin, ja se on ainoa paikka, jossa nukun hyvin.",
        strengths="Huumorintaju, oma koti ja ystävä seinän takana.",
        meeting_rhythm="Kahden viikon välein, vuorotellen kotona ja puhelimessa",
        rights_explained=True,
        rights_how="Suullisesti",
        goals=[
            Wanted(
                "Haluan pysyä kotona ja nukkua yöni.",
                [
                    ("Kotikäynti joka toinen viikko", "asumisohjaaja", None),
                    ("Lääkkeet jaettuna viikoksi", "terveysasema", None),
                ],
                [Factor.CRIME_FREE_LIFE_CONDITIONS, Factor.SERVICE_CONTINUITY_AT_TRANSITION],
            ),
            Wanted(
                "Haluan tietää, millä rahalla elän ensi vuonna.",
                [("Eläkepäätöksen selvittäminen", "Riikka Aaltovuo", stage.workday(-30))],
                [Factor.CRIME_FREE_LIFE_CONDITIONS],
            ),
        ],
    )
    talk_over(
        case,
        Occasion.PLAN,
        stage.workday(-102),
        {
            Factor.CRIME_FREE_LIFE_CONDITIONS: (STRENGTH, "Oma koti säilyi koko ajan."),
            Factor.SERVICE_CONTINUITY_AT_TRANSITION: (DONE, "Lääkehoito siirtyi ajallaan."),
            Factor.SOCIAL_INCLUSION_STUDY_EMPLOYMENT: (
                NEED,
                "Eläkepäätös puuttuu, ja päivät ovat pitkiä.",
                "Asiaan palataan tarkistuksessa.",
            ),
        },
    )


def _needs(stage: Stage, case: Case) -> None:
    release, told = stage.workday(-77), stage.workday(-110)
    home, health = stage.workday(-70), stage.workday(-74)
    meet_needs(
        case,
        stage.workday(-110),
        DemoNeed(
            NeedKind.HOUSING,
            "Kotona on hiljaista, ja se on parasta.",
            [
                DemoService("Oma vuokra-asunto", "", Place.OUTSIDE, [Told(told, State.RUNNING)]),
                DemoService(
                    "Asumisen tuki kotiin",
                    "Pohjois-Savon hyvinvointialue",
                    Place.OUTSIDE,
                    [Told(told, State.GRANTED, {"starts_on": home})],
                ),
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
                            {"starts_on": stage.day(-400), "until_gate": True},
                        ),
                    ],
                ),
                DemoService(
                    "Lääkehoito",
                    "Varkauden terveysasema",
                    Place.OUTSIDE,
                    [Told(told, State.GRANTED, {"starts_on": health})],
                ),
            ],
            interims=[
                {"what": "Lääkkeet mukaan viikoksi", "ends_on": release + dt.timedelta(days=6)}
            ],
        ),
        DemoNeed(
            NeedKind.LIVELIHOOD,
            "Haluan tietää, millä rahalla elän ensi vuonna.",
            [DemoService("Työkyvyttömyyseläke", "", Place.OUTSIDE, [Told(told, State.APPLIED)])],
            [
                {
                    "what": "Toimeentulotuki, kunnes eläkepäätös tulee",
                    "by_whom": "Kela",
                    "ends_on": stage.day(31),
                }
            ],
        ),
    )


def _at_home(stage: Stage, case: Case) -> None:
    told = stage.workday(-69)
    home, health = stage.workday(-70), stage.workday(-74)
    over = {"ends_on": stage.workday(-77), "ended_because": StateEnd.REPLACED}
    tell_later(case, "Lääkehoito", Told(told, State.ENDED, over), place=Place.INSIDE)
    tell_later(case, "Lääkehoito", Told(told, State.RUNNING, {"starts_on": health}))
    tell_later(case, "Asumisen tuki kotiin", Told(told, State.RUNNING, {"starts_on": home}))
    stage.note(
        case,
        -76,
        CommunicationChannel.VISIT_CLIENT,
        "Marika Saarnio, asumisohjaaja, Riikka Aaltovuo",
        "Kävimme kotona heti vapautumisen jälkeen. Lääkkeet olivat mukana, ja jääkaappi oli "
        "täytetty. Marika keitti kahvit ja sanoi: ”Nyt tuntuu, että olen vieraana omassa "
        "kodissani, mutta se menee ohi.”",
    )
    stage.note(
        case,
        -48,
        OFFICE,
        "Marika Saarnio, Riikka Aaltovuo",
        "Puhuimme rahasta. Eläkepäätöstä ei ole tullut. Sovimme, että soitan laitokseen ja Marika "
        "tuo lääkärinlausunnon.",
    )
    stage.note(
        case,
        -16,
        PHONE,
        "Marika Saarnio, Riikka Aaltovuo",
        "Marika joutui perumaan tarkistuksen flunssan takia. Uusi aika sovitaan, kun hän on "
        "toipunut. Kotona kaikki on muuten hyvin.",
    )
