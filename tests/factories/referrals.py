"""Contacts and their triage, made by the actions that make them in life."""

import datetime as dt
from typing import Any

import factory

from accounts.models import Unit, User
from cases.custody import CustodyKind, ReleaseCertainty
from cases.vocabulary import ConsentManner, Urgency
from referrals.intake.actions import triage_referral
from referrals.models import Referral, Triage
from referrals.sending.actions.sending import send_referral
from referrals.vocabulary import Decision, Dependants, SupportNeed
from tests.factories.accounts import (
    CountyFactory,
    IntakeWorkerFactory,
    PrisonOfficerFactory,
    UnitFactory,
)


class DraftFactory(factory.django.DjangoModelFactory):
    """What an officer has begun; `typed=` by the page's key."""

    class Meta:
        model = Referral

    sender = factory.SubFactory(PrisonOfficerFactory)
    sender_organisation = factory.SelfAttribute("sender.organisation")


class ReferralFactory(factory.Factory):
    """A sent contact to `county=`; `by=` an officer (made if not given)."""

    class Meta:
        model = Referral

    first_names = "Veikko"
    last_name = factory.Sequence(lambda n: f"Yhteydenotto{n}")
    consent_manner = ConsentManner.SPOKEN
    consent_on = dt.date(2026, 1, 10)
    consent_received_by = "Kati Savela"
    custody_kind = CustodyKind.PRISON_SENTENCE
    custody_started_on = dt.date(2026, 1, 2)
    release_on = dt.date(2026, 12, 14)
    release_certainty = ReleaseCertainty.OFFICIAL
    needs = factory.LazyFunction(lambda: [SupportNeed.HOUSING.value])
    description = "Asunto puuttuu."

    @classmethod
    def _create(cls, model_class: type[Referral], *args: Any, **kwargs: Any) -> Referral:
        by: User = kwargs.pop("by", None) or PrisonOfficerFactory()
        kwargs.setdefault("county", CountyFactory())
        referral = Referral(**kwargs)
        send_referral(referral=referral, by=by)
        return referral


class TriageFactory(factory.Factory):
    """A decided contact: a case is opened unless `decision=` says otherwise."""

    class Meta:
        model = Triage

    urgency = Urgency.URGENT
    urgency_reason = "Vapautuminen lähestyy."
    dependants = Dependants.NOBODY
    measures = "Soitettu lähettäjälle."
    decision = Decision.OPEN

    @classmethod
    def _create(cls, model_class: type[Triage], *args: Any, **kwargs: Any) -> Triage:
        unit: Unit | None = kwargs.pop("unit", None)
        referral: Referral | None = kwargs.pop("referral", None)
        if referral is None:
            referral = ReferralFactory(**({"county": unit.county} if unit else {}))
        if unit is None:
            unit = UnitFactory(county=referral.county)
        by: User = kwargs.pop("by", None) or IntakeWorkerFactory(unit=unit)
        chosen = {
            "client": kwargs.pop("client", None),
            "responsible": kwargs.pop("responsible", None),
        }
        if kwargs.get("decision") == Decision.NOT_REACHED:
            kwargs.setdefault("attempts", [{"on": "2026-01-12", "how": "phone", "note": "-"}])
        triage = Triage(referral=referral, **kwargs)
        triage_referral(triage=triage, by=by, unit=unit, **chosen)
        return triage
