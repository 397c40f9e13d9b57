"""Checklists of the factors."""

import factory

from desistance.factors import Factor
from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import ClientStanding, Occasion
from tests.factories.cases import CaseFactory


class ChecklistFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Checklist

    case = factory.SubFactory(CaseFactory)
    occasion = Occasion.CONTACT
    filled_by = factory.SelfAttribute("case.responsible")


class ChecklistEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChecklistEntry

    checklist = factory.SubFactory(ChecklistFactory)
    factor = Factor.INNER_CHANGE
    standing = ClientStanding.STRENGTH
