"""How the intake of a county, or a unit, is reached: for receipts and papers."""

from django import template

from accounts.models import Organisation, Unit
from accounts.reach import Reach, reach_of, reach_of_intake

register = template.Library()


@register.filter
def intake_reach(county: Organisation) -> Reach:
    """`{% with reach=county|intake_reach %}`."""
    return reach_of_intake(county)


@register.filter
def unit_reach(unit: Unit, county: Organisation) -> Reach:
    """`{% with reach=case.unit|unit_reach:case.county %}`."""
    return reach_of(unit, county)
