"""What happens to a contact after it was sent: questions, moves, changes, mistakes."""

from typing import Any

from accounts.models import Organisation
from caseload.demo.files import SmallPdf
from caseload.demo.referrals import send_contact, triage_contact
from caseload.demo.stage import Stage, county_named, prison_named, written
from caseload.undoing.actions import undo_triage
from cases.custody import ReleaseCertainty, ReleaseKind
from cases.models import Client
from referrals.exchange.actions import answer_question, ask_sender, tell_what_helps
from referrals.models import CustodyReport, Referral, Transfer
from referrals.moving.actions.custody_reports import report_custody
from referrals.moving.actions.transfer import accept_transfer, offer_transfer
from referrals.vocabulary import Decision, SupportNeed


def question_open(stage: Stage) -> None:
    """Petri: the intake asks, and Kati has not answered yet."""
    referral = send_contact(
        stage,
        sender="kati",
        sent=-4,
        first_names="Petri",
        last_name="Ahvenlampi",
        identity_code="110684-909X",
        since=-180,
        release=80,
        release_kind=ReleaseKind.TO_CONDITIONAL_RELEASE,
        needs=[SupportNeed.HOUSING, SupportNeed.MENTAL_HEALTH],
        description="Petri palaa Kuopioon. Asunto on ollut puolison nimissä, ja he ovat eronneet.",
        how_to_reach="Osaston puhelin iltapäivisin.",
    )
    ask_sender(
        referral=referral,
        text="Onko Petrillä omia vuokravelkoja, ja saako entiseen puolisoon olla yhteydessä?",
        by=stage.cast["anneli"],
    )


def question_answered(stage: Stage) -> None:
    """Katja: the question was answered with a paper."""
    referral = send_contact(
        stage,
        sender="kati",
        sent=-5,
        first_names="Katja",
        last_name="Suvantola",
        identity_code="300690-9203",
        since=-95,
        release=61,
        release_kind=ReleaseKind.TO_CONDITIONAL_RELEASE,
        needs=[SupportNeed.HOUSING],
        description="Katjan vuokrasopimus on irtisanottu, ja uutta asuntoa haetaan.",
        how_to_reach="Puhelimitse arkisin, Katja vastaa itse.",
    )
    question = ask_sender(
        referral=referral,
        text="Mihin päivään asti vuokrasopimus on voimassa?",
        by=stage.cast["anneli"],
    )
    paper = SmallPdf(
        "vuokrasopimuksen-irtisanominen.pdf",
        "Vuokrasopimuksen irtisanominen",
        "Sopimus päättyy " + written(stage.day(45)) + ".",
        "Tämä on esittelyaineistoa.",
    )
    answer_question(
        question=question,
        text="Liitteenä irtisanominen. Katja on antanut luvan lähettää sen.",
        files=[paper],
        by=stage.cast["kati"],
    )
    tell_what_helps(
        referral=referral,
        text="Se, että tiedän etukäteen, kuka on vastassa. Ja että saan hoitaa asiat itse.",
        consent=True,
        by=stage.cast["kati"],
    )


def moved_person(stage: Stage) -> None:
    """Ilari: he was moved from Sukeva to Kuopio, and somebody there takes the contact over."""
    referral = send_contact(
        stage,
        sender="jarmo",
        prison="sukeva",
        home="140",
        first_names="Ilari",
        last_name="Kivimaa",
        identity_code="090889-9318",
        since=-300,
        release=120,
        release_kind=ReleaseKind.TO_CONDITIONAL_RELEASE,
        needs=[SupportNeed.DAILY_LIFE, SupportNeed.INCLUSION],
        description="Ilari haluaa jatkaa keittiötyössä aloittamaansa koulutusta Iisalmessa.",
        how_to_reach="Omaohjaajan kautta.",
    )
    moved = CustodyReport(
        referral=referral, facility=prison_named("kuopio"), moved_on=stage.workday(-1)
    )
    report_custody(report=moved, by=stage.cast["jarmo"])


