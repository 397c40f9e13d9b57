"""Who carries a case: the one rule for notices, reports and follow-ups.

The active personal worker; where they are away, the substitute of the absence; then the
rest of the team who are not away; then the supervisors of the unit; then the
administrators. Where the personal worker has left, the supervisors beside the team. A
closed account, one of somebody who went to another county, or an administrator's is nobody.
A personal worker who is away without a substitute is told beside whoever is there: the
others act now, and the worker finds on the return what came in the meantime.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from accounts.models import Absence, UnitRole, User
from cases.models import Case, CaseMembership
from cases.permissions import CaseRole


class Carriers:
    """Those of many cases on one day, gathered in a fixed number of queries."""

    def __init__(self, cases: Iterable[Case], today: dt.date) -> None:
        self.cases = {case.pk: case for case in cases}
        self.teams = _teams(list(self.cases.values()))
        self.supervisors = _supervisors({case.unit_id for case in self.cases.values()}, today)
        self.absences = _absences(self._everybody(), today)
        self._administrators: list[User] | None = None

    def carriers_of(self, case: Case) -> list[User]:
        """The personal worker, or whoever stands in their place."""
        team = self.teams.get(case.pk, [])
        own = [held.user for held in team if held.role == CaseRole.RESPONSIBLE]
        if not own:
            others = self._here(held.user for held in team)
            # Of somebody who has left the supervisor keeps an eye on it, too, until another
            # worker is named.
            left = case.responsible_id is not None
            leaders = self.supervisors_of(case) if left or not others else []
            return _each_once([*others, *leaders])
        worker = own[0]
        absence = self.absences.get(worker.pk)
        if absence is None:
            return own
        others = self._here(held.user for held in team if held.user != worker)
        substitutes = [user for user in others if user.pk == absence.substitute_id]
        return substitutes or _each_once([*(others or self.supervisors_of(case)), worker])

    def supervisors_of(self, case: Case) -> list[User]:
        """Those who are not away; otherwise the administrators, too."""
        leaders = self.supervisors.get(case.unit_id, [])
        return self._here(leaders) or _each_once(
            [*leaders, *self.administrators_of(case.county_id)]
        )

    def is_in_team(self, case: Case, user: User) -> bool:
        return any(held.user == user for held in self.teams.get(case.pk, ()))

    def administrators_of(self, county_id: int | None) -> list[User]:
        """Those of one county: counties share nothing, not even a case's number."""
        return [user for user in self.administrators if user.organisation_id == county_id]

    @property
    def administrators(self) -> list[User]:
        """Of every county; asked for only where nobody else is there."""
        if self._administrators is None:
            found = User.objects.filter(is_superuser=True, is_active=True)
            self._administrators = list(found.order_by("pk"))
        return self._administrators

    def _here(self, users: Iterable[User]) -> list[User]:
        return _each_once(user for user in users if user.pk not in self.absences)

    def _everybody(self) -> set[int]:
        leaders = {user.pk for users in self.supervisors.values() for user in users}
        return leaders | {held.user_id for team in self.teams.values() for held in team}


def _each_once(users: Iterable[User]) -> list[User]:
    return list(dict.fromkeys(users))


def _teams(cases: Sequence[Case]) -> dict[int, list[CaseMembership]]:
    """The active members of each case who still work for its county."""
    counties = {case.pk: case.county_id for case in cases}
    in_team = CaseMembership.objects.in_team().filter(case__in=list(counties))
    held = in_team.filter(user__is_active=True, user__is_superuser=False)
    teams: dict[int, list[CaseMembership]] = defaultdict(list)
    for membership in held.select_related("user").order_by("pk"):
        if membership.user.organisation_id == counties[membership.case_id]:
            teams[membership.case_id].append(membership)
    return teams


def _supervisors(units: set[int], today: dt.date) -> dict[int, list[User]]:
    """The active supervisors of each unit who work for its county."""
    found: dict[int, list[User]] = defaultdict(list)
    for user in _leaders(units, today):
        for membership in user.unit_memberships.all():
            leads = membership.role == UnitRole.SUPERVISOR and membership.holds_on(today)
            here = membership.unit_id in units
            if leads and here and membership.unit.county_id == user.organisation_id:
                found[membership.unit_id].append(user)
    return found


def _leaders(units: set[int], today: dt.date) -> "QuerySet[User]":
    users = User.objects.holding(UnitRole.SUPERVISOR, today=today, units=units)
    return users.prefetch_related("unit_memberships__unit").order_by("pk")


def _absences(users: set[int], today: dt.date) -> dict[int, Absence]:
    return {each.user_id: each for each in Absence.objects.on(today).filter(user__in=users)}
