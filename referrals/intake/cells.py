"""What stands in the cells of the intake's lists."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from cases.templatetags.words import waited
from listings.parts import Words
from listings.values import address, as_day
from referrals.models import Referral, Triage
from referrals.vocabulary import Channel, Decision, MadeBy


def person(row: Any) -> object:
    """Whose contact waits for a decision."""
    page = address("referrals:referral_triage", row.pk)
    link = '<a href="{}">{}</a> <small class="num">{}</small>'
    shown = format_html(link, page, row.full_name, row.reference)
    marks = []
    if row.is_protected:
        marks.append(_("Non-disclosure order"))
    if row.reader is not None:
        marks.append(_("%(who)s is reading") % {"who": row.reader})
    more = format_html_join("", ' <small class="strong d-block">{}</small>', ([m] for m in marks))
    return shown + more


def reasons(row: Any) -> object:
    """Why the contact stands where it does, what decides first."""
    first, *others = row.reasons
    line = format_html('<span class="strong d-block">{}</span>', first)
    soft = ([each] for each in others)
    return line + format_html_join("", ' <span class="soft d-block">{}</span>', soft)


def release(row: Any) -> object:
    """The week of release and no more of custody."""
    told = row.release_told
    if not told:
        return _("not known")
    return _("week %(week)s/%(year)s") % {"week": as_day(told, "W"), "year": as_day(told, "o")}


def arrived(row: Referral) -> object:
    """When it arrived, and how long it has waited since."""
    assert row.sent_at is not None  # a draft waits for nobody
    ago = _("%(time)s ago") % {"time": waited(row.sent_at)}
    return format_html("{} <small>{}</small>", as_day(row.sent_at, "DATETIME_FORMAT"), ago)


def made_by(row: Referral) -> object:
    """Who made contact, and how."""
    who: Words = MadeBy(row.made_by).label
    if row.contact_name:
        who = ", ".join(filter(None, [row.contact_name, row.contact_title]))
    return format_html("{} <small>{}</small>", who, Channel(row.channel).label)


def reference(row: Triage) -> object:
    """The contact that was decided on, without the name."""
    page = address("referrals:referral_triage", row.contact.pk)
    return format_html('<a class="num" href="{}">{}</a>', page, row.contact.reference)


def decision(row: Triage) -> object:
    """And whether it was undone."""
    decided = Decision(row.decision).label
    if not row.undone_at:
        return decided
    undone = _("undone %(day)s") % {"day": as_day(row.undone_at)}
    words = '{} <small class="strong">{}</small>'
    return format_html(words, decided, undone)


def decided_by(row: Triage) -> str:
    """Who decided, as they were called then."""
    return str(row.signed["decided_by"])
