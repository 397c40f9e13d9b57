"""A client with a non-disclosure order."""

from assessments.models import LifeArea, LifeAreaEntry
from caseload.demo.needs import DemoNeed, DemoService, Told, meet_needs
from caseload.demo.stage import IN_PRISON, PHONE, Stage
from caseload.demo.work import NEED, STRENGTH, assess, talk_over
from cases.custody import ReleaseCertainty
from cases.vocabulary import Place
from continuity.models import State
from continuity.need_kinds import NeedKind
from desistance.factors import Factor
from desistance.occasions import Occasion

GONE_THROUGH, LATER = LifeAreaEntry.State.GONE_THROUGH, LifeAreaEntry.State.LATER


def protected_address(stage: Stage) -> None:
    """Saana: where she lives is shown to nobody, and her worker holds a public office."""
    case = stage.open_case(
        worker="mervi",
        opened=-45,
        first_names="Saana",
        last_name="Hiutalemäki",
        identity_code="091290-954F",
        mother_tongue="suomi",
        protected_address=True,
        phone="040 000 1954",
        contact_address="PL 000, 70101 Kuopio",
        how_to_reach="Vain Mervi soittaa. Viestiä ei jätetä kenellekään.",
    )
    stage.custody(
        case,
        prison="hameenlinna",
        since=-150,
        release=54,
        certainty=ReleaseCertainty.ESTIMATED,
        told_by="Hämeenlinnan vankila, erityisohjaaja",
    )
    stage.note(
        case,
        -38,
        IN_PRISON,
        "Saana Hiutalemäki, Mervi Ojakallio",
        "Tapaaminen. Puhuimme siitä, kuka saa tietää, missä Saana on. Saana kertoo itse, kenelle "
        "hän soittaa, eikä kukaan muu soita hänen puolestaan.",
    )
    stage.note(
        case,
        -5,
        PHONE,
        "Saana Hiutalemäki, Mervi Ojakallio",
        "Saana toivoo, että arviota jatketaan rauhassa. Seuraavalla kerralla käydään läpi verkosto "
        "hänen ehdoillaan.",
    )
    assess(
        case,
        started_on=stage.workday(-31),
        values={
            "initiation_reason": "Vankilan yhteydenotto Saanan suostumuksella.",
            "how_carried_out": "Yksi tapaaminen ja kolme puhelua.",
            "experiences": "Toivoo, ettei samaa tarvitse kertoa monelle.",
            "dependants": "being_looked_into",
            "special_support": "yes",
            "special_support_grounds": "Turvallisuus ja vaikeus hakea palveluja yksin.",
        },
        areas={
            LifeArea.HOUSING: {
                "state": GONE_THROUGH,
                "situation": "Turvallinen asuminen järjestetään ennen vapautumista.",
                "client_words": "Ihan sama minkä kokoinen, kunhan saan nukkua.",
                "need": "yes",
            },
            LifeArea.HEALTH: {
                "state": GONE_THROUGH,
                "situation": "Keskusteluapu jatkuu vankilassa.",
                "strengths": "Osaa kertoa, milloin alkaa väsyä.",
                "need": "yes",
            },
            LifeArea.RELATIONSHIPS: {
                "state": LATER,
                "later_because": "Läheisistä puhutaan, kun asuminen on turvattu.",
                "later_on": stage.workday(20),
            },
        },
    )
    meet_needs(
        case,
        stage.workday(-5),
        DemoNeed(NeedKind.HOUSING, "Ihan sama minkä kokoinen, kunhan saan nukkua."),
        DemoNeed(
            NeedKind.MENTAL_HEALTH,
            services=[
                DemoService(
                    "Keskusteluapu vankilassa",
                    "",
                    Place.INSIDE,
                    [Told(stage.workday(-5), State.RUNNING, {"until_gate": True})],
                )
            ],
        ),
    )
    talk_over(
        case,
        Occasion.CONTACT,
        stage.workday(-38),
        {
            Factor.CRIME_FREE_LIFE_CONDITIONS: (NEED, "Turvallinen koti."),
            Factor.INNER_CHANGE: (STRENGTH, "Saana tietää, mitä ei enää halua."),
        },
    )
