"""An assessment that is ready, and a network that has been gathered."""

from assessments.models import LifeArea, LifeAreaEntry
from caseload.demo.needs import DemoNeed, DemoService, Told, meet_needs
from caseload.demo.stage import IN_PRISON, VIDEO, Stage
from caseload.demo.work import (
    CLOSE,
    DONE,
    EXPERT,
    NEED,
    PUBLIC,
    STRENGTH,
    Areas,
    assess,
    gather_network,
    hand_over,
    talk_over,
)
from cases.custody import ReleaseCertainty
from cases.models import Case
from cases.vocabulary import Place
from continuity.models import State
from continuity.need_kinds import NeedKind
from desistance.factors import Factor
from desistance.occasions import Occasion
from networks.models import NetworkMember

GONE_THROUGH = LifeAreaEntry.State.GONE_THROUGH
MAY = NetworkMember.Wish.MAY_TAKE_PART


def assessment_final(stage: Stage) -> None:
    """Samu: the assessment is ready and the network gathered; the plan comes next."""
    case = stage.open_case(
        worker="riikka",
        opened=-104,
        home="749",
        first_names="Samu",
        last_name="Tuomaala",
        identity_code="020185-951P",
        mother_tongue="suomi",
        how_to_reach="Videopuhelu keskiviikkoisin klo 10–11, varataan vankilasta.",
    )
    stage.custody(
        case,
        prison="sukeva",
        since=-640,
        release=83,
        certainty=ReleaseCertainty.ESTIMATED,
        told_by="Jarmo Kelovuori, Sukevan vankila",
    )
    stage.note(
        case,
        -90,
        VIDEO,
        "Samu Tuomaala, Riikka Aaltovuo",
        "Ensimmäinen keskustelu videolla. Samu on miettinyt pitkään, mitä haluaa, ja kirjoittanut "
        "sen ylös: työ, tytär ja rauha.",
    )
    stage.note(
        case,
        -41,
        IN_PRISON,
        "Samu Tuomaala, Jarmo Kelovuori, Riikka Aaltovuo",
        "Yhteinen tapaaminen. Sovimme, kuka hakee mitäkin. Samu pyysi kokemusasiantuntijaa mukaan, "
        "koska tämä ”tietää, miltä ensimmäinen aamu tuntuu”.",
    )
    stage.note(
        case,
        -8,
        VIDEO,
        "Samu Tuomaala, Riikka Aaltovuo",
        "Luimme arvion yhdessä läpi. Samu korjasi kaksi kohtaa ja sanoi, että nyt siinä lukee niin "
        "kuin asia on. Suunnitelma tehdään seuraavalla kerralla.",
    )
    jarmo, _expert, mediator, *_others = gather_network(
        case,
        stage.workday(-41),
        {
            "kind": PUBLIC,
            "name": "Jarmo Kelovuori",
            "organisation_name": "Sukevan vankila",
            "role": "rikosseuraamusesimies",
            "phone": "029 500 0301",
            "client_wish": MAY,
            "inside": True,
        },
        {
            "kind": EXPERT,
            "name": "Tapani",
            "organisation_name": "Kotimatka ry",
            "role": "kokemusasiantuntija",
            "client_wish": MAY,
            "wish_words": "Hän tietää, miltä ensimmäinen aamu tuntuu.",
            "inside": True,
            "after": True,
        },
        {
            "kind": PUBLIC,
            "name": "lastenvalvoja",
            "organisation_name": "Perheoikeudelliset palvelut",
            "role": "tapaamisista sopiminen",
            "client_wish": MAY,
            "after": True,
        },
        {
            "kind": CLOSE,
            "name": "Samun äiti",
            "role": "äiti",
            "phone": "040 000 2002",
            "client_wish": MAY,
            "inside": True,
            "after": True,
        },
        {
            "kind": PUBLIC,
            "organisation_name": "Pohjois-Savon työllisyyspalvelut",
            "role": "työhönvalmennus",
            "after": True,
        },
        note="Samu haluaa, että hänelle kerrotaan etukäteen, ketkä palaveriin tulevat.",
    )
    assessment = assess(
        case,
        started_on=stage.workday(-83),
        final_on=stage.workday(-7),
        values={
            "initiation_reason": "Samu pyysi vankilan kautta tukea kotiinpaluun valmisteluun.",
            "how_carried_out": "Viisi tapaamista, joista kolme videolla.",
            "services_so_far": "Velkaneuvonta vankilassa. Samun mukaan siitä on ollut apua.",
            "own_actions": "Samu on säästänyt palkkaa ja sopinut asumisesta äitinsä kanssa.",
            "experiences": "Hyviä ja huonoja. Toivoo, että hänelle sanotaan asiat suoraan.",
            "dependants": "looked_into",
            "client_opinion": (
                "Haluan, että tytär voi tulla luokseni eikä kenenkään tarvitse hävetä. Töihin "
                "haluan niin pian kuin mahdollista. Apua tarvitsen paperiasioissa."
            ),
            "conclusions": (
                "Samulla on paljon voimavaroja: asumispaikka alkuun, ammatti ja halu olla isä. "
                "Monitoimijaista työtä tarvitaan, jotta tapaamiset, velkojen järjestely ja työ "
                "etenevät samaan aikaan eikä mikään niistä jää vapautumisen jälkeen yksin Samun "
                "varaan."
            ),
            "special_support": "no",
            "multi_actor": "yes",
            "multi_actor_reason": (
                "Perheoikeudelliset palvelut, työllisyyspalvelut, velkaneuvonta ja järjestö."
            ),
            "need_nature": "long_term",
            "needs_personal_worker": "yes",
            "makes_plan": "yes",
            "client_differs": "En tarvitse päihdepalveluja, vaikka niitä on ehdotettu.",
            "worker_differs": "Päihteistä puhutaan uudelleen ennen vapautumista, jos Samu haluaa.",
            "next_steps": "Suunnitelma tehdään yhdessä, ja verkosto kutsutaan koolle.",
        },
        areas=_areas_of_samu(stage),
        participants=[
            {
                "member": jarmo,
                "authority": "8",
                "who": "Jarmo Kelovuori",
                "part": "took_part",
                "contribution": "Arvio vapautumispäivästä ja työtoiminnasta vankilassa.",
            },
            {
                "member": mediator,
                "authority": "1.6",
                "who": "lastenvalvoja",
                "part": "took_part",
                "contribution": "Kertoi, miten tapaamisista sovitaan vaiheittain.",
            },
            {"authority": "3", "who": "työllisyyspalvelut", "part": "absent"},
        ],
    )
    hand_over(assessment, stage.workday(-7), "Samu Tuomaala")
    _needs(stage, case)
    talk_over(
        case,
        Occasion.ASSESSMENT,
        stage.workday(-8),
        {
            Factor.CRIME_FREE_LIFE_CONDITIONS: (STRENGTH, "Asuminen äidin luona on sovittu."),
            Factor.SERVICE_NEED_ASSESSMENT: (DONE, "Arvio tehtiin yhdessä ja luettiin läpi."),
            Factor.INNER_CHANGE: (STRENGTH, "Isänä oleminen antaa suunnan."),
            Factor.NGO_AND_EXPERT_BY_EXPERIENCE_SUPPORT: (
                STRENGTH,
                "Kokemusasiantuntija on mukana alusta asti.",
            ),
            Factor.SOCIAL_INCLUSION_STUDY_EMPLOYMENT: (
                NEED,
                "Työpaikkaa ei vielä ole.",
                "Työllisyyspalvelusta yhteyshenkilö.",
            ),
        },
        observed={
            Factor.MULTIACTOR_NETWORK_WORK: "Työllisyyspalvelut ei päässyt kutsuttuun palaveriin.",
        },
    )


