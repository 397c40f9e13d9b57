"""What a new fact of custody changed, said in words beside the timeline."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.custody import ReleaseCertainty
from cases.models import CustodyFact
from cases.outside import out_since

ARROW = "→"


def changes(former: CustodyFact | None, fact: CustodyFact) -> list[str]:
    """What differs from the fact before it, the release first; empty for the first fact."""
    if former is None:
        return []
    found = [
        _released(former, fact),
        release_change(former, fact),
        _second_gate(former, fact),
        _of_choice(_("Kind of release"), former, fact, "release_kind"),
        _of_choice(_("Kind of custody"), former, fact, "custody_kind"),
        _of_place(former, fact),
        _of_start(former, fact),
    ]
    return [words for words in found if words] or [_("Nothing changed: the same was told again")]


def _released(former: CustodyFact, fact: CustodyFact) -> str:
    """That the client came out, or did not after all."""
    before, now = former.released_on, fact.released_on
    if before == now or (now is None and out_since(fact) is not None):
        return ""
    if now is None and fact.return_kind:
        return _("In prison again: %(kind)s") % {"kind": fact.get_return_kind_display()}
    if now is None:
        return _("Not released after all")
    return _("Released %(day)s") % {"day": date_format(now)}


def release_change(former: CustodyFact, fact: CustodyFact) -> str:
    """How the release date or its certainty changed; empty if it did not."""
    before, now = former.release_on, fact.release_on
    certainty = ReleaseCertainty(fact.release_certainty).short_label
    if before and now:
        if before != now:
            return moved(before, now)
        if former.release_certainty == fact.release_certainty:
            return ""
        was = ReleaseCertainty(former.release_certainty).short_label
        return _("The release date is the same, its certainty %(was)s → %(now)s") % {
            "was": was,
            "now": certainty,
        }
    if now:
        return _("The release date became known: %(day)s (%(certainty)s)") % {
            "day": date_format(now),
            "certainty": certainty,
        }
    if before:
        return _("The release date %(day)s no longer holds, and the new one is not known") % {
            "day": date_format(before)
        }
    return ""


def _second_gate(former: CustodyFact, fact: CustodyFact) -> str:
    before, now = former.conditional_release_on, fact.conditional_release_on
    if before == now:
        return ""
    if before and now:
        return _("Conditional release: %(span)s") % {"span": span(before, now)}
    if now:
        return _("Conditional release: %(day)s") % {"day": date_format(now)}
    return _("The day of the conditional release is not told any more")


def moved(before: dt.date, now: dt.date) -> str:
    """How far and which way a release moved, in words and with both days."""
    days = (now - before).days
    words = (
        ngettext(
            "The release moved %(days)s day later: %(span)s",
            "The release moved %(days)s days later: %(span)s",
            days,
        )
        if days > 0
        else ngettext(
            "The release moved %(days)s day earlier: %(span)s",
            "The release moved %(days)s days earlier: %(span)s",
            -days,
        )
    )
    return words % {"days": abs(days), "span": span(before, now)}


def would_move(before: dt.date, now: dt.date) -> str:
    """Likewise before anything is saved."""
    days = (now - before).days
    words = (
        ngettext(
            "The release would move %(days)s day later: %(span)s",
            "The release would move %(days)s days later: %(span)s",
            days,
        )
        if days > 0
        else ngettext(
            "The release would move %(days)s day earlier: %(span)s",
            "The release would move %(days)s days earlier: %(span)s",
            -days,
        )
    )
    return words % {"days": abs(days), "span": span(before, now)}


def span(before: dt.date, now: dt.date) -> str:
    """Both days; the first is written without its year where the second has the same."""
    short = "MONTH_DAY_FORMAT" if before.year == now.year else "DATE_FORMAT"
    first = date_format(before, short)
    return f"{first} {ARROW} {date_format(now)}"


def _of_choice(what: str, former: CustodyFact, fact: CustodyFact, name: str) -> str:
    if getattr(former, name) == getattr(fact, name):
        return ""
    return _("%(what)s: %(was)s → %(now)s") % {
        "what": what,
        "was": getattr(former, f"get_{name}_display")() or _("not known"),
        "now": getattr(fact, f"get_{name}_display")() or _("not known"),
    }


def _of_place(former: CustodyFact, fact: CustodyFact) -> str:
    if former.facility_id == fact.facility_id:
        return ""
    if former.facility is None:
        return _("In prison: %(prison)s") % {"prison": fact.facility}
    if fact.facility is None:
        return _("No longer in %(prison)s") % {"prison": former.facility}
    return _("Moved to another prison: %(was)s → %(now)s") % {
        "was": former.facility,
        "now": fact.facility,
    }


def _of_start(former: CustodyFact, fact: CustodyFact) -> str:
    before, now = former.custody_started_on, fact.custody_started_on
    if before == now:
        return ""
    if before and now:
        return _("Custody began: %(span)s") % {"span": span(before, now)}
    if now:
        return _("It became known when custody began: %(day)s") % {"day": date_format(now)}
    return _("The day when custody began is not known any more")


class Line(NamedTuple):
    """A fact in the timeline with what it changed."""

    fact: CustodyFact
    changes: list[str]


def lines_of(shown: Sequence[CustodyFact], before: CustodyFact | None) -> list[Line]:
    """The `shown` facts, newest first; `before` is the one before the oldest of them."""
    formers = [*shown[1:], before]
    pairs = zip(shown, formers, strict=True) if shown else ()
    return [Line(fact, changes(former, fact)) for fact, former in pairs]
