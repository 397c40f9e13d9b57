"""Members of a client's network, and going through it, by the actions that do it in life."""

import datetime as dt
from typing import Any

import factory

from cases.models import Case
from networks.members.actions.changing import add_member, end_member
from networks.members.actions.offering_expert import record_expert_offer
from networks.members.actions.walkthrough import record_walkthrough
from networks.models import ExpertOffer, MemberKind, NetworkMember, NetworkWalkthrough
from tests.factories.cases import CaseFactory


class NetworkMemberFactory(factory.Factory):
    """A present member; `ended=True` for one who has left, to `successor=` if given."""

    class Meta:
        model = NetworkMember

    class Params:
        ended = factory.Trait(ended_on=dt.date(2026, 3, 2), end_reason="Vaihtoi työtä")

    kind = MemberKind.PUBLIC
    name = factory.Sequence(lambda n: f"Jäsen {n}")
    after = True
    since = dt.date(2026, 2, 2)

    @classmethod
    def _create(cls, model_class: type[NetworkMember], *args: Any, **kwargs: Any) -> NetworkMember:
        case: Case = kwargs.pop("case", None) or CaseFactory()
        ended_on, reason = kwargs.pop("ended_on", None), kwargs.pop("end_reason", "")
        successor = kwargs.pop("successor", None)
        member = NetworkMember(case=case, **kwargs)
        add_member(member=member, by=case.responsible)
        if ended_on:
            end_member(
                member=member,
                on=ended_on,
                reason=reason,
                successor=successor,
                by=case.responsible,
            )
        return member


class NetworkWalkthroughFactory(factory.Factory):
    """The network was gone through with the client, unless `outcome=` says otherwise."""

    class Meta:
        model = NetworkWalkthrough

    outcome = NetworkWalkthrough.Outcome.GATHERED
    on = dt.date(2026, 2, 2)

    @classmethod
    def _create(
        cls, model_class: type[NetworkWalkthrough], *args: Any, **kwargs: Any
    ) -> NetworkWalkthrough:
        case: Case = kwargs.pop("case", None) or CaseFactory()
        walkthrough = NetworkWalkthrough(case=case, **kwargs)
        record_walkthrough(walkthrough=walkthrough, by=case.responsible)
        return walkthrough


class ExpertOfferFactory(factory.Factory):
    """An expert by experience was offered, and the client wants one."""

    class Meta:
        model = ExpertOffer

    answer = ExpertOffer.Answer.ACCEPTED
    on = dt.date(2026, 2, 2)

    @classmethod
    def _create(cls, model_class: type[ExpertOffer], *args: Any, **kwargs: Any) -> ExpertOffer:
        case: Case = kwargs.pop("case", None) or CaseFactory()
        offer = ExpertOffer(case=case, **kwargs)
        record_expert_offer(offer=offer, by=case.responsible)
        return offer
