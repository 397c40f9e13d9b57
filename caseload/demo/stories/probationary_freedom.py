"""Supervised probationary freedom: still serving, already at home."""

from assessments.models import LifeArea, LifeAreaEntry
from caseload.demo.needs import DemoNeed, DemoService, Told, meet_needs, tell_later
from caseload.demo.stage import OFFICE, PHONE, Stage
from caseload.demo.work import (
    CLOSE,
    NEED,
    PUBLIC,
    STRENGTH,
    Wanted,
    assess,
    gather_network,
    plan_together,
    talk_over,
)
from cases.custody import CustodyKind, ReleaseKind
from cases.models import Case, Note
from cases.vocabulary import Place
from continuity.models import State
from continuity.need_kinds import NeedKind
from desistance.factors import Factor
from desistance.occasions import Occasion
from networks.models import NetworkMember

GONE_THROUGH = LifeAreaEntry.State.GONE_THROUGH
MAY = NetworkMember.Wish.MAY_TAKE_PART


def probationary_freedom(stage: Stage) -> None:
    """Eetu: studies by day and is home by nine, for two more months."""
    case = stage.open_case(
        worker="riikka",
        opened=-120,
        first_names="Eetu",
        last_name="Lammassaari",
        identity_code="061001A909H",
        mother_tongue="suomi",
        phone="040 000 1909",
        message_may_be_left=True,
        contact_address="Esimerkkitie 7, 70100 Kuopio",
        how_to_reach="Puhelin, ei oppituntien aikana (klo 8–14).",
    )
    stage.custody(
        case,
        since=-300,
        release=-20,
        released=-20,
        release_kind=ReleaseKind.TO_SUPERVISED_PROBATIONARY_FREEDOM,
    )
    stage.custody(
        case,
        prison="",
        kind=CustodyKind.SUPERVISED_PROBATIONARY_FREEDOM,
        since=-20,
        release=62,
        told_by="Yhdyskuntaseuraamustoimisto",
    )
    gather_network(
        case,
        stage.workday(-75),
        {
            "kind": PUBLIC,
            "name": "rikosseuraamustyöntekijä",
            "organisation_name": "Yhdyskuntaseuraamustoimisto",
            "role": "koevapauden valvonta",
            "client_wish": MAY,
            "after": True,
        },
        {
            "kind": PUBLIC,
            "name": "opinto-ohjaaja",
            "organisation_name": "Ammattiopisto",
            "role": "opintojen tuki",
            "client_wish": MAY,
            "after": True,
        },
        {
            "kind": CLOSE,
            "name": "Eetun isoäiti",
            "role": "isoäiti, Eetu asuu hänen luonaan",
            "client_wish": MAY,
            "wish_words": "Mummolle kerrotaan kaikki, mikä koskee kotia.",
            "inside": True,
            "after": True,
        },
    )
    _assessed(stage, case)
    _needs(stage, case)
    _planned(stage, case)
    start = stage.workday(-18)
    tell_later(case, "Opinto-ohjaus", Told(start, State.RUNNING, {"starts_on": start}))


def _assessed(stage: Stage, case: Case) -> None:
    assess(
        case,
        started_on=stage.workday(-100),
        final_on=stage.workday(-52),
        values={
            "initiation_reason": "Koevapauden valmistelu, vankilan yhteydenotto.",
            "how_carried_out": "Kaksi tapaamista vankilassa, yksi isoäidin kotona.",
            "dependants": "none",
            "client_opinion": "Haluan koulun loppuun ja oman kämpän, kun tämä on ohi.",
            "conclusions": (
                "Eetulla on koti, koulu ja aikuinen, joka välittää. Tukea tarvitaan jaksamiseen ja "
                "siihen, että säännöt ja lukujärjestys mahtuvat samaan päivään."
            ),
            "special_support": "no",
            "multi_actor": "yes",
            "multi_actor_reason": "Valvonta, oppilaitos ja sosiaalityö sovittavat aikataulut.",
            "need_nature": "temporary",
            "needs_personal_worker": "yes",
            "makes_plan": "yes",
        },
        areas={
            LifeArea.HOUSING: {
                "state": GONE_THROUGH,
                "situation": "Asuu isoäitinsä luona, isoäiti on antanut suostumuksensa.",
                "strengths": "Turvallinen koti.",
                "need": "no",
            },
            LifeArea.EDUCATION: {
                "state": GONE_THROUGH,
                "situation": "Sähköalan perustutkinto, toinen vuosi.",
                "client_words": "Ensimmäistä kertaa koulu tuntuu omalta.",
                "need": "yes",
            },
            LifeArea.EVERYDAY: {
                "state": GONE_THROUGH,
                "client_words": "Illat ovat pitkiä, kun pitää olla kotona yhdeksältä.",
                "need": "yes",
            },
        },
        participants=[
            {"who": "Eetun isoäiti", "part": "took_part", "contribution": "Tukee koulunkäyntiä."},
        ],
    )


