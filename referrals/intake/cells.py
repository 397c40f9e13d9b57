"""What stands in the cells of the intake's lists."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from listings.values import as_day
from referrals.models import Referral, Triage


def person(row: Referral) -> object:
    """Whose contact waits for a decision."""
    address = reverse("referrals:referral_triage", args=[row.pk])
    link = '<a href="{}">{}</a> <small class="num">{}</small>'
    return format_html(link, address, row.full_name, row.reference)


def reasons(row: Any) -> object:
    """Why the contact stands where it does, what decides first."""
    weights = ["strong", *["soft"] * len(row.reasons)]
    lines = zip(weights, row.reasons, strict=False)
    return format_html_join(" ", '<span class="{} d-block">{}</span>', lines)


def release(row: Any) -> object:
    """The week of release and no more of custody."""
    told = row.release_told
    if not told:
        return _("not known")
    return _("week %(week)s/%(year)s") % {"week": as_day(told, "W"), "year": as_day(told, "o")}


def made_by(row: Referral) -> object:
    """Who made contact, and how."""
    who = ", ".join(filter(None, [row.contact_name, row.contact_title]))
    if not row.contact_name:
        who = row.get_made_by_display()
    return format_html("{} <small>{}</small>", who, row.get_channel_display())


def reference(row: Triage) -> object:
    """The contact that was decided on, without the name."""
    address = reverse("referrals:referral_triage", args=[row.contact.pk])
    return format_html('<a class="num" href="{}">{}</a>', address, row.contact.reference)


def decision(row: Triage) -> object:
    """And whether it was undone."""
    if not row.undone_at:
        return row.get_decision_display()
    undone = _("undone %(day)s") % {"day": as_day(row.undone_at)}
    words = '{} <small class="strong">{}</small>'
    return format_html(words, row.get_decision_display(), undone)
