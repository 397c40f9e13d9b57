"""When custody lasts days, or may end on any day: the contact itself is the result."""

from caseload.demo.needs import DemoNeed, DemoService, Told, meet_needs
from caseload.demo.referrals import send_contact, triage_contact
from caseload.demo.stage import IN_PRISON, PHONE, Stage, written
from caseload.demo.work import NEED, STRENGTH, UNDER_WAY, talk_over
from cases.custody import CustodyKind, ReleaseCertainty, ReleaseKind
from cases.models import Note
from cases.vocabulary import Place, Urgency
from continuity.models import State
from continuity.need_kinds import NeedKind
from desistance.factors import Factor
from desistance.occasions import Occasion
from referrals.vocabulary import Decision, SupportNeed


def fine_conversion(stage: Stage) -> None:
    """Kimmo: nine days of a conversion sentence left, or none if the fine is paid."""
    referral = send_contact(
        stage,
        sender="kati",
        first_names="Kimmo",
        last_name="Hakkapää",
        identity_code="080379-927V",
        kind=CustodyKind.FINE_CONVERSION,
        since=-12,
        release=9,
        certainty=ReleaseCertainty.ESTIMATED,
        release_kind=ReleaseKind.END_OF_SENTENCE,
        needs=[SupportNeed.HOUSING, SupportNeed.SUBSTANCE_USE],
        description=(
            "Kimmo on asunut tuttavien luona viime talven. Hän on ollut täällä selvin päin ja "
            "toivoo, että ensimmäinen yö olisi jossain, missä ei juoda."
        ),
        agreed_with_client="Kimmo tulee puhelimeen aina, kun soitatte.",
        how_to_reach="Osaston puhelin joka päivä ennen kello 14.",
        consent=-1,
    )
    case = triage_contact(
        stage,
        referral,
        decision=Decision.OPEN,
        worker="riikka",
        urgency=Urgency.URGENT,
        urgency_reason="Vapautuu lähipäivinä, eikä yöpaikkaa ole.",
        measures="Soitin Kimmolle. Ensimmäisestä yöstä sovitaan heti, muut asiat sen jälkeen.",
        next_steps="Riikka soittaa Kimmolle tänään.",
    )
    assert case is not None
    stage.note(
        case,
        0,
        PHONE,
        "Kimmo Hakkapää, Riikka Aaltovuo",
        "Soitin Kimmolle osastolle. Sovimme, että varaan tilapäisen majoituksen ensimmäisiksi "
        "viideksi yöksi ja tulen portille vastaan, jos aika antaa myöten. Kimmo sanoi: ”Jos saan "
        "nukkua yhden yön rauhassa, jaksan hoitaa loputkin.” Hänellä on puhelin mutta ei "
        "liittymää. Kerroin, mistä hänet tavoittaa ja mistä hän tavoittaa minut.",
    )
    meet_needs(
        case,
        stage.today,
        DemoNeed(NeedKind.HOUSING),
        DemoNeed(
            NeedKind.FIRST_NIGHT,
            "Jos saan nukkua yhden yön rauhassa, jaksan hoitaa loputkin.",
            [
                DemoService(
                    "Tilapäinen majoitus viideksi yöksi",
                    "",
                    Place.OUTSIDE,
                    [Told(stage.today, State.PLANNED)],
                )
            ],
        ),
        DemoNeed(NeedKind.LIVELIHOOD),
        DemoNeed(NeedKind.MEDICATION),
        DemoNeed(NeedKind.PHONE),
    )
    talk_over(
        case,
        Occasion.CONTACT,
        stage.today,
        {
            Factor.CRIME_FREE_LIFE_CONDITIONS: (
                NEED,
                "Kimmo toivoo paikkaa, jossa ei juoda.",
                "Tilapäinen majoitus viideksi yöksi, sitten tapaaminen toimistolla.",
            ),
            Factor.SERVICE_CONTINUITY_AT_TRANSITION: (
                UNDER_WAY,
                "Lääkkeitä ei ole. Toimeentulotuki on hakematta.",
                "Hakemus tehdään yhdessä ensimmäisenä arkipäivänä.",
            ),
            Factor.INNER_CHANGE: (STRENGTH, "Kimmo on ollut selvin päin ja haluaa jatkaa niin."),
        },
        observed={
            Factor.EQUAL_AND_ACCESSIBLE_SERVICES: (
                "Tilapäistä majoitusta, jossa ei käytetä päihteitä, on vain kaksi paikkaa."
            ),
        },
    )


def remand(stage: Stage) -> None:
    """Toni: in remand, the release cannot be known, and trust is built meanwhile."""
    referral = send_contact(
        stage,
        sender="kati",
        first_names="Toni",
        last_name="Raitamäki",
        identity_code="170698-9059",
        kind=CustodyKind.REMAND,
        since=-34,
        needs=[SupportNeed.MENTAL_HEALTH, SupportNeed.INCLUSION],
        description=(
            "Toni on ensimmäistä kertaa vankilassa ja hyvin huolissaan opiskelupaikastaan. "
            "Hän tarvitsee ihmisen, jolle puhua, ja apua oppilaitoksen kanssa asioimiseen."
        ),
        agreed_with_client="Toni haluaa tavata, vaikka vapautumisesta ei tiedetä.",
        how_to_reach="Tapaaminen varataan valvomosta. Puhelut ovat rajoitettuja.",
        consent=-2,
        not_known={"release_on": "Tutkinta on kesken."},
    )
    case = triage_contact(
        stage,
        referral,
        decision=Decision.OPEN,
        worker="riikka",
        urgency=Urgency.URGENT,
        urgency_reason="Voi vapautua minä päivänä tahansa.",
        measures="Puhuin Kati Savelan kanssa. Toni on saanut keskusteluapua vankilassa.",
        next_steps="Tapaaminen vankilassa ensi viikolla.",
    )
    assert case is not None
    stage.note(
        case,
        0,
        IN_PRISON,
        "Toni Raitamäki, Riikka Aaltovuo",
        "Ensimmäinen tapaaminen. Puhuimme siitä, mitä Toni nyt tarvitsee, emme muusta. Toni: ”En "
        "tiedä, kauanko olen täällä. Haluaisin vain, ettei opiskelupaikka mene.” Sovimme, että "
        f"soitan opinto-ohjaajalle viimeistään {written(stage.workday(6))} ja tulen uudelleen "
        "kahden viikon päästä, jos Toni on silloin vielä täällä.",
    )
    stage.note(
        case,
        0,
        PHONE,
        "Kati Savela, Riikka Aaltovuo",
        "Sovimme Katin kanssa, että hän soittaa minulle heti, jos Toni pääsee vapaaksi. Jos se "
        "tapahtuu illalla tai viikonloppuna, Tonille annetaan päivystyksen numero mukaan.",
        kind=Note.Kind.OTHER,
    )
    meet_needs(
        case,
        stage.today,
        DemoNeed(NeedKind.WORK_EDUCATION, "Haluaisin vain, ettei opiskelupaikka mene."),
        DemoNeed(
            NeedKind.MENTAL_HEALTH,
            services=[
                DemoService(
                    "Keskusteluapu",
                    "Vankiterveydenhuolto",
                    Place.INSIDE,
                    [Told(stage.today, State.RUNNING, {"until_gate": True})],
                )
            ],
        ),
    )
