"""An assessment that is being written in prison."""

import datetime as dt

from assessments.models import LifeArea, LifeAreaEntry
from caseload.demo.needs import DemoNeed, DemoService, Told, meet_needs
from caseload.demo.stage import IN_PRISON, PHONE, Stage
from caseload.demo.work import (
    ACTOR,
    CLOSE,
    DONE,
    NEED,
    PUBLIC,
    STRENGTH,
    UNDER_WAY,
    Areas,
    assess,
    gather_network,
    hear,
    talk_over,
)
from cases.custody import FactSource, ReleaseCertainty
from cases.models import Case, Note
from cases.vocabulary import Place
from continuity.models import State
from continuity.need_kinds import NeedKind
from desistance.factors import Factor
from desistance.occasions import Occasion
from networks.models import NetworkMember

LATER, NONE, GONE_THROUGH = (
    LifeAreaEntry.State.LATER,
    LifeAreaEntry.State.NONE,
    LifeAreaEntry.State.GONE_THROUGH,
)
MAY, NOT = NetworkMember.Wish.MAY_TAKE_PART, NetworkMember.Wish.NOT


def assessment_in_draft(stage: Stage) -> None:
    """Oskari: twenty-six days to the release, his own opinion is still to be recorded."""
    case = stage.open_case(
        worker="riikka",
        members=("mervi",),
        opened=-77,
        first_names="Oskari",
        last_name="Lehtovirta",
        identity_code="140589-917L",
        mother_tongue="suomi",
        phone="040 000 1417",
        digital_access=["device", "needs_help"],
        digital_access_note="Puhelin on varastossa, pankkitunnukset ovat vanhentuneet.",
        message_may_be_left=True,
        how_to_reach="Soittopyyntö osastolle Kati Savelan kautta. Oskari soittaa samana päivänä.",
    )
    stage.custody(
        case,
        since=-310,
        release=33,
        certainty=ReleaseCertainty.ESTIMATED,
        source=FactSource.CLIENT,
        told_by="Oskari Lehtovirta",
    )
    stage.custody(case, since=-310, release=26)
    stage.note(
        case,
        -70,
        IN_PRISON,
        "Oskari Lehtovirta, Riikka Aaltovuo",
        "Ensimmäinen tapaaminen. Kerroin, mitä työhön kuuluu ja kuka saa tietää mitäkin. Oskari "
        "oli aluksi varovainen: ”Minulle on luvattu paljon ennenkin.” Sovimme, että lupaan vain "
        "sen, minkä voin tehdä, ja tulen joka kolmas viikko.",
    )
    stage.note(
        case,
        -27,
        IN_PRISON,
        "Oskari Lehtovirta, Riikka Aaltovuo",
        "Kävimme läpi asumista ja läheisiä. Oskari kertoi, että sisko on ainoa, joka on soittanut "
        "joka viikko. Isän kanssa välit ovat hiljaiset, eikä Oskari halua isää vielä mukaan.",
    )
    stage.note(
        case,
        -6,
        IN_PRISON,
        "Oskari Lehtovirta, Riikka Aaltovuo",
        "Oskari toivoo omaa asuntoa eikä halua asuntolaan. Puhuimme siitä, mitä ensimmäinen viikko "
        "vaatii: avaimet, pankkitunnukset, lääkkeet ja aika terveysasemalle.",
    )
    stage.note(
        case,
        -1,
        PHONE,
        "Kati Savela, Riikka Aaltovuo",
        "Vapauttamissuunnitelma käsitellään ensi viikolla. Oskari on antanut luvan kertoa "
        "asumisesta ja lääkehoidosta.",
        kind=Note.Kind.OTHER,
    )
    sister, kati, *_others = gather_network(
        case,
        stage.workday(-27),
        {
            "kind": CLOSE,
            "name": "Oskarin sisko",
            "role": "sisko",
            "phone": "040 000 2001",
            "client_wish": MAY,
            "wish_words": "Sisko mukaan palaveriin, puhelimella.",
            "closeness": "near",
            "contact_strength": "strong",
            "contact_direction": "both",
            "what_they_do": "Soittaa viikoittain, hakee portilta.",
            "may_know": "Vapautumispäivän ja asumisen.",
            "inside": True,
            "after": True,
        },
        {
            "kind": PUBLIC,
            "name": "Kati Savela",
            "organisation_name": "Kuopion vankila",
            "authority": "8",
            "role": "erityisohjaaja",
            "phone": "029 500 0201",
            "client_wish": MAY,
            "closeness": "between",
            "contact_strength": "strong",
            "contact_direction": "member",
            "inside": True,
        },
        {
            "kind": CLOSE,
            "name": "Oskarin isä",
            "role": "isä",
            "client_wish": NOT,
            "wish_words": "Isä ei vielä.",
            "closeness": "between",
            "contact_strength": "strained",
            "contact_direction": "client",
            "after": True,
        },
        {
            "kind": PUBLIC,
            "name": "sairaanhoitaja",
            "organisation_name": "Vankiterveydenhuolto",
            "authority": "11.vth",
            "role": "lääkehoito",
            "client_wish": MAY,
            "closeness": "far",
            "contact_strength": "moderate",
            "inside": True,
        },
        {
            "kind": PUBLIC,
            "organisation_name": "Pohjois-Savon työllisyyspalvelut",
            "role": "työllisyysneuvonta",
            "contact_strength": "not_begun",
            "after": True,
        },
        {
            "kind": ACTOR,
            "name": "Marko Polvelma",
            "organisation_name": "Kotimatka ry",
            "role": "tukihenkilötoiminta",
            "phone": "050 000 0501",
            "client_wish": MAY,
            "closeness": "far",
            "contact_strength": "new",
            "contact_direction": "both",
            "inside": True,
            "after": True,
        },
        note="Oskari piirsi verkoston itse. Työllisyyspalvelusta puuttuu vielä yhteyshenkilö.",
    )
    assessment = assess(
        case,
        started_on=stage.workday(-58),
        values={
            "initiation_reason": (
                "Vankila otti yhteyttä Oskarin suostumuksella: asunto, lääkehoidon jatko ja tuki "
                "ensimmäisille viikoille puuttuvat."
            ),
            "how_carried_out": "Kolme tapaamista vankilassa ja kaksi puhelua.",
            "services_so_far": (
                "Aikuissosiaalityön asiakkuus viisi vuotta sitten. Oskarin mukaan työntekijä "
                "vaihtui neljä kertaa, ja asia aloitettiin aina alusta."
            ),
            "own_actions": "Oskari on hakenut kahta asuntoa ja suorittanut työturvallisuuskortin.",
            "experiences": "Toivoo, että sama ihminen on paikalla myös vapautumisen jälkeen.",
            "dependants": "none",
        },
        areas=_areas_of_oskari(stage),
        participants=[
            {
                "member": kati,
                "authority": "8",
                "who": "Kati Savela",
                "asked_on": stage.workday(-34),
                "asked_by": "Riikka Aaltovuo",
                "asked_how": "phone",
                "part": "took_part",
                "client_says": "agreed",
                "client_said_on": stage.workday(-35),
            },
            {
                "authority": "11.vth",
                "who": "sairaanhoitaja",
                "asked_on": stage.workday(-5),
                "asked_by": "Riikka Aaltovuo",
                "asked_how": "secure_message",
                "part": "asked",
                "client_says": "agreed",
                "client_said_on": stage.workday(-6),
            },
            {
                "member": sister,
                "who": "Oskarin sisko",
                "part": "took_part",
                "contribution": "Voi ottaa Oskarin luokseen kahdeksi yöksi, ei pidemmäksi.",
            },
        ],
    )
    hear(
        assessment,
        LifeArea.HOUSING,
        ("Asuntolaan en mene enää.", stage.workday(-30)),
        ("Siskon luona voin olla kaksi yötä, en kauempaa.", stage.workday(-6)),
        wrong="Siskon luona voin olla kaksi kuukautta.",
    )
    _needs(stage, case)
    _talk_with_oskari(stage, case)


