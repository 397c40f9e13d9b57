"""Which networks name an entry of the directory, and how many cases that is in whose units."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from accounts.models import Unit, User
from cases.models import Case, CaseMembership
from networks.models import (
    DirectoryDeparture,
    DirectoryOrganisation,
    DirectoryService,
    MemberKind,
    NetworkMember,
)
from networks.models.member import NetworkMemberQuerySet

LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True)
class UnitCount:
    """Cases of one unit: that name the entry, that were told, and what came of it there.

    In some nobody follows yet; in others the team has said that the member stays.
    """

    unit: Unit
    naming: int
    told: int
    waiting: int
    staying: int


def members_naming(entry: Any) -> NetworkMemberQuerySet:
    """Members of open cases' networks who are the entry or of it, present or known to leave.

    A contact person is known by the name, in the organisation of theirs; a service by the name.
    Nobody takes a close person's place.
    """
    organisation: DirectoryOrganisation = getattr(entry, "organisation", entry)
    of_county = NetworkMember.objects.present().filter(
        case__county=organisation.county_id, case__status=Case.Status.OPEN
    )
    services = of_county.exclude(kind=MemberKind.CLOSE_PERSON)
    if isinstance(entry, DirectoryService):
        theirs = Q(organisation=None) | Q(organisation=organisation)
        return services.filter(_called(entry), theirs)
    # Saved by a former version, or before the organisation was listed.
    keyless = Q(organisation=None) & _called(organisation)
    members = services.filter(Q(organisation=organisation) | keyless)
    return members if entry is organisation else members.filter(name__iexact=entry.name)


def _called(entry: DirectoryOrganisation | DirectoryService) -> Q:
    names = {getattr(entry, f"name_{language}") for language in LANGUAGES} - {""}
    same = (("organisation_name__iexact", name) for name in sorted(names))
    return Q(*same, _connector=Q.OR)


def counts_for(user: User, entry: Any, departure: DirectoryDeparture | None) -> list[UnitCount]:
    """By unit, of the cases that `user` sees in lists: of a supervisor those of the led units."""
    naming = _by_unit(user, members_naming(entry))
    told = waiting = staying = dict[int, int]()
    if departure is not None:
        left = NetworkMember.objects.filter(departure=departure)
        stays = NetworkMember.objects.staying_despite(departure)
        told = _by_unit(user, left | stays)
        staying = _by_unit(user, stays)
        waiting = _by_unit(user, left.without_successor().filter(case__status=Case.Status.OPEN))
    units = Unit.objects.filter(pk__in=naming.keys() | told.keys())
    figures = (naming, told, waiting, staying)
    return [
        UnitCount(unit, *(counted.get(unit.pk, 0) for counted in figures))
        for unit in sorted(units, key=lambda unit: unit.name)
    ]


def left_open_for(user: User, departure: DirectoryDeparture | None) -> list[NetworkMember]:
    """Who left with it and nobody goes on in their place, in the cases that `user` works in.

    Not in one that is open to them for a purpose: it was opened for that alone.
    """
    if departure is None:
        return []
    left = NetworkMember.objects.filter(departure=departure).without_successor()
    return _in_own_cases(user, left)


def kept_for(user: User, departure: DirectoryDeparture | None) -> list[NetworkMember]:
    """Who left with one that was taken back and is not back: the team had said who goes on."""
    if departure is None:
        return []
    return _in_own_cases(user, NetworkMember.objects.filter(departure=departure))


def _in_own_cases(user: User, left: NetworkMemberQuerySet) -> list[NetworkMember]:
    own = CaseMembership.objects.in_team().filter(user=user)
    found = left.visible_to(user).filter(case__in=own.values("case"))
    open_ones = found.filter(case__status=Case.Status.OPEN).select_related("case__client")
    return list(open_ones.order_by("case__client__last_name", "case__client__first_names", "pk"))


def _by_unit(user: User, members: NetworkMemberQuerySet) -> dict[int, int]:
    listed: Any = members.filter(case__in=Case.objects.listable_to(user)).order_by()
    return dict(listed.values_list("case__unit").annotate(cases=Count("case", distinct=True)))
