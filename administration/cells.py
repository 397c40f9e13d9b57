"""What stands in the cells of an administrator's lists: units and people who work, no client."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import UnitMembership, User
from listings.values import NOTHING, address, as_day


def unit(row: Any) -> object:
    return format_html('<a href="{}">{}</a>', address("administration:unit_edit", row.pk), row.name)


def people_of_unit(row: Any) -> object:
    """How many work there now (`present`)."""
    words = ngettext("%(count)s person", "%(count)s people", row.present)
    return words % {"count": row.present}


def person(row: Any) -> object:
    """By name, with the title."""
    page = address("administration:user_page", row.pk)
    return format_html('<a href="{}">{}</a> <small>{}</small>', page, row, row.title)


def roles(row: Any) -> object:
    """Each unit and role that is not over (`held`), with its days."""
    if row.is_superuser:
        return _("Administrator")
    lines = [(role_in_words(held),) for held in row.held]
    return format_html_join("", '<p class="mb-0">{}</p>', lines) if lines else NOTHING


def role_in_words(held: UnitMembership) -> str:
    """One role with its unit and days."""
    words = f"{held.get_role_display()}, {held.unit.name}"
    today = timezone.localdate()
    if held.first_on and held.first_on > today:
        words = _("%(role)s, from %(day)s on") % {"role": words, "day": as_day(held.first_on)}
    if held.last_on:
        words = _("%(role)s, until %(day)s") % {"role": words, "day": as_day(held.last_on)}
    return words


def state(row: Any) -> object:
    """Whether somebody can sign in (`invited_until`, `factors`, `linked`)."""
    return account_state(
        row, invited_until=row.invited_until, has_factor=row.factors, is_linked=row.linked
    )


def account_state(
    user: User, *, invited_until: dt.datetime | None, has_factor: bool, is_linked: bool
) -> SafeString | str:
    """What has become of an account, in a list and on the page of its user.

    `is_linked`: with the county's own sign-in.
    """
    if not user.is_active:
        return format_html('<span class="late">{}</span>', _("account closed"))
    if is_linked:
        return _("in use by the county’s sign-in")
    if user.has_usable_password():
        whole = has_factor or not settings.MFA_REQUIRED
        return _("in use") if whole else _("in use, no second step yet")
    if invited_until and invited_until > timezone.now():
        return _("invited, until %(day)s") % {"day": as_day(invited_until, "DATETIME_FORMAT")}
    return format_html('<span class="late">{}</span>', _("invitation too old"))


def organisation(row: Any) -> object:
    return row.organisation.name


def vouched(row: Any) -> object:
    """The newest voucher (`vouching`)."""
    if row.vouching is None:
        return NOTHING
    return format_html(
        '{} <small class="num">{}</small>', row.vouching.name, as_day(row.vouching.on)
    )