def _needs(stage: Stage, case: Case) -> None:
    told = stage.workday(-8)
    meet_needs(
        case,
        told,
        DemoNeed(
            NeedKind.HOUSING,
            "Äidin luona on hyvä aloittaa, mutta en jää sinne.",
            [
                DemoService(
                    "Asuminen äidin luona",
                    "Samun äiti",
                    Place.OUTSIDE,
                    [Told(told, State.GRANTED, {"from_gate": True})],
                )
            ],
        ),
        DemoNeed(
            NeedKind.DEBTS,
            services=[
                DemoService(
                    "Velkaneuvonta vankilassa",
                    "",
                    Place.INSIDE,
                    [Told(told, State.RUNNING, {"until_gate": True})],
                )
            ],
        ),
        DemoNeed(NeedKind.WORK_EDUCATION, "Haluan, että lapsi näkee isän lähtevän aamulla töihin."),
        DemoNeed(
            NeedKind.PARENTING,
            "Tytär on se, minkä takia tätä tehdään.",
            [
                DemoService(
                    "Tapaamisista sopiminen",
                    "lastenvalvoja",
                    Place.OUTSIDE,
                    [Told(told, State.PLANNED)],
                )
            ],
        ),
        DemoNeed(NeedKind.PHONE),
        DemoNeed(NeedKind.BANK),
    )


