"""How a unit is reached: by its own address and numbers, or by the county's.

A number that the unit lacks is the county's. The county's one line of address and phone
stands in where the unit has neither; opening hours are the unit's alone.

The unit's name is no part of it: it often tells whom the unit serves, and a receipt or a
client's paper is read by others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation, Unit, UnitMembership, UnitRole


@dataclass(frozen=True)
class Reach:
    """What stands on receipts and papers."""

    address: str
    phone: str
    opening_hours: str
    on_call_phone: str
    # Papers that were kept before these were told have neither (`cases.letterhead`).
    on_call_address: str = ""
    # The address is the county's line, in which its phone stands already.
    has_phone_in_address: bool = False

    @property
    def words(self) -> str:
        """Address, phone and opening hours in one line."""
        told = self.phone and not self.has_phone_in_address
        phone = _("tel. %(number)s") % {"number": self.phone} if told else ""
        return ", ".join(part for part in (self.address, phone, self.opening_hours) if part)


def reach_of(unit: Unit | None, county: Organisation) -> Reach:
    """Of a unit; without one, of the county."""
    own = unit is not None and bool(unit.address or unit.phone)
    on_call = unit if unit is not None and unit.on_call_phone else county
    return Reach(
        address=unit.address if unit is not None and own else county.contact_details,
        phone=(unit.phone if unit is not None else "") or county.phone,
        opening_hours=unit.opening_hours if unit is not None else "",
        on_call_phone=on_call.on_call_phone,
        on_call_address=on_call.on_call_address,
        has_phone_in_address=not own and bool(county.contact_details),
    )


def reach_of_intake(county: Organisation) -> Reach:
    """Of the unit that reads contacts; it is asked for before a case and its unit are known."""
    return reaches_of_intakes([county])[0]


def reaches_of_intakes(counties: Sequence[Organisation]) -> list[Reach]:
    """Of each county in its turn, in one query for all."""
    present = UnitMembership.objects.on(timezone.localdate())
    held = present.filter(role=UnitRole.INTAKE, unit__county__in=counties, user__is_active=True)
    units: dict[int, Unit] = {}
    for each in held.select_related("unit").order_by("unit", "pk"):
        units.setdefault(each.unit.county_id, each.unit)
    return [reach_of(units.get(county.pk), county) for county in counties]
