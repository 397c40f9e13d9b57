"""Contacts between two counties, and a decision that was undone, for the pages of the path."""

from typing import Any

from accounts.models import User
from caseload.undoing import undo_triage
from cases.models import HandoverPart
from referrals.models import Referral, Transfer
from referrals.moving.actions.transfer import accept_transfer, offer_transfer
from referrals.vocabulary import Decision
from tests.factories import (
    CaseFactory,
    CaseHandoverFactory,
    CountyFactory,
    IntakeWorkerFactory,
    NetworkMemberFactory,
    ReceivedHandoverFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
)

WHY = "Henkilön kotikunta kuuluu toiselle alueelle."


def between_counties(people: dict[str, User], unit: Any) -> dict[str, Any]:
    """One offered by the county, one offered to it, one that has moved, one notification."""
    intake, officer = people["intake"], people["officer"]
    elsewhere = UnitFactory(county=CountyFactory(code="naapuri", name_fi="Naapurialue"))
    neighbour = IntakeWorkerFactory(unit=elsewhere, first_name="Nea", last_name="Naapuri")
    ours = [
        ReferralFactory(county=unit.county, by=officer, last_name=name)
        for name in ("Hilla", "Juolukka")
    ]
    theirs = ReferralFactory(county=elsewhere.county, by=officer, last_name="Karpalo")
    for referral in ours:
        _offer(referral, elsewhere.county, intake)
    _offer(theirs, unit.county, neighbour)
    accept_transfer(transfer=Transfer.objects.get(referral=ours[1]), by=neighbour)
    notification = ReferralFactory(
        county=unit.county,
        by=officer,
        last_name="Puolukka",
        kind=Referral.Kind.NOTIFICATION,
        consent_on=None,
        consent_manner="",
        ground="unable",
        ground_reasons="Henkilö ei huolehdi lääkityksestään.",
        no_consent_because="Hän ei halua puhua kenenkään kanssa.",
    )
    mistaken = TriageFactory(
        referral=notification, unit=unit, by=intake, decision=Decision.NOT_REACHED
    )
    undo_triage(triage=mistaken, by=intake, because="Kirjattu väärään ilmoitukseen.")
    guided = TriageFactory(unit=unit, by=intake, decision=Decision.GUIDE)
    return {
        "offered": ours[0].pk,
        "moved": ours[1].pk,
        "handed": theirs.pk,
        "notification": notification.pk,
        "guided": guided.referral.pk,
    }


def handed_over(people: dict[str, User], unit: Any) -> dict[str, Any]:
    """A case that goes on paper, one that another county offers, and one that came from there."""
    ours = CaseFactory(unit=unit, responsible=people["worker"])
    NetworkMemberFactory(case=ours, name="Kati Savela", organisation_name="Kuopion vankila")
    far = CountyFactory(code="kaukana", name_fi="Kaukainen hyvinvointialue")
    parts = HandoverPart.values
    elsewhere = CaseFactory(unit=UnitFactory(county=CountyFactory(code="naapuri")))
    came = CaseFactory(unit=unit, responsible=people["worker"])
    return {
        "on_paper": CaseHandoverFactory(case=ours, to_county=far, parts=parts).pk,
        "case_offered": CaseHandoverFactory(case=elsewhere, to_county=unit.county).pk,
        "received": ReceivedHandoverFactory(case=came).pk,
    }


def _offer(referral: Referral, to: Any, by: User) -> None:
    offer_transfer(transfer=Transfer(referral=referral, to_county=to, reason=WHY), by=by)
