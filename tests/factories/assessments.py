"""Assessments. A draft has its life areas, as the action gives them in life."""

import datetime as dt
from typing import Any

import factory

from assessments.models import Assessment, AssessmentParticipant, LifeArea, LifeAreaEntry
from tests.factories.cases import CaseFactory


class AssessmentFactory(factory.django.DjangoModelFactory):
    """A draft; `complete=True` for one that lacks nothing, `final=True` for a finished one."""

    class Meta:
        model = Assessment
        skip_postgeneration_save = True

    class Params:
        complete = factory.Trait(
            initiation_manner="contact",
            how_carried_out="Kaksi tapaamista vankilassa.",
            dependants="none",
            client_opinion="Haluan oman asunnon.",
            conclusions="Tarvitsee asunnon ja tukea arkeen.",
            special_support="no",
            multi_actor="yes",
            multi_actor_reason="Asuminen ja velat.",
            need_nature="long_term",
            needs_personal_worker="yes",
            makes_plan="yes",
        )

    case = factory.SubFactory(CaseFactory)
    initiated_on = dt.date(2026, 1, 12)
    started_on = dt.date(2026, 2, 2)
    saved_by = factory.SelfAttribute("case.responsible")

    @classmethod
    def _create(cls, model_class: type[Assessment], *args: Any, **kwargs: Any) -> Assessment:
        area_state = kwargs.pop("area_state", None)
        if area_state is None:
            complete = bool(kwargs.get("client_opinion"))
            area_state = (
                LifeAreaEntry.State.GONE_THROUGH if complete else LifeAreaEntry.State.NOT_ASKED
            )
        final = kwargs.pop("final", False)
        assessment: Assessment = super()._create(model_class, *args, **kwargs)
        for area in LifeArea:
            LifeAreaEntry.objects.create(assessment=assessment, area=area, state=area_state)
        if final:
            # The parts are written first: from now on the database refuses them.
            by = assessment.case.responsible
            Assessment.objects.filter(pk=assessment.pk).update(
                status=Assessment.Status.FINAL,
                finalised_at=dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC),
                finalised_by=by,
                author_name=str(by),
            )
            assessment.refresh_from_db()
        return assessment


class AssessmentParticipantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AssessmentParticipant

    assessment = factory.SubFactory(AssessmentFactory)
    authority = "8"
    who = "Erityisohjaaja"
