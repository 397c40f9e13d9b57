"""Contacts that have just come, and what the senders see of theirs."""

from caseload.demo.referrals import send_contact, triage_contact
from caseload.demo.stage import Stage, written
from cases.custody import CustodyKind, ReleaseCertainty, ReleaseKind
from cases.vocabulary import ConsentManner
from referrals.sending.actions.drafts import begin_draft
from referrals.vocabulary import Decision, Dependants, SupportNeed


def fresh_referral(stage: Stage) -> None:
    """Niko: a contact in good time, nobody has read it yet."""
    send_contact(
        stage,
        sender="kati",
        sent=-7,
        first_names="Niko",
        last_name="Sarajärvi",
        identity_code="050295-931C",
        since=-200,
        release=103,
        release_kind=ReleaseKind.TO_CONDITIONAL_RELEASE,
        needs=[SupportNeed.HOUSING, SupportNeed.MONEY, SupportNeed.INCLUSION],
        description=(
            "Niko on irtisanonut vuokra-asuntonsa vankeuden alussa, eikä hänellä ole paikkaa, "
            "johon palata. Velkoja on ulosotossa. Hän on suorittanut täällä tietotekniikan "
            "kurssin ja haluaisi jatkaa opintoja. Ennen vapautumista pitäisi selvittää asuminen "
            "ja toimeentulo ensimmäisille viikoille."
        ),
        agreed_with_client=(
            "Niko toivoo, että työntekijä kävisi tapaamassa. Hän on luvannut kerätä asunto- ja "
            "velkapaperit valmiiksi."
        ),
        how_to_reach="Puhelimitse osaston kautta arkisin klo 13–15. Soitan mielelläni yhdessä.",
        contact_times="arkisin klo 8–15",
    )


def urgent_referral(stage: Stage) -> None:
    """Veeti: nobody knows when he is released, and there is nowhere to go."""
    send_contact(
        stage,
        sender="kati",
        first_names="Veeti",
        last_name="Salmiharju",
        identity_code="190988-915R",
        kind=CustodyKind.REMAND,
        since=-9,
        needs=[SupportNeed.HOUSING, SupportNeed.SUBSTANCE_USE, SupportNeed.CRISIS],
        description=(
            "Veeti voi päästä vapaaksi jo tällä viikolla, eikä hänellä ole asuntoa, rahaa eikä "
            "puhelinta. Lääkehoito on aloitettu täällä, ja sen jatkosta pitää sopia heti. Veeti "
            "on kovin huolissaan ensimmäisestä yöstä."
        ),
        agreed_with_client="Veeti antaa luvan soittaa päivystykseen ja terveysasemalle.",
        how_to_reach="Soita osastolle minulle, haen Veetin puhelimeen.",
        contact_times="huomenna klo 7–14",
        consent=0,
        not_known={"release_on": "Käräjäoikeus päättää, päivää ei ole ilmoitettu."},
    )


def without_worker(stage: Stage) -> None:
    """Aleksi: the case is open, and the supervisor has not named a worker yet."""
    referral = send_contact(
        stage,
        sender="jarmo",
        prison="sukeva",
        home="140",
        first_names="Aleksi",
        last_name="Vierelä",
        identity_code="301191-9434",
        since=-420,
        release=131,
        certainty=ReleaseCertainty.CLIENT_REPORT,
        release_kind=ReleaseKind.TO_CONDITIONAL_RELEASE,
        needs=[SupportNeed.DAILY_LIFE, SupportNeed.SUBSTANCE_USE, SupportNeed.MENTAL_HEALTH],
        description=(
            "Aleksi on ollut päihteettömällä osastolla puoli vuotta. Hän pelkää, että vanha "
            "kaveripiiri odottaa portilla, ja haluaa muuttaa Kuopioon. Äiti asuu Iisalmessa ja "
            "pitää yhteyttä."
        ),
        agreed_with_client="Aleksi toivoo samaa työntekijää ennen vapautumista ja sen jälkeen.",
        how_to_reach="Osaston kautta. Videopuhelu onnistuu keskiviikkoisin.",
        consent_manner=ConsentManner.WRITTEN,
        consent=-3,
    )
    triage_contact(
        stage,
        referral,
        decision=Decision.OPEN,
        urgency_reason="Vapautumiseen on yli neljä kuukautta, eikä välitöntä hätää ole.",
        measures=(
            "Soitin lähettäjälle. Aleksi on mukana päihdetyön ryhmässä ja odottaa yhteydenottoa."
        ),
        next_steps="Työntekijä sovitaan tiimissä. Ensimmäinen tapaaminen videopuheluna.",
    )


