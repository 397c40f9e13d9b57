"""What stands in the cells of the lists of contacts between two counties."""

from django.utils.html import format_html

from listings.values import address
from referrals.models import Transfer


def offered_to_us(row: Transfer) -> object:
    """Whose contact we are offered."""
    return _person(row, "referrals:transfer_answer")


def offered_by_us(row: Transfer) -> object:
    """Whose contact waits for the other county."""
    return _person(row, "referrals:transfer_waiting")


def _person(row: Transfer, view: str) -> object:
    page = address(view, row.referral_id)
    link = '<a href="{}">{}</a> <small class="num">{}</small>'
    return format_html(link, page, row.referral.full_name, row.referral.reference)


def from_whom(row: Transfer) -> object:
    return format_html("{} <small>{}</small>", row.from_county, row.signed["asked_by"])


def to_whom(row: Transfer) -> object:
    return format_html("{} <small>{}</small>", row.to_county, row.signed["asked_by"])


def reason(row: Transfer) -> object:
    return format_html('<span class="written">{}</span>', row.reason)


def asked_by(row: Transfer) -> str:
    """Who handed it over, as they were called then."""
    return str(row.signed["asked_by"])
