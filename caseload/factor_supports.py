"""Goals, services and people that support a factor of the operating model in one case."""

from collections.abc import Iterator
from types import MappingProxyType

from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.models import Case
from continuity.models import State
from continuity.need_kinds import NeedKind
from continuity.needs_known import records_of
from desistance.factors import Factor
from desistance.supports import Support, register
from networks.models import MemberKind, NetworkMember
from plans.models import Goal, Plan

K = NeedKind
# Only where the model names the matter under the factor; the other kinds support none by name.
FACTOR_OF_NEED = MappingProxyType(
    dict.fromkeys((K.HOUSING, K.FIRST_NIGHT, K.LIVELIHOOD), Factor.CRIME_FREE_LIFE_CONDITIONS)
    | dict.fromkeys(
        (K.SUBSTITUTION, K.REHAB_RESIDENTIAL, K.REHAB_OPEN), Factor.CRIME_FREE_LIFE_CONDITIONS
    )
    | dict.fromkeys((K.FAMILY, K.PARENTING), Factor.CRIME_FREE_LIFE_CONDITIONS)
    | {
        K.DIGITAL: Factor.DIGITAL_ACCESS_AND_SERVICES,
        K.WORK_EDUCATION: Factor.SOCIAL_INCLUSION_STUDY_EMPLOYMENT,
        K.PEER: Factor.NGO_AND_EXPERT_BY_EXPERIENCE_SUPPORT,
    }
)


def supports_in(case: Case) -> Iterator[Support]:
    """What supports a factor now: no plan that has ended, no service that is only applied for."""
    yield from _goals(case)
    yield from _services(case)
    yield from _people(case)


def _goals(case: Case) -> Iterator[Support]:
    goals = Goal.objects.filter(plan__case=case, plan__status=Plan.Status.AGREED)
    for goal in goals.order_by("position"):
        page = reverse("plans:plan_page", args=[goal.plan_id]) + f"#goal-{goal.pk}"
        for factor in goal.factors:
            yield Support(Factor(factor), pgettext_lazy("plan", "Goal"), f"”{goal.words}”", page)


def _services(case: Case) -> Iterator[Support]:
    records = records_of([case.pk])
    kinds = {need.pk: NeedKind(need.kind) for need in records.needs}
    page = reverse("continuity:continuity", args=[case.pk])
    for service, state in records.going_on():
        factor = FACTOR_OF_NEED.get(kinds[service.need_id])
        if factor and state is not None and state.state in (State.GRANTED, State.RUNNING):
            yield Support(factor, gettext_lazy("Service"), str(service), page)


def _people(case: Case) -> Iterator[Support]:
    experts = NetworkMember.objects.present().filter(case=case, kind=MemberKind.EXPERT)
    page = reverse("networks:network", args=[case.pk])
    for member in experts.exclude(client_wish=NetworkMember.Wish.NOT).order_by("pk"):
        factor = Factor.NGO_AND_EXPERT_BY_EXPERIENCE_SUPPORT
        yield Support(factor, MemberKind.EXPERT.label, str(member), page)


register(supports_in)