def guided(stage: Stage) -> None:
    """Raimo: he got what he asked for at once, and no case was needed."""
    referral = send_contact(
        stage,
        sender="kati",
        first_names="Raimo",
        last_name="Tuulisuo",
        identity_code="121166-9199",
        since=-60,
        release=24,
        release_kind=ReleaseKind.END_OF_SENTENCE,
        needs=[SupportNeed.MONEY],
        description=(
            "Raimo palaa omaan kotiinsa vaimonsa luo. Hän pyytää neuvoa, miten "
            "toimeentulotukea haetaan ensimmäiselle kuukaudelle."
        ),
        agreed_with_client="Riittää, että Raimolle soitetaan kerran.",
        how_to_reach="Osaston puhelin, arkisin klo 13–15.",
        consent=-2,
    )
    triage_contact(
        stage,
        referral,
        decision=Decision.GUIDE,
        urgency_reason="Asuminen ja tuki kotona ovat kunnossa.",
        measures=(
            "Soitin Raimolle. Kävimme läpi Kelan hakemuksen ja liitteet, ja lähetin lomakkeen "
            "hänelle kirjeessä."
        ),
        next_steps="Raimo ottaa yhteyttä, jos tilanne muuttuu.",
        dependants=Dependants.NOBODY,
    )


def to_another_county(stage: Stage) -> None:
    """Joonas: sent from Kuopio prison, read in Vantaa, where he lives."""
    send_contact(
        stage,
        sender="kati",
        home="092",
        first_names="Joonas",
        last_name="Rantavaara",
        identity_code="010899-957H",
        since=-120,
        release=58,
        certainty=ReleaseCertainty.ESTIMATED,
        release_kind=ReleaseKind.TO_CONDITIONAL_RELEASE,
        needs=[SupportNeed.HOUSING, SupportNeed.INCLUSION],
        description=(
            "Joonas palaa Vantaalle. Hän on asunut ystävien luona ja tarvitsee oman osoitteen "
            "sekä tekemistä päiviin."
        ),
        agreed_with_client="Joonas haluaa tavata työntekijän ennen vapautumista videolla.",
        how_to_reach="Osaston kautta, mieluiten aamupäivällä.",
    )


def half_written(stage: Stage) -> None:
    """Kati's draft: begun, and to be finished tomorrow."""
    begin_draft(
        step="person",
        typed={
            "last_name": ["Hiekkaharju"],
            "first_names": ["Lauri"],
            "identity_code_unknown": ["on"],
            "identity_code_unknown_reason": [
                "Paperit ovat toisella osastolla, tarkistan huomenna."
            ],
            "consent_manner": ["spoken"],
            "consent_on": [written(stage.today)],
        },
        by=stage.cast["kati"],
    )


def phone_call(stage: Stage) -> None:
    """Sari has called herself: a contact that the intake wrote down."""
    send_contact(
        stage,
        sender="anneli",
        first_names="Sari",
        last_name="Usvakallio",
        kind=CustodyKind.PRISON_SENTENCE,
        prison="mikkeli",
        channel="phone",
        made_by="client",
        needs=[SupportNeed.CHILD, SupportNeed.HOUSING],
        release=40,
        certainty=ReleaseCertainty.CLIENT_REPORT,
        description=(
            "Sari soitti itse. Lapset ovat mummolassa Siilinjärvellä, ja Sari haluaa sopia, "
            "miten arki jatkuu, kun hän palaa kotiin. Vuokra on maksettu kuun loppuun."
        ),
        how_to_reach="Osaston kautta, Sari kertoo toiveestaan myös omaohjaajalle.",
        consent_manner="",
        consent_received_by="",
        consent_on=None,
        not_known={
            "identity_code": "Puhelu katkesi, kysytään seuraavalla kerralla.",
        },
    )
