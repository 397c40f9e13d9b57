"""A county of three units whose clients' networks name one contact person of the directory."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import Unit, User
from cases.models import Case
from networks.departures.actions.telling_teams import tell_departure
from networks.models import DirectoryDeparture, DirectoryOrganisation, DirectoryPerson
from tests.factories import (
    CaseFactory,
    CountyFactory,
    DirectoryOrganisationFactory,
    DirectoryPersonFactory,
    NetworkMemberFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)

NAME, ORGANISATION = "Kati Lähtevä", "Velkaneuvonta"


def day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)


@dataclass
class Region:
    """Its cases stand unit by unit, each unit's with one worker."""

    organisation: DirectoryOrganisation
    person: DirectoryPerson
    administrator: User
    units: list[Unit]
    cases: list[Case]

    def leave(self, on: int = 20, reason: str = "Vaihtaa työtä") -> DirectoryDeparture:
        return tell_departure(
            entry=self.person, last_day=day(on), reason=reason, by=self.administrator
        )


def region(cases_in_a_unit: int = 1, units: int = 3) -> Region:
    county = CountyFactory()
    organisation = DirectoryOrganisationFactory(county=county, name_fi=ORGANISATION)
    person = DirectoryPersonFactory(organisation=organisation, name=NAME)
    found = Region(
        organisation=organisation,
        person=person,
        administrator=UserFactory(is_superuser=True, organisation=county),
        units=[UnitFactory(county=county) for _ in range(units)],
        cases=[],
    )
    for unit in found.units:
        worker = WorkerFactory(unit=unit)
        for _ in range(cases_in_a_unit):
            case = CaseFactory(unit=unit, responsible=worker)
            NetworkMemberFactory(case=case, name=NAME, organisation_name=ORGANISATION)
            found.cases.append(case)
    return found
