"""Contacts in every state, whose county's side is full of a word that no sender may meet."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from accounts.models import Municipality, Organisation, User
from cases.actions.custody import record_custody
from cases.models import Case
from cases.vocabulary import ContactKind
from referrals.models import CustodyReport, Referral, Transfer
from referrals.moving.actions.custody_reports import decline_report, report_custody
from referrals.moving.actions.take_over import take_over
from referrals.moving.actions.transfer import accept_transfer, offer_transfer
from referrals.vocabulary import Decision
from tests.factories import (
    AnswerFactory,
    AttachmentFactory,
    CaseFactory,
    ClientFactory,
    ContactDetailFactory,
    CountyFactory,
    CustodyFactFactory,
    DraftFactory,
    IntakeWorkerFactory,
    MunicipalityFactory,
    NoteFactory,
    PlanFactory,
    PrisonFactory,
    PrisonOfficerFactory,
    QuestionFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
    WorkerFactory,
)

CANARY = "Kanarialintu"
OF_OTHERS = ("received", "asked", "in hand", "handled", "transferred", "moved", "taken", "draft")
# A day of the county's own, which is nobody else's.
SECRET_DAY = dt.date(2031, 5, 17)
SENT, LATER, DECIDED, READ = (f"2026-03-{day:02} 10:00+02:00" for day in (2, 4, 9, 20))


@dataclass
class SenderScene:
    """Who looks, what there is to open, and the words that are the sender's own."""

    viewers: dict[str, User]
    referrals: dict[str, Referral]
    known: dict[str, str]
    secrets: set[str]
    # Names of reference data that a form offers.
    choices: set[str]

    def opened_by(self, viewer: str) -> dict[str, Referral]:
        """What `viewer` tries to open, by state: all, or those that differ for the others."""
        names = self.referrals if viewer == "holder" else OF_OTHERS
        return {name: self.referrals[name] for name in names}


def make_sender_scene(clock: Any) -> SenderScene:
    """Make them by the acts of life, each on its day."""
    clock.move_to(SENT)
    county = CountyFactory(code="oma", name_fi="Oma hyvinvointialue")
    home = MunicipalityFactory(name_fi="Kotikunta", name_sv="", county=county)
    ours = PrisonFactory(code="meidan", name_fi="Meidän vankila")
    theirs = PrisonFactory(code="heidan", name_fi="Heidän vankila")
    viewers = {
        "holder": _officer(ours, "Helmi", "Hoitaja"),
        "colleague": _officer(ours, "Kaija", "Kollega"),
        "new prison": _officer(theirs, "Uuno", "Uusi"),
    }
    unit = UnitFactory(county=county, name_fi="Vapautuvien yksikkö")
    intake = IntakeWorkerFactory(unit=unit, first_name=CANARY, last_name=CANARY)
    holder = viewers["holder"]
    sent = {
        name: ReferralFactory(by=holder, county=county, home_municipality=home, **_told(ours))
        for name in ("received", "asked", "in hand", "handled", "transferred", "moved", "taken")
    }
    sent["notification"] = ReferralFactory(
        by=holder, county=county, home_municipality=home, **_told(ours) | NOTIFIED
    )
    drafts = {
        "draft": DraftFactory(sender=holder, typed={"person": {"last_name": ["Kesken"]}}),
        "short draft": DraftFactory(
            sender=holder, path="short", typed={"short": {"last_name": ["Kesken"]}}
        ),
        "notification draft": DraftFactory(
            sender=holder, kind="notification", typed={"person": {"last_name": ["Kesken"]}}
        ),
    }
    clock.move_to(LATER)
    _talk(sent, intake)
    _move(sent, theirs, viewers)
    clock.move_to(DECIDED)
    secrets = _decide(sent, unit, intake)
    clock.move_to(READ)
    known = {value: name for value, name in KNOWN.items() if value}
    known |= {referral.reference: "reference" for referral in sent.values()}
    places = (*Municipality.objects.all(), *Organisation.objects.all())
    choices = {name for each in places for name in (each.name_fi, each.name_sv, each.name_en)}
    return SenderScene(viewers, sent | drafts, known, secrets, choices - known.keys())


def _officer(prison: Organisation, first: str, last: str) -> User:
    return PrisonOfficerFactory(
        organisation=prison, first_name=first, last_name=last, language="en", title="ohjaaja"
    )


def _told(prison: Organisation) -> dict[str, Any]:
    """Every column that a sender fills in, each with words of its own."""
    return {
        "facility": prison,
        "first_names": "Oma Etu",
        "last_name": "Sukunen",
        "identity_code": "010180-9004",
        "phone": "050 000 0001",
        "service_language": "fi",
        "consent_received_by": "Vastaanottaja",
        "release_kind": "end_of_sentence",
        "description": "Oma kuvaus.",
        "agreed_with_client": "Oma sopimus.",
        "how_to_reach": "Oma tavoittaminen.",
        "contact_name": "Helmi Hoitaja",
        "contact_title": "ohjaaja",
        "contact_phone": "050 000 0002",
        "contact_times": "Oma aika.",
    }