def _needs(stage: Stage, case: Case) -> None:
    release, told = stage.workday(26), stage.workday(-6)
    meet_needs(
        case,
        told,
        DemoNeed(
            NeedKind.HOUSING,
            "Haluan paikan, jossa saan laittaa oven kiinni. Asuntolaan en mene enää.",
            [
                DemoService("Tuettu asuminen", "", Place.OUTSIDE, [Told(told, State.PLANNED)]),
                DemoService("Oma vuokra-asunto", "", Place.OUTSIDE, [Told(told, State.APPLIED)]),
            ],
        ),
        DemoNeed(
            NeedKind.FIRST_NIGHT,
            interims=[
                {
                    "what": "Siskon luona kaksi yötä",
                    "by_whom": "Oskarin sisko",
                    "ends_on": release + dt.timedelta(days=2),
                }
            ],
        ),
        DemoNeed(NeedKind.LIVELIHOOD),
        DemoNeed(
            NeedKind.MEDICATION,
            services=[
                DemoService(
                    "Lääkehoito",
                    "Vankiterveydenhuolto",
                    Place.INSIDE,
                    [Told(told, State.RUNNING, {"until_gate": True})],
                ),
                DemoService("Aika terveysasemalle", "", Place.OUTSIDE, [Told(told, State.PLANNED)]),
            ],
            # The day of the release is the first of the three.
            interims=[
                {
                    "what": "Lääkkeet mukaan kolmeksi päiväksi",
                    "ends_on": release + dt.timedelta(days=2),
                }
            ],
        ),
        DemoNeed(NeedKind.WORK_EDUCATION, "Töihin lähden vaikka heti, kunhan on missä nukkua."),
        DemoNeed(NeedKind.DEBTS),
        DemoNeed(NeedKind.BANK),
    )