def release_reported(stage: Stage) -> None:
    """Jani again: Kati tells that his release moved, and his worker is to confirm it."""
    referral = send_contact(
        stage,
        sender="kati",
        first_names="Jani",
        last_name="Pöyhtäri",
        identity_code="270893-933Y",
        since=-410,
        release=35,
        release_kind=ReleaseKind.TO_CONDITIONAL_RELEASE,
        needs=[SupportNeed.MONEY],
        description="Janille on tullut uusi ulosottokirje, ja hän haluaisi käydä sen läpi.",
        how_to_reach="Soittopyyntö osastolle.",
    )
    triage_contact(
        stage,
        referral,
        decision=Decision.JOIN,
        client=Client.objects.get(identity_code="270893-933Y"),
        urgency_reason="Kirjeessä on määräaika ensi kuussa, ja Janilla on työntekijä.",
        measures="Välitin asian Riikalle.",
    )
    later = CustodyReport(
        referral=referral,
        release_on=stage.workday(49),
        release_kind=ReleaseKind.TO_CONDITIONAL_RELEASE,
        release_certainty=ReleaseCertainty.OFFICIAL,
    )
    report_custody(report=later, by=stage.cast["kati"])


def offered_to_us(stage: Stage) -> None:
    """Leo: sent to Vantaa by mistake, and offered from there to Pohjois-Savo."""
    referral = _sent_to_vantaa(
        stage,
        first_names="Leo",
        last_name="Hietaranta",
        identity_code="051192-9372",
        description="Leo muutti Kuopioon ennen vankeutta, mutta osoite on vielä Vantaalla.",
    )
    _offer(stage, referral, county_named(), "Asuu Kuopiossa ja palaa sinne.")


def accepted_by_us(stage: Stage) -> None:
    """Emmi: handed over from Vantaa, accepted in Pohjois-Savo, and waiting for triage."""
    referral = _sent_to_vantaa(
        stage,
        first_names="Emmi",
        last_name="Koivuranta",
        identity_code="240500A9206",
        description="Emmi on ilmoittanut muuttavansa siskonsa luo Siilinjärvelle.",
    )
    transfer = _offer(stage, referral, county_named(), "Muuttaa vapautuessaan Siilinjärvelle.")
    accept_transfer(transfer=transfer, by=stage.cast["anneli"])


def opened_by_mistake(stage: Stage) -> None:
    """Kristiina: she had a case already, so the second one was undone; her records are two."""
    stage.open_case(
        worker="mervi",
        opened=-20,
        first_names="Kristiina Maria",
        last_name="Ahvenlahti",
        identity_code="140387-930W",
        mother_tongue="suomi",
        phone="+358 40 000 1987",
        how_to_reach="Puhelin iltapäivisin.",
    )
    referral = send_contact(
        stage,
        sender="kati",
        first_names="Kristina",
        last_name="Ahvenlahti",
        since=-40,
        release=52,
        needs=[SupportNeed.HOUSING],
        phone="040 000 1987",
        description="Kristiina on tullut meille vuodenvaihteen jälkeen ja kysyy asunnosta.",
        how_to_reach="Osaston kautta.",
        not_known={"identity_code": "Ei ollut papereissa mukana."},
    )
    triage_contact(
        stage,
        referral,
        decision=Decision.OPEN,
        urgency_reason="Vapautumiseen on aikaa.",
        measures="Haettu nimellä Kristina, ei osumia.",
    )
    referral = Referral.objects.get(pk=referral.pk)
    undo_triage(
        triage=referral.triage,
        by=stage.cast["anneli"],
        because="Sama henkilö on jo asiakkaana nimellä Kristiina Ahvenlahti.",
    )


def _sent_to_vantaa(stage: Stage, **person: Any) -> Referral:
    return send_contact(
        stage,
        sender="kati",
        home="092",
        since=-130,
        release=70,
        release_kind=ReleaseKind.TO_CONDITIONAL_RELEASE,
        needs=[SupportNeed.HOUSING],
        how_to_reach="Osaston kautta.",
        **person,
    )


def _offer(stage: Stage, referral: Referral, county: Organisation, reason: str) -> Transfer:
    transfer = Transfer(referral=referral, to_county=county, reason=reason)
    offer_transfer(transfer=transfer, by=stage.cast["otso"])
    return transfer
