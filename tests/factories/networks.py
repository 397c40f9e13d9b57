"""Members of a client's network."""

import datetime as dt

import factory

from networks.models import MemberKind, NetworkMember, NetworkWalkthrough
from tests.factories.cases import CaseFactory


class NetworkMemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NetworkMember

    class Params:
        ended = factory.Trait(ended_on=dt.date(2026, 3, 2), end_reason="Vaihtoi työtä")

    case = factory.SubFactory(CaseFactory)
    kind = MemberKind.PUBLIC
    name = factory.Sequence(lambda n: f"Jäsen {n}")
    after = True
    since = dt.date(2026, 2, 2)
    saved_by = factory.SelfAttribute("case.responsible")


class NetworkWalkthroughFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NetworkWalkthrough

    case = factory.SubFactory(CaseFactory)
    outcome = NetworkWalkthrough.Outcome.GATHERED
    on = dt.date(2026, 2, 2)
    written_by = factory.SelfAttribute("case.responsible")
