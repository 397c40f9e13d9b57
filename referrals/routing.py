"""Which county a contact goes to, and who there is told.

The home municipality decides and not the prison's place (SHL): a prison
stay does not change it.
"""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Municipality, Organisation, UnitRole, User

# A municipality has merged into another that merged later; nothing goes on for ever.
MERGERS = 10


def receiving_counties() -> QuerySet[Organisation]:
    """The counties that somebody reads contacts in: others have a channel of their own."""
    staffed = intake_workers().values("organisation")
    return Organisation.objects.counties().filter(pk__in=staffed)


def is_received(county_id: int | None) -> bool:
    """Whether somebody in the county reads contacts in Jatkumo."""
    return bool(intake_of(county_id))


def intake_workers() -> QuerySet[User]:
    """Everybody who reads contacts of their own county; a role left behind elsewhere is none."""
    return User.objects.holding(UnitRole.INTAKE, today=timezone.localdate())


def intake_of(county_id: int | None) -> list[User]:
    """Who reads contacts in the county: nothing of them but their keys."""
    if county_id is None:
        return []
    readers = intake_workers().filter(
        organisation=county_id, organisation__kind=Organisation.Kind.COUNTY
    )
    return list(readers.order_by("pk").only("pk"))


def present(municipality: Municipality, day: dt.date) -> Municipality | None:
    """The municipality on `day`: itself, or what it has been merged into by then."""
    code = municipality.code
    for _merger in range(MERGERS):
        found = Municipality.objects.on(day).filter(code=code).first()
        if found is not None:
            return found
        ended = Municipality.objects.filter(code=code).order_by("-valid_from").first()
        if ended is None or not ended.merged_into:
            return None
        code = ended.merged_into
    return None


def county_of(municipality: Municipality, day: dt.date) -> Organisation | None:
    """The county that answers for the people of the municipality on `day`."""
    found = present(municipality, day)
    return found.county if found else None


def counties_of_municipalities(day: dt.date) -> dict[str, dict[int, Any]]:
    """What a page needs to say at once where a contact goes: each municipality's county.

    And of each county its name, whether anybody there reads contacts here, and its channel.
    """
    received = set(receiving_counties().values_list("pk", flat=True))
    counties = {
        county.pk: {
            "name": county.name,
            "received": county.pk in received,
            "channel": county.contact_details,
        }
        for county in Organisation.objects.counties()
    }
    municipalities = Municipality.objects.on(day).exclude(county=None)
    return {
        "counties": counties,
        "municipalities": dict(municipalities.values_list("pk", "county")),
    }
