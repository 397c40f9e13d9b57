"""The exchange about a contact, on the pages of either side."""

from typing import Any

from django import template

from cases.models import Case
from referrals.exchange.conversation import as_county_sees, as_sender_sees
from referrals.exchange.corrections import corrections_of
from referrals.models import Referral
from referrals.permissions import ReferralPermission

register = template.Library()


@register.inclusion_tag("referrals/_exchange.html")
def exchange_for_sender(referral: Referral) -> dict[str, Any]:
    """Questions and own words, with the way to answer; needs a contact from the door."""
    return {
        "referral": referral,
        "said": as_sender_sees(referral),
        "may_add": ReferralPermission.ANSWER in referral.rights,
        "may_ask": False,
        # A colleague learns that something is asked, and what to do about it.
        "asked_others": referral.has_open_question
        and ReferralPermission.READ not in referral.rights,
    }


@register.inclusion_tag("referrals/_exchange.html")
def exchange_for_county(referral: Referral, case: Case | None = None) -> dict[str, Any]:
    """What was asked and told, with the way to ask; needs a contact from the door.

    `case`, also from its door, on the pages of the case: there its team asks.
    """
    may_ask = ReferralPermission.ASK in referral.rights
    if case is not None:
        may_ask = may_ask and case.may_write
    elif referral.is_triaged and referral.triage.case_id is not None:
        may_ask = False
    return {
        "referral": referral,
        "said": as_county_sees(referral),
        "may_add": False,
        "may_ask": may_ask,
        "asked_others": False,
    }


@register.inclusion_tag("referrals/_corrections.html")
def corrections(referral: Referral, side: str = "county") -> dict[str, Any]:
    """What was put right after the sending, and whether it was taken back."""
    return {"found": corrections_of(referral), "side": side}
