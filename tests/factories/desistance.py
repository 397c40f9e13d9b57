"""Checklists of the factors, saved by the action that saves them in life."""

from typing import Any

import factory

from cases.models import Case
from desistance.actions import fill_checklist
from desistance.factors import Factor
from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import ClientStanding, Occasion
from tests.factories.cases import CaseFactory


class ChecklistFactory(factory.Factory):
    """A checklist without entries, of today or of the day `on=`."""

    class Meta:
        model = Checklist

    occasion = Occasion.CONTACT

    @classmethod
    def _create(cls, model_class: type[Checklist], *args: Any, **kwargs: Any) -> Checklist:
        case: Case = kwargs.pop("case", None) or CaseFactory()
        return fill_checklist(
            case=case,
            round_number=kwargs.pop("round", 1),
            entries=[],
            seen=0,
            by=case.responsible,
            **kwargs,
        )


class ChecklistEntryFactory(factory.django.DjangoModelFactory):
    """One row of a checklist."""

    class Meta:
        model = ChecklistEntry

    checklist = factory.SubFactory(ChecklistFactory)
    factor = Factor.INNER_CHANGE
    standing = ClientStanding.STRENGTH