def _areas_of_oskari(stage: Stage) -> Areas:
    return {
        LifeArea.HOUSING: {
            "state": GONE_THROUGH,
            "situation": "Ei asuntoa. Kaksi hakemusta vireillä, luottotiedot ovat menneet.",
            "client_words": "Haluan paikan, jossa saan laittaa oven kiinni.",
            "said_on": stage.workday(-58),
            "worker_view": "Tuettu asuminen sopisi alkuun. Jono on noin kaksi kuukautta.",
            "strengths": "On asunut itsenäisesti kuusi vuotta ja pitänyt kodin kunnossa.",
            "need": "yes",
        },
        LifeArea.IMMIGRATION: {"state": NONE, "need": "no"},
        LifeArea.WORK: {
            "state": GONE_THROUGH,
            "situation": "Rakennusalan töitä noin kymmenen vuotta, viimeksi kolme vuotta sitten.",
            "client_words": "Töihin lähden vaikka heti, kunhan on missä nukkua.",
            "strengths": "Työturvallisuuskortti ja hyvä ammattitaito.",
            "need": "yes",
        },
        LifeArea.FINANCES: {
            "state": GONE_THROUGH,
            "situation": "Ulosotossa kaksi asiaa. Toimeentulotuki haetaan ennen vapautumista.",
            "worker_view": "Talous- ja velkaneuvonta kannattaa aloittaa vankilasta käsin.",
            "need": "yes",
        },
        LifeArea.HEALTH: {
            "state": GONE_THROUGH,
            "situation": "Lääkehoito jatkuu. Mukaan saa lääkkeet kolmeksi päiväksi.",
            "worker_view": "Aika terveysasemalle on saatava ensimmäiselle viikolle.",
            "need": "yes",
        },
        LifeArea.SUBSTANCES: {
            "state": LATER,
            "later_because": "Oskari haluaa tutustua ensin.",
            "later_on": stage.workday(14),
            "client_words": "Siitä puhutaan sitten, kun tunnetaan paremmin.",
        },
        LifeArea.RELATIONSHIPS: {
            "state": GONE_THROUGH,
            "situation": "Sisko pitää yhteyttä viikoittain. Isän kanssa välit ovat hiljaiset.",
            "client_words": "Sisko on ainoa, joka on soittanut joka viikko.",
            "strengths": "Luotettava ja lämmin suhde siskoon.",
            "need": "no",
        },
    }


def _talk_with_oskari(stage: Stage, case: Case) -> None:
    talk_over(
        case,
        Occasion.CONTACT,
        stage.workday(-70),
        {
            Factor.CRIME_FREE_LIFE_CONDITIONS: (NEED, "Asunto puuttuu.", "Hakemukset vireille."),
            Factor.SERVICE_CONTINUITY_AT_TRANSITION: (UNDER_WAY, "Lääkehoito ei saa katketa."),
        },
        observed={
            Factor.RELATIONSHIP_BASED_SOCIAL_WORK: (
                "Työntekijät ovat vaihtuneet. Pidän kiinni siitä, minkä lupaan."
            ),
        },
    )
    talk_over(
        case,
        Occasion.ASSESSMENT,
        stage.workday(-6),
        {
            Factor.CRIME_FREE_LIFE_CONDITIONS: (
                NEED,
                "Oma ovi on Oskarille ensimmäinen asia.",
                "Tuetun asumisen hakemus ja tilapäinen ratkaisu jonon ajaksi.",
            ),
            Factor.SERVICE_NEED_ASSESSMENT: (DONE, "Oskari piirsi verkostonsa itse."),
            Factor.DIGITAL_ACCESS_AND_SERVICES: (
                UNDER_WAY,
                "Pankkitunnukset ovat vanhentuneet.",
                "Aika pankkiin ensimmäiselle viikolle.",
            ),
            Factor.SERVICE_CONTINUITY_AT_TRANSITION: (UNDER_WAY, "Terveysaseman aika puuttuu."),
            Factor.INNER_CHANGE: (STRENGTH, "Haluaa takaisin töihin ja puhuu siitä paljon."),
        },
        observed={
            Factor.EQUAL_AND_ACCESSIBLE_SERVICES: "Tuetun asumisen jono on noin kaksi kuukautta.",
        },
        is_open=True,
    )
