"""The members of the network among the people of a case."""

from cases.models import Case
from inputs.took_part import Person
from networks.models import NetworkMember


def members_of(case: Case) -> list[Person]:
    """Those present; a service without a person goes by its name."""
    members = NetworkMember.objects.present().filter(case=case).order_by("kind", "name", "pk")
    return [(str(each), _recognised(each)) for each in members]


def _recognised(member: NetworkMember) -> str:
    return ", ".join(part for part in (str(member), member.role_and_organisation) if part)