NOTIFIED = {
    "kind": "notification",
    "consent_manner": "",
    "consent_on": None,
    "consent_received_by": "",
    "ground": "unable",
    "ground_reasons": "Omat perusteet.",
    "no_consent_because": "Oma syy.",
    "sender_is_secret": True,
    "sender_secret_because": "Oma salaisuus.",
}
# What stands on the pages and is the sender's own, or is meant for the sender.
KNOWN = {
    "Oma Etu": "first names",
    "Sukunen": "last name",
    "Kesken": "last name of a draft",
    "010180-9004": "identity code",
    "1.1.1980": "birth date",
    "Kotikunta": "municipality",
    "050 000 0001": "phone",
    "Vastaanottaja": "who received the consent",
    "10.1.2026": "day of consent",
    "2.1.2026": "day when custody began",
    "14.12.2026": "release date as sent",
    "5.3.2027": "release date as told later",
    "Oma kuvaus.": "situation",
    "Oma sopimus.": "agreed",
    "Oma tavoittaminen.": "how to reach",
    "050 000 0002": "phone of the sender",
    "Oma aika.": "when reached",
    "Omat perusteet.": "reasons for the ground",
    "Oma syy.": "why there is no consent",
    "Oma salaisuus.": "why the notifier is secret",
    "Helmi Hoitaja": "holder",
    "Kaija Kollega": "colleague",
    "Uuno Uusi": "officer of the new prison",
    "ohjaaja": "title of the sender",
    "Meidän vankila": "own prison",
    "Heidän vankila": "new prison",
    "Oma hyvinvointialue": "county",
    "Toinen hyvinvointialue": "county that took it over",
    "Vapautuvien yksikkö": "unit that handles it",
    "Alueen kysymys?": "question",
    "Oma vastaus.": "answer",
    "oma-liite.pdf": "attachment",
    "2.3.2026": "day of sending",
    "2.3.": "day of sending",
    "4.3.2026": "day of question or change",
    "4.3.": "day of question or change",
    "20.3.2026": "today",
    "1.4.2026": "day when the draft is removed",
    "9.3.2026": "day of the county’s answer",
    "9.3.": "day of the county’s answer",
}


def _talk(sent: dict[str, Referral], intake: User) -> None:
    """A question that is answered and one that is not; a file."""
    asked = QuestionFactory(referral=sent["asked"], by=intake, text="Alueen kysymys?")
    AnswerFactory(question=asked, text="Oma vastaus.")
    QuestionFactory(referral=sent["asked"], by=intake, text="Alueen kysymys?")
    AttachmentFactory(referral=sent["received"], name="oma-liite.pdf")


def _move(sent: dict[str, Referral], prison: Organisation, viewers: dict[str, User]) -> None:
    """Two persons are moved; the contact of one is taken over there."""
    for name in ("moved", "taken"):
        report = CustodyReport(referral=sent[name], facility=prison, moved_on=dt.date(2026, 3, 4))
        report_custody(report=report, by=viewers["holder"])
    take_over(referral=sent["taken"], seen_holder=viewers["holder"].pk, by=viewers["new prison"])
    for name in ("in hand", "handled"):
        report = CustodyReport(
            referral=sent[name], release_on=dt.date(2027, 3, 5), release_certainty="official"
        )
        report_custody(report=report, by=viewers["holder"])


def _decide(sent: dict[str, Referral], unit: Any, intake: User) -> set[str]:
    """What the county does, in words and numbers that are its own; those that must not show."""
    worker = WorkerFactory(unit=unit, first_name=CANARY, last_name=CANARY)
    texts = dict.fromkeys(("urgency_reason", "measures", "next_steps", "services_needed"), CANARY)
    opened = TriageFactory(
        referral=sent["in hand"], unit=unit, by=intake, responsible=worker, **texts
    )
    TriageFactory(referral=sent["handled"], unit=unit, by=intake, decision=Decision.GUIDE, **texts)
    joined = _case(unit, worker)
    TriageFactory(
        referral=sent["notification"],
        unit=unit,
        by=intake,
        decision=Decision.JOIN,
        client=joined.client,
        **texts,
    )
    opened = Case.objects.get(pk=opened.case.pk)
    decline_report(
        report=CustodyReport.objects.of_case(opened).get(),
        case=opened,
        because=CANARY,
        by=worker,
    )
    other = CountyFactory(code="toinen", name_fi="Toinen hyvinvointialue")
    receiver = IntakeWorkerFactory(
        unit=UnitFactory(county=other), first_name=CANARY, last_name=CANARY
    )
    transfer = Transfer(referral=sent["transferred"], to_county=other, reason=CANARY)
    offer_transfer(transfer=transfer, by=intake)
    accept_transfer(transfer=transfer, by=receiver)
    return {CANARY, opened.number, joined.number, "17.5.2031"}


def _case(unit: Any, worker: User) -> Case:
    """A client's open case, with words and a release date that the county knows."""
    client = ClientFactory(
        county=unit.county, first_names=CANARY, last_name=CANARY, how_to_reach=CANARY
    )
    ContactDetailFactory(client=client, kind=ContactKind.CONTACT_ADDRESS, value=CANARY)
    case: Case = CaseFactory(unit=unit, client=client, responsible=worker)
    fact = CustodyFactFactory(case=case, release_on=SECRET_DAY, source_detail=CANARY)
    record_custody(fact=fact, by=worker)
    NoteFactory(case=case, text=CANARY)
    PlanFactory(case=case, situation_client=CANARY)
    return case
