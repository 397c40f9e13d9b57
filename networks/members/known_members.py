"""The members of the network among the people of a case."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from cases.models import Case
from inputs.attendees import Person, numbers_in
from networks.models import NetworkMember


def members_of(case: Case, also: Collection[str]) -> Iterator[Person]:
    """Those present; a service without a person goes by its name."""
    members = NetworkMember.objects.present() | NetworkMember.objects.filter(
        pk__in=numbers_in(also, "member")
    )
    for member in members.filter(case=case).order_by("kind", "name", "pk"):
        yield as_person(member)


def as_person(member: NetworkMember) -> Person:
    """By the key with which a page names them."""
    label = ", ".join(part for part in (str(member), member.role_and_organisation) if part)
    return Person(f"member-{member.pk}", str(member), label, _("Network"))
