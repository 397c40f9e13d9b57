"""Other contacts about the same person, for the page of one."""

from django import template

from referrals.likely import LikelyContact, likely_contacts
from referrals.models import Referral

register = template.Library()


@register.simple_tag
def contacts_like(referral: Referral) -> list[LikelyContact]:
    """`{% contacts_like referral as others %}`: the county's, waiting, the surest first."""
    return likely_contacts(referral)
