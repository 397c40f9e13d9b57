"""Whom a supervisor may act on: the people of the units that they lead, nobody else.

An administrator records absences, office and licence of everybody in the county.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.http import SignedInRequest
from accounts.models import UnitRole, User
from cases.models import Case


def people_of(supervisor: User) -> "QuerySet[User]":
    """Of the led units, those who have left, too; of an administrator the whole county."""
    if supervisor.is_administrator:
        return User.objects.filter(organisation=supervisor.county, is_superuser=False)
    led = supervisor.units_as(UnitRole.SUPERVISOR)
    found = User.objects.filter(
        organisation=supervisor.county, is_superuser=False, unit_memberships__unit__in=led
    )
    return found.distinct()


def open_person(request: SignedInRequest, user_pk: int) -> User:
    """Return one of them; somebody else does not exist here."""
    found = people_of(request.user).filter(pk=user_pk).first() if request.user.county else None
    if found is None:
        raise Http404
    return found


def open_for_closing(request: SignedInRequest, user_pk: int) -> User:
    """Return one whose account the supervisor may close or open: no supervisor's, nor their own."""
    person = open_person(request, user_pk)
    if not is_closable(person, request.user):
        raise PermissionDenied
    return person


def is_closable(person: User, by: User) -> bool:
    present = person.unit_memberships.on(timezone.localdate())
    held = set(present.values_list("role", flat=True))
    return by.is_supervisor and person != by and UnitRole.SUPERVISOR not in held


def led_cases_of(person: User, supervisor: User) -> list[Case]:
    """The open cases that the person carries in the led units."""
    carried = Case.objects.led_by(supervisor).open().filter(responsible=person)
    return list(carried.select_related("unit").order_by("number"))
