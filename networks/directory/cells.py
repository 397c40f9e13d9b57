"""What stands in the cells of the directory: services and organisations, no client."""

from typing import Any

from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from listings.values import NOTHING, address, as_day

# Of the form that takes chosen services to paper.
CHOSEN = "palvelu"
# So many fit on paper that somebody reads; and an address stays short.
MOST_ON_PAPER = 30


def chosen_keys(query: QueryDict) -> list[int]:
    """The services that an address names, as far as they fit on paper."""
    keys = [key for key in query.getlist(CHOSEN) if key.isascii() and key.isdigit()]
    return [int(key) for key in dict.fromkeys(keys) if len(key) < 18][:MOST_ON_PAPER]


def choose(row: Any) -> object:
    """A box; none for what stands among the chosen already."""
    if row.is_chosen:
        return NOTHING
    box = '<input class="form-check-input" type="checkbox" name="{}" value="{}" aria-label="{}">'
    return format_html(box, CHOSEN, row.pk, _("Choose %(name)s") % {"name": row.name})


def service(row: Any) -> object:
    """By name, with whose it is; the page is the organisation's."""
    page = address("networks:directory_organisation", row.organisation_id)
    return format_html(
        '<a href="{}#palvelu-{}">{}</a> <small>{}</small>',
        page,
        row.pk,
        row.name,
        row.organisation.name,
    )


def access(row: Any) -> object:
    """In few words; the entry has the sentence."""
    is_low = row.access == row.Access.LOW_THRESHOLD
    return _("Low threshold") if is_low else _("By referral or decision")


def reached(row: Any) -> object:
    """Phone and opening hours."""
    told = [(each,) for each in (row.phone, row.hours) if each]
    return format_html_join("", '<p class="mb-0">{}</p>', told) if told else NOTHING


def in_prison(row: Any) -> object:
    short = {"yes": _("Yes"), "agreed": _("When agreed"), "no": _("No")}
    return short.get(row.in_prison, NOTHING)


def checked(row: Any) -> SafeString | str:
    """The day; an old one says in words that somebody should ask again."""
    day = as_day(row.checked_on)
    if not row.is_stale:
        return day
    return format_html('{} <span class="late">{}</span>', day, _("over six months ago"))