def _needs(stage: Stage, case: Case) -> None:
    told, start = stage.workday(-26), stage.workday(-18)
    meet_needs(
        case,
        stage.workday(-40),
        DemoNeed(
            NeedKind.HOUSING,
            services=[
                DemoService(
                    "Koti isoäidin luona", "isoäiti", Place.OUTSIDE, [Told(told, State.RUNNING)]
                )
            ],
        ),
        DemoNeed(
            NeedKind.WORK_EDUCATION,
            "Haluan koulun loppuun.",
            [
                DemoService(
                    "Opinto-ohjaus",
                    "Ammattiopisto",
                    Place.OUTSIDE,
                    [Told(told, State.GRANTED, {"starts_on": start})],
                )
            ],
        ),
        DemoNeed(
            NeedKind.OTHER,
            "Tuki koevapauden aikana",
            [
                DemoService(
                    "Koevapauden tuki",
                    "Yhdyskuntaseuraamustoimisto",
                    Place.OUTSIDE,
                    [
                        Told(
                            told,
                            State.RUNNING,
                            {"starts_on": stage.day(-20), "ends_on": stage.workday(62)},
                        )
                    ],
                )
            ],
        ),
    )


def _planned(stage: Stage, case: Case) -> None:
    plan_together(
        case,
        review_on=stage.workday(24),
        agreed_on=stage.workday(-25),
        participants="Eetu Lammassaari, isoäiti, Riikka Aaltovuo",
        situation_client="Käyn koulua ja asun mummon luona. Panta muistuttaa, muttei haittaa.",
        situation_worker="Arki kantaa. Viikonloput ovat vaikeimpia.",
        strengths="Nauraa helposti, herää ajoissa, pitää mummosta huolta.",
        meeting_rhythm="Kerran viikossa",
        expected_length="kunnes koevapaus on ohi ja ensimmäiset kuukaudet sen jälkeen",
        rights_explained=True,
        rights_how="Suullisesti",
        goals=[
            Wanted(
                "Haluan koulun loppuun.",
                [
                    ("Lukujärjestys valvojan tiedoksi", "Eetu ja opinto-ohjaaja", stage.workday(3)),
                    ("Näytön valmistelu", "Eetu", stage.workday(45)),
                ],
                [
                    Factor.SOCIAL_INCLUSION_STUDY_EMPLOYMENT,
                    Factor.SUPPORT_DURING_SUPERVISED_PROBATIONARY_FREEDOM,
                ],
            ),
            Wanted(
                "Haluan viikonloppuihin jotain muuta kuin puhelimen.",
                [("Jalkapalloharjoitukset lauantaisin", "Eetu", None)],
                [Factor.INNER_CHANGE],
            ),
        ],
    )
    stage.note(
        case,
        -18,
        OFFICE,
        "Eetu Lammassaari, Riikka Aaltovuo",
        "Ensimmäinen viikko kotona. Eetu on ollut joka päivä koulussa. Kerroin, että terveydenhuol"
        "toon ja sosiaalityön tapaamisiin pääsee myös valvonta-aikana, kunhan siitä sovitaan.",
    )
    stage.note(
        case,
        -3,
        PHONE,
        "rikosseuraamustyöntekijä, Riikka Aaltovuo",
        "Kaikki on sujunut sovitusti. Sovimme, että tarkistus tehdään yhdessä Eetun ja isoäidin "
        "kanssa.",
        kind=Note.Kind.OTHER,
    )
    talk_over(
        case,
        Occasion.PLAN,
        stage.workday(-25),
        {
            Factor.SUPPORT_DURING_SUPERVISED_PROBATIONARY_FREEDOM: (
                STRENGTH,
                "Säännöt ja koulu on sovitettu yhteen.",
            ),
            Factor.SOCIAL_INCLUSION_STUDY_EMPLOYMENT: (STRENGTH, "Koulu kulkee."),
            Factor.INNER_CHANGE: (NEED, "Viikonloput ovat tyhjiä.", "Jalkapallo lauantaisin."),
        },
    )
