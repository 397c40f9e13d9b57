"""Assessments, begun and finalised by the actions that do it in life."""

import datetime as dt
from typing import Any

import factory

from accounts.models import User
from assessments.actions.delivering import record_delivery
from assessments.actions.estimating import record_estimates
from assessments.actions.starting import correct_assessment, start_assessment
from assessments.actions.writing import finalise_assessment
from assessments.models import (
    Assessment,
    AssessmentDelivery,
    AssessmentParticipant,
    ClientWords,
    EstimateSet,
    LifeAreaEntry,
    Moment,
)
from cases.models import Case
from networks.models import NetworkWalkthrough
from tests.factories.cases import CaseFactory
from tests.factories.networks import NetworkWalkthroughFactory

INITIATED_ON = dt.date(2026, 1, 12)
STARTED_ON = dt.date(2026, 2, 2)
FINALISED_ON = dt.date(2026, 3, 2)
COMPLETE = {
    "initiation_manner": "contact",
    "how_carried_out": "Kaksi tapaamista vankilassa.",
    "dependants": "none",
    "client_opinion": "Haluan oman asunnon.",
    "conclusions": "Tarvitsee asunnon ja tukea arkeen.",
    "special_support": "no",
    "multi_actor": "yes",
    "multi_actor_reason": "Asuminen ja velat.",
    "need_nature": "long_term",
    "needs_personal_worker": "yes",
    "makes_plan": "yes",
}


class AssessmentFactory(factory.Factory):
    """A draft; `complete=True` with every answer, `final=True` finalised after that.

    A final one has a network that was gone through. `corrects=` and `correction_reason=`
    make it the correction of a final one; answers may be given by name, and `area_state=`
    to all life areas.
    """

    class Meta:
        model = Assessment

    @classmethod
    def _create(cls, model_class: type[Assessment], *args: Any, **kwargs: Any) -> Assessment:
        corrects: Assessment | None = kwargs.pop("corrects", None)
        case = kwargs.pop("case", None) or (corrects.case if corrects else CaseFactory())
        final = kwargs.pop("final", False)
        complete = kwargs.pop("complete", False) or final
        area_state = kwargs.pop("area_state", None)
        if complete:
            kwargs = COMPLETE | kwargs
            area_state = area_state or LifeAreaEntry.State.GONE_THROUGH
        if corrects:
            reason = kwargs.pop("correction_reason")
            draft = correct_assessment(assessment=corrects, reason=reason, by=case.responsible)
        else:
            draft = _started(case, kwargs)
        _write(draft, kwargs, area_state)
        if final:
            _finalise(draft)
        return draft


def _started(case: Case, answers: dict[str, Any]) -> Assessment:
    return start_assessment(
        case=case,
        initiated_on=answers.pop("initiated_on", INITIATED_ON),
        started_on=answers.pop("started_on", STARTED_ON),
        by=case.responsible,
    )


def _write(draft: Assessment, answers: dict[str, Any], area_state: str | None) -> None:
    """As `edit_assessment` does, in fewer statements and without a new version of the draft."""
    if answers:
        Assessment.objects.filter(pk=draft.pk).update(**answers)
    if area_state:
        draft.areas.update(state=area_state)
    draft.refresh_from_db()


def _finalise(draft: Assessment) -> None:
    by: User = draft.saved_by
    if not NetworkWalkthrough.objects.answering().filter(case=draft.case).exists():
        NetworkWalkthroughFactory(case=draft.case)
    finalise_assessment(assessment=draft, seen=draft.version, by=by, on=FINALISED_ON)


class AssessmentParticipantFactory(factory.django.DjangoModelFactory):
    """One row of a draft's list of those who took part."""

    class Meta:
        model = AssessmentParticipant

    assessment = factory.SubFactory(AssessmentFactory)
    authority = "8"
    who = "Erityisohjaaja"


class AssessmentDeliveryFactory(factory.Factory):
    """That a final assessment was handed to the client; recorded by the act."""

    class Meta:
        model = AssessmentDelivery

    assessment = factory.LazyFunction(lambda: AssessmentFactory(final=True))
    to_whom = "Asiakas"
    delivered_on = FINALISED_ON
    manner = "handed_over"

    @classmethod
    def _create(
        cls, model_class: type[AssessmentDelivery], *args: Any, **kwargs: Any
    ) -> AssessmentDelivery:
        delivery = AssessmentDelivery(case=kwargs["assessment"].case, **kwargs)
        record_delivery(delivery=delivery, by=delivery.case.responsible)
        return delivery


class EstimateSetFactory(factory.Factory):
    """What the client estimated on a day, recorded by the act; `answers` by question."""

    class Meta:
        model = EstimateSet

    case = factory.SubFactory(CaseFactory)
    moment = Moment.ASSESSMENT
    told_on = STARTED_ON
    answers = factory.LazyFunction(lambda: {"wellbeing": 4, "housing": 0})
    by = factory.SelfAttribute("case.responsible")

    @classmethod
    def _create(cls, model_class: type[EstimateSet], *args: Any, **kwargs: Any) -> EstimateSet:
        return record_estimates(heard_by=kwargs["by"], **kwargs)


class ClientWordsFactory(factory.django.DjangoModelFactory):
    """What the client said of a life area, `entry`, as the worker of the draft heard it."""

    class Meta:
        model = ClientWords

    words = "Haluan oman oven."
    said_on = STARTED_ON
    heard_by = factory.SelfAttribute("entry.assessment.saved_by")
    heard_by_name = factory.LazyAttribute(lambda row: str(row.heard_by))
