"""Cases that are handed over to another county, by the actions that do it in life."""

import datetime as dt
from typing import Any

import factory

from accounts.models import Organisation
from caseload.handing_over.actions import offer_case
from caseload.handing_over.contents import document_of
from cases.models import Case, CaseHandover, ReceivedHandover
from tests.factories.accounts import CountyFactory, IntakeWorkerFactory, UnitFactory
from tests.factories.cases import CaseFactory


class CaseHandoverFactory(factory.Factory):
    """Offered with the client’s consent to `to_county`: one that uses Jatkumo, unless given."""

    class Meta:
        model = CaseHandover

    ground = CaseHandover.Ground.CONSENT
    consent_on = dt.date(2026, 2, 2)
    ground_words = "Sovittiin puhelimessa."

    @classmethod
    def _create(cls, model_class: type[CaseHandover], *args: Any, **kwargs: Any) -> CaseHandover:
        case: Case = kwargs.pop("case", None) or CaseFactory()
        to_county: Organisation = kwargs.pop("to_county", None) or receiving_county()
        words, parts = kwargs.pop("words", ""), kwargs.pop("parts", [])
        handover = CaseHandover(
            case=case,
            to_county=to_county,
            parts=parts,
            document=document_of(case, parts, words, "fi"),
            language="fi",
            **kwargs,
        )
        offer_case(handover=handover, by=case.responsible)
        return handover


class ReceivedHandoverFactory(factory.django.DjangoModelFactory):
    """What came with `case` from a county of the code "muu"."""

    class Meta:
        model = ReceivedHandover

    case = factory.SubFactory(CaseFactory)
    from_county = factory.SubFactory(CountyFactory, code="muu")
    language = "fi"
    offered_at = dt.datetime(2026, 2, 2, tzinfo=dt.UTC)
    received_by = factory.SelfAttribute("case.responsible")
    document = factory.LazyFunction(lambda: [{"title": "Asiakas", "lines": [["Nimi", "Nimi"]]}])


def receiving_county(code: str = "muu") -> Organisation:
    """Another county, with somebody who reads what comes."""
    county = CountyFactory(code=code)
    if not county.users.exists():
        IntakeWorkerFactory(unit=UnitFactory(county=county))
    return county
