"""A plan that has just been agreed, five weeks before the release."""

from assessments.models import LifeArea, LifeAreaEntry
from caseload.demo.estimated import estimate_twice
from caseload.demo.meetings import meet_with_network
from caseload.demo.needs import DemoNeed, DemoService, Told, meet_needs
from caseload.demo.stage import IN_PRISON, PHONE, Stage, written
from caseload.demo.work import (
    ACTOR,
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
from cases.models import Case, Note
from cases.vocabulary import Place
from continuity.models import State
from continuity.need_kinds import NeedKind
from desistance.factors import Factor
from desistance.occasions import Occasion
from networks.models import NetworkMember
from plans.actions.doing import mark_step_done
from plans.models import Step

GONE_THROUGH = LifeAreaEntry.State.GONE_THROUGH
MAY = NetworkMember.Wish.MAY_TAKE_PART


def plan_agreed(stage: Stage) -> None:
    """Jani: the plan is agreed, and its first review is in a week."""
    case = stage.open_case(
        worker="riikka",
        members=("mervi",),
        opened=-150,
        first_names="Jani",
        last_name="Pöyhtäri",
        identity_code="270893-933Y",
        mother_tongue="suomi",
        phone="040 000 1933",
        how_to_reach="Soittopyyntö osastolle. Jani lukee myös kirjeet tarkasti.",
    )
    stage.custody(case, since=-410, release=35)
    _notes(stage, case)
    gather_network(
        case,
        stage.workday(-96),
        {
            "kind": PUBLIC,
            "name": "Kati Savela",
            "organisation_name": "Kuopion vankila",
            "role": "erityisohjaaja",
            "phone": "029 500 0201",
            "client_wish": MAY,
            "inside": True,
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
            "name": "talous- ja velkaneuvoja",
            "organisation_name": "Oikeusaputoimisto",
            "role": "velkojen järjestely",
            "client_wish": MAY,
            "inside": True,
            "after": True,
        },
        {
            "kind": ACTOR,
            "name": "Marko Polvelma",
            "organisation_name": "Kotimatka ry",
            "role": "tukihenkilötoiminta",
            "phone": "050 000 0501",
            "client_wish": MAY,
            "wish_words": "Marko saa tulla portille.",
            "inside": True,
            "after": True,
        },
        note="Läheisiä Jani ei halua nyt mukaan. Asiaan palataan keväällä.",
    )
    _assessed(stage, case)
    estimate_twice(case, stage.workday(-60), stage.workday(-4))
    _needs(stage, case)
    _planned(stage, case)
    meet_with_network(stage, case)


def _notes(stage: Stage, case: Case) -> None:
    stage.note(
        case,
        -140,
        IN_PRISON,
        "Jani Pöyhtäri, Kati Savela, Riikka Aaltovuo",
        "Ensimmäinen tapaaminen. Jani kertoi, ettei ole aiemmin puhunut kenenkään kanssa siitä, "
        "mitä vapautumisen jälkeen tapahtuu. Sovimme tapaamisista kolmen viikon välein.",
    )
    stage.note(
        case,
        -60,
        IN_PRISON,
        "Jani Pöyhtäri, talous- ja velkaneuvoja, Riikka Aaltovuo",
        "Velkaneuvoja kävi vankilassa. Velat ovat nyt yhdessä listassa. Jani: ”Ensimmäinen kerta, "
        "kun uskalsin katsoa koko summaa.”",
    )
    stage.note(
        case,
        -21,
        IN_PRISON,
        "Jani Pöyhtäri, Riikka Aaltovuo",
        "Teimme suunnitelman. Jani kirjoitti tavoitteet itse paperille, ja minä kopioin ne. "
        "Suunnitelma luettiin ääneen ja hyväksyttiin. Jani sai oman kappaleen.",
    )
    stage.note(
        case,
        -4,
        PHONE,
        "asumisohjaaja, Riikka Aaltovuo",
        "Tuetun asumisen paikka varmistunee ensi viikolla. Jos se siirtyy, tilapäinen majoitus on "
        "varattu viideksi yöksi.",
        kind=Note.Kind.OTHER,
    )


def _assessed(stage: Stage, case: Case) -> None:
    assess(
        case,
        started_on=stage.workday(-119),
        final_on=stage.workday(-40),
        values={
            "initiation_reason": "Vankilan yhteydenotto Janin suostumuksella.",
            "how_carried_out": "Neljä tapaamista vankilassa, yksi niistä velkaneuvojan kanssa.",
            "services_so_far": "Ei aiempaa sosiaalityön asiakkuutta aikuisena.",
            "experiences": "Jani odottaa, että hänelle kerrotaan, miksi jokin kestää.",
            "dependants": "none",
            "client_opinion": (
                "Haluan aloittaa puhtaalta pöydältä: oma asunto, velat paperilla ja aamulla jotain "
                "tekemistä."
            ),
            "conclusions": (
                "Jani pitää sovitusta kiinni. Asuminen, velat ja päivien "
                "sisältö vaativat useaa toimijaa yhtä aikaa, ja vapautumisen viikko pitää "
                "suunnitella tunnin tarkkuudella."
            ),
            "special_support": "no",
            "multi_actor": "yes",
            "multi_actor_reason": "Tuettu asuminen, velkaneuvonta, terveysasema ja järjestö.",
            "need_nature": "long_term",
            "needs_personal_worker": "yes",
            "makes_plan": "yes",
            "next_steps": "Suunnitelma tehdään yhdessä ennen vapautumista.",
        },
        areas={
            LifeArea.HOUSING: {
                "state": GONE_THROUGH,
                "situation": "Ei asuntoa. Tuetun asumisen hakemus on jätetty.",
                "client_words": "Olisi kiva, jos avain sopisi vain yhteen oveen ja se olisi minun.",
                "need": "yes",
            },
            LifeArea.FINANCES: {
                "state": GONE_THROUGH,
                "situation": "Velkoja useita, osa ulosotossa.",
                "strengths": "Pitää kirjaa rahoistaan.",
                "need": "yes",
            },
            LifeArea.SUBSTANCES: {
                "state": GONE_THROUGH,
                "client_words": "Raittiina nyt vuoden. Alku ulkona pelottaa.",
                "strengths": "On käynyt ryhmässä joka viikko.",
                "need": "yes",
            },
            LifeArea.EVERYDAY: {
                "state": GONE_THROUGH,
                "client_words": "Tyhjä päivä on pahin.",
                "need": "yes",
            },
        },
        participants=[
            {
                "authority": "8",
                "who": "Kati Savela",
                "part": "took_part",
                "contribution": "Kertoi ryhmästä ja työtoiminnasta, joissa Jani on mukana.",
            },
            {"authority": "11.debt", "who": "talous- ja velkaneuvoja", "part": "took_part"},
        ],
    )
    talk_over(
        case,
        Occasion.ASSESSMENT,
        stage.workday(-60),
        {
            Factor.CRIME_FREE_LIFE_CONDITIONS: (NEED, "Asunto ja velat."),
            Factor.INNER_CHANGE: (STRENGTH, "Puhuu itsestään ihmisenä, joka on jo muuttunut."),
            Factor.SERVICE_NEED_ASSESSMENT: (DONE, "Jani luki arvion ja lisäsi kaksi asiaa."),
        },
    )


def _needs(stage: Stage, case: Case) -> None:
    release, asked = stage.workday(35), stage.workday(-60)
    meet_needs(
        case,
        stage.workday(-40),
        DemoNeed(
            NeedKind.HOUSING,
            "Olisi kiva, jos avain sopisi vain yhteen oveen ja se olisi minun.",
            [
                DemoService(
                    "Tuettu asuminen",
                    "Pohjois-Savon hyvinvointialue",
                    Place.OUTSIDE,
                    [
                        Told(stage.workday(-36), State.APPLIED),
                        Told(stage.workday(-22), State.QUEUED),
                    ],
                )
            ],
        ),
        # Five nights help over the first ones; a home they are not.
        DemoNeed(
            NeedKind.FIRST_NIGHT,
            interims=[
                {
                    "what": "Tilapäinen majoitus viideksi yöksi, jos asunto siirtyy",
                    "by_whom": "Riikka Aaltovuo",
                    "nights": 5,
                }
            ],
        ),
        DemoNeed(
            NeedKind.REHAB_OPEN,
            "Raittiina nyt vuoden. Alku ulkona pelottaa.",
            [
                DemoService(
                    "Päihdetyön ryhmä",
                    "Kuopion vankila",
                    Place.INSIDE,
                    [
                        Told(
                            asked,
                            State.RUNNING,
                            {"starts_on": stage.workday(-200), "until_gate": True},
                        )
                    ],
                ),
                DemoService(
                    "Vertaisryhmä",
                    "Kotimatka ry",
                    Place.OUTSIDE,
                    [Told(stage.workday(-22), State.GRANTED, {"starts_on": stage.workday(37)})],
                ),
            ],
        ),
        DemoNeed(
            NeedKind.DEBTS,
            "Haluan, että velat ovat paperilla eivätkä päässä.",
            [
                DemoService(
                    "Talous- ja velkaneuvonta",
                    "Oikeusaputoimisto",
                    Place.INSIDE,
                    [Told(asked, State.RUNNING, {"starts_on": asked, "until_gate": True})],
                ),
                DemoService(
                    "Talous- ja velkaneuvonta",
                    "Oikeusaputoimisto",
                    Place.OUTSIDE,
                    [Told(stage.workday(-22), State.APPLIED)],
                ),
            ],
        ),
        DemoNeed(
            NeedKind.WORK_EDUCATION,
            "Tyhjä päivä on pahin.",
            [
                DemoService(
                    "Työpaja",
                    "",
                    Place.OUTSIDE,
                    [Told(stage.workday(-22), State.PLANNED, {"expected_on": stage.workday(40)})],
                )
            ],
        ),
        DemoNeed(
            NeedKind.TRANSPORT,
            "Marko saa tulla portille.",
            [
                DemoService(
                    "Saatto portilta",
                    "Kotimatka ry",
                    Place.GATE,
                    [Told(stage.workday(-22), State.GRANTED, {"starts_on": release})],
                )
            ],
        ),
    )


def _planned(stage: Stage, case: Case) -> None:
    release = stage.workday(35)
    plan = plan_together(
        case,
        review_on=stage.workday(7),
        agreed_on=stage.workday(-21),
        copies_to="Janille kokonaan. Tuetulle asumiselle asumista koskeva osa.",
        participants="Jani Pöyhtäri, Riikka Aaltovuo",
        situation_client=(
            "Vapaudun viiden viikon päästä. Olen ollut raittiina vuoden, ja nyt haluan nähdä, onko "
            "minusta siihen myös ulkona."
        ),
        situation_worker="Asunto on lähes varma. Velat on koottu, ja päivien sisältö on avoin.",
        strengths="Sinnikkyys, rehellisyys ja se, että Jani pyytää apua ajoissa.",
        meeting_rhythm="Viikoittain ensimmäiset kaksi kuukautta",
        expected_length="noin vuosi",
        rights_explained=True,
        rights_how="Suullisesti ja kirjallisella ohjeella",
        goals=[
            Wanted(
                "Haluan avaimen, joka sopii vain yhteen oveen.",
                [
                    ("Hakemus tuettuun asumiseen", "Riikka Aaltovuo", stage.workday(-14)),
                    ("Tutustumiskäynti asunnolla", "Jani ja asumisohjaaja", stage.workday(20)),
                    ("Vuokran ja takuun maksusta sopiminen", "Jani ja Kela", stage.workday(27)),
                ],
                [Factor.CRIME_FREE_LIFE_CONDITIONS, Factor.SERVICE_CONTINUITY_AT_TRANSITION],
            ),
            Wanted(
                "Haluan, että velat ovat paperilla eivätkä päässä.",
                [
                    ("Maksusuunnitelma", "talous- ja velkaneuvoja", stage.workday(16)),
                    ("Pankkitunnukset kuntoon", "Jani", release),
                ],
                [Factor.CRIME_FREE_LIFE_CONDITIONS, Factor.DIGITAL_ACCESS_AND_SERVICES],
            ),
            Wanted(
                "Haluan, että aamulla on jokin paikka, johon mennä.",
                [
                    ("Työpajaan tutustuminen", "Jani ja Marko Polvelma", stage.workday(40)),
                    ("Vertaisryhmä tiistaisin", "Jani", None),
                ],
                [
                    Factor.INNER_CHANGE,
                    Factor.NGO_AND_EXPERT_BY_EXPERIENCE_SUPPORT,
                    Factor.SOCIAL_INCLUSION_STUDY_EMPLOYMENT,
                ],
            ),
        ],
    )
    first = Step.objects.get(goal__plan=plan, text="Hakemus tuettuun asumiseen")
    mark_step_done(step=first, by=stage.cast["riikka"], on=stage.workday(-15))
    stage.note(
        case,
        -2,
        PHONE,
        "Jani Pöyhtäri, Riikka Aaltovuo",
        f"Soitin ja varmistin tarkistuksen ajan: {written(stage.workday(7))}. Jani on lukenut "
        "suunnitelman uudelleen ja haluaa puhua ensimmäisestä viikonlopusta.",
    )
    talk_over(
        case,
        Occasion.PLAN,
        stage.workday(-21),
        {
            Factor.CRIME_FREE_LIFE_CONDITIONS: (
                NEED,
                "Asunto on jonossa.",
                "Vastaus ensi viikolla.",
            ),
            Factor.SERVICE_CONTINUITY_AT_TRANSITION: (
                DONE,
                "Saatto ja ensimmäiset yöt on sovittu.",
            ),
            Factor.INNER_CHANGE: (STRENGTH, "Tavoitteet ovat Janin omat."),
            Factor.SOCIAL_INCLUSION_STUDY_EMPLOYMENT: (NEED, "Työpaja kiinnostaa."),
            Factor.NGO_AND_EXPERT_BY_EXPERIENCE_SUPPORT: (STRENGTH, "Tukihenkilö on tuttu."),
        },
        observed={
            Factor.RELATIONSHIP_BASED_SOCIAL_WORK: (
                "Jani uskaltaa olla eri mieltä kanssani. Se on hyvä merkki."
            ),
        },
    )