def _areas_of_samu(stage: Stage) -> Areas:
    return {
        LifeArea.HOUSING: {
            "state": GONE_THROUGH,
            "situation": "Asuu vapautumisen jälkeen äitinsä luona ja hakee omaa asuntoa.",
            "client_words": "Äidin luona on hyvä aloittaa, mutta en jää sinne.",
            "strengths": "Asumispaikka alkuun on varma.",
            "need": "no",
        },
        LifeArea.EDUCATION: {
            "state": GONE_THROUGH,
            "situation": "Hitsaajan ammattitutkinto. Pätevyys pitää uusia.",
            "strengths": "Oppii käsillään nopeasti.",
            "need": "no",
        },
        LifeArea.WORK: {
            "state": GONE_THROUGH,
            "situation": "Ei työpaikkaa tiedossa. Entinen työnantaja on pyytänyt soittamaan.",
            "client_words": "Haluan, että lapsi näkee isän lähtevän aamulla töihin.",
            "need": "yes",
        },
        LifeArea.FINANCES: {
            "state": GONE_THROUGH,
            "situation": "Velkoja noin viisi, maksusuunnitelma on tekeillä.",
            "worker_view": "Velkaneuvonnan pitää jatkua ilman katkosta.",
            "need": "yes",
        },
        LifeArea.SUBSTANCES: {
            "state": GONE_THROUGH,
            "situation": "Kertoo olleensa raittiina yli vuoden.",
            "client_words": "Se aika on ohi.",
            "worker_view": "Kannattaa sopia etukäteen, kenelle soitetaan, jos tulee vaikeaa.",
            "need": "no",
        },
        LifeArea.RELATIONSHIPS: {
            "state": GONE_THROUGH,
            "situation": "Tytär on alakoulussa. Tapaamisista sovitaan lastenvalvojan kanssa.",
            "client_words": "Tytär on se, minkä takia tätä tehdään.",
            "strengths": "Äiti tukee, ja yhteys tyttären toiseen vanhempaan on asiallinen.",
            "need": "yes",
        },
        LifeArea.EVERYDAY: {
            "state": LifeAreaEntry.State.LATER,
            "later_because": "Samu haluaa puhua arjesta vasta kotona.",
            "later_on": stage.workday(60),
        },
        LifeArea.DIGITAL: {
            "state": GONE_THROUGH,
            "situation": "Tarvitsee uuden puhelimen ja pankkitunnukset.",
            "need": "yes",
        },
    }
