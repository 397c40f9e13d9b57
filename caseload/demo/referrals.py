"""Sending and triaging contacts as a sender and the intake do."""

import datetime as dt
from typing import Any

from django.utils import timezone

from accounts.models import Municipality, User
from caseload.demo.stage import Stage, county_named, prison_named
from cases.custody import CustodyKind, ReleaseCertainty
from cases.models import Case, Client
from cases.vocabulary import ConsentManner, Urgency
from referrals.intake.actions import triage_referral
from referrals.models import Referral, Triage
from referrals.sending.actions.sending import send_referral
from referrals.vocabulary import Decision, Dependants, SupportNeed

ARRIVES_AT = dt.time(10, 20)


def send_contact(
    stage: Stage,
    *,
    sender: str,
    needs: list[SupportNeed],
    home: str = "297",
    prison: str = "kuopio",
    kind: CustodyKind | str = CustodyKind.PRISON_SENTENCE,
    since: int | None = None,
    release: int | None = None,
    certainty: ReleaseCertainty = ReleaseCertainty.OFFICIAL,
    consent: int = -1,
    sent: int = 0,
    document_kind: Referral.Kind = Referral.Kind.CONTACT,
    **told: Any,
) -> Referral:
    """A contact to the county of the home municipality; days are counted from today.

    What was `sent` on a day before came in the forenoon of that working day.
    """
    by: User = stage.cast[sender]
    municipality = Municipality.objects.on(stage.today).get(code=home)
    assert municipality.county is not None
    as_usual: dict[str, Any] = {"contact_phone": by.phone}
    if document_kind == Referral.Kind.CONTACT:
        as_usual |= {
            "consent_manner": ConsentManner.SPOKEN,
            "consent_received_by": by.get_full_name(),
            "consent_on": stage.workday(min(consent, sent)),
        }
    referral = Referral(
        kind=document_kind,
        county=county_named(municipality.county.code),
        home_municipality=municipality,
        facility=prison_named(prison),
        custody_kind=kind,
        custody_started_on=None if since is None else stage.day(since),
        release_on=None if release is None else stage.workday(release),
        release_certainty=ReleaseCertainty.UNKNOWN if release is None else certainty,
        needs=[need.value for need in needs],
        **as_usual | told,
    )
    at = dt.datetime.combine(stage.workday(sent), ARRIVES_AT, timezone.get_current_timezone())
    send_referral(referral=referral, by=by, at=at if sent else None)
    return referral


def triage_contact(
    stage: Stage,
    referral: Referral,
    *,
    decision: Decision,
    urgency_reason: str,
    measures: str,
    urgency: Urgency = Urgency.NOT_URGENT,
    dependants: Dependants = Dependants.NOBODY,
    worker: str = "",
    client: Client | None = None,
    **found: Any,
) -> Case | None:
    """What the intake finds and decides; the case, where one is opened."""
    triage = Triage(
        referral=referral,
        decision=decision,
        urgency=urgency,
        urgency_reason=urgency_reason,
        measures=measures,
        dependants=dependants,
        **found,
    )
    triage_referral(
        triage=triage,
        by=stage.cast["anneli"],
        client=client,
        unit=stage.cast.units["release"],
        responsible=stage.cast[worker] if worker else None,
    )
    if triage.case is not None:
        triage.case.refresh_from_db()
    return triage.case
