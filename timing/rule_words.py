"""A rule of time in words, for the page on which a county reads and changes them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from timing.models import TimeRule
from timing.vocabulary import NEEDS, TRACKS, Anchor, DueKind, Span, Trigger

SPANS = {
    Span.DAYS: ngettext_lazy("%(n)d day", "%(n)d days", "n"),
    Span.WORKING_DAYS: ngettext_lazy("%(n)d working day", "%(n)d working days", "n"),
    Span.WEEKS: ngettext_lazy("%(n)d week", "%(n)d weeks", "n"),
    Span.MONTHS: ngettext_lazy("%(n)d month", "%(n)d months", "n"),
}
AFTER = {
    Anchor.EXPIRY: gettext_lazy("after the day of expiry"),
    Anchor.REFERRAL_ARRIVED: gettext_lazy("after the contact arrived"),
    Anchor.REFERRAL_OFFERED: gettext_lazy("after the contact was offered to another county"),
    Anchor.QUESTION_ASKED: gettext_lazy("after the question was asked"),
    Anchor.ASKED_TO_TAKE_PART: gettext_lazy("after somebody was asked to take part"),
    Anchor.CASE_OPENED: gettext_lazy("after the case was opened"),
    Anchor.CLIENT_CONTACT: gettext_lazy("after the last contact with the client"),
    Anchor.CUSTODY_RECORDED: gettext_lazy("after custody facts were recorded last"),
    Anchor.GATE: gettext_lazy("after the release"),
    Anchor.AGREED_DAY: gettext_lazy("after the agreed day"),
    Anchor.FINISHED: gettext_lazy("after the assessment, the plan or the review was finished"),
    Anchor.LEAVING: gettext_lazy("after somebody leaves the network"),
}
# Only from a day that is known beforehand is anything counted back, or due on it.
BEFORE = {
    Anchor.EXPIRY: gettext_lazy("before the day of expiry"),
    Anchor.GATE: gettext_lazy("before the release"),
    Anchor.AGREED_DAY: gettext_lazy("before the agreed day"),
    Anchor.LEAVING: gettext_lazy("before somebody leaves the network"),
}
ON = {
    Anchor.EXPIRY: gettext_lazy("on the day of expiry"),
    Anchor.GATE: gettext_lazy("on the day of the release"),
    Anchor.AGREED_DAY: gettext_lazy("on the agreed day"),
    Anchor.LEAVING: gettext_lazy("on the day on which somebody leaves the network"),
}
# From so far ahead somebody is told as soon as there is a day.
A_YEAR = 366


@dataclass(frozen=True)
class RuleInWords:
    """One rule as a row of the table."""

    rule: TimeRule
    kind: str
    only_for: str
    day: str
    told: str
    is_own: bool


def in_words(rule: TimeRule) -> RuleInWords:
    """The rule as it is read out."""
    return RuleInWords(
        rule,
        kind=str(DueKind(rule.kind).label),
        only_for=only_for(rule),
        day=day_of(rule),
        told=told_of(rule),
        is_own=rule.county_id is not None and not rule.is_national_again,
    )


def only_for(rule: TimeRule) -> str:
    """Whom it is for, where not for all."""
    said = [
        str(NEEDS.get(rule.need, "")) if rule.need else "",
        str(TRACKS.get(rule.track, "")) if rule.track else "",
        str(Trigger(rule.trigger).label) if rule.trigger else "",
    ]
    return ", ".join(each for each in said if each)


def day_of(rule: TimeRule) -> str:
    """The day that it gives, as an offset from its anchor."""
    if rule.count is None:
        return _("at once")
    if rule.need:
        span = SPANS[Span(rule.span)] % {"n": rule.count}
        held = (
            _("covered for %(span)s from the gate on")
            if rule.is_cover
            else _("begun within %(span)s of the gate")
        )
        return held % {"span": span}
    anchor = Anchor(rule.anchor)
    if rule.count == 0 and anchor in ON:
        return str(ON[anchor])
    words = BEFORE[anchor] if rule.is_before else AFTER[anchor]
    return f"{SPANS[Span(rule.span)] % {'n': rule.count}} {words}"


def told_of(rule: TimeRule) -> str:
    """On which days somebody is told, and when the supervisor."""
    if rule.need:
        return _("as gaps are told")
    said = []
    before = sorted((n for n in rule.told_before if 0 < n < A_YEAR), reverse=True)
    if len(before) < sum(n > 0 for n in rule.told_before):
        said.append(_("as soon as the day is known"))
    if before:
        days = ", ".join(str(n) for n in before)
        said.append(
            ngettext("%(days)s day before", "%(days)s days before", before[-1]) % {"days": days}
        )
    if 0 in rule.told_before:
        said.append(_("on the day"))
    if rule.told_again is not None:
        again = ngettext("again %(n)s day after", "again %(n)s days after", rule.told_again)
        said.append(again % {"n": rule.told_again})
    if rule.escalated is not None:
        words = ngettext(
            "the supervisor %(n)s day after", "the supervisor %(n)s days after", rule.escalated
        )
        said.append(words % {"n": rule.escalated})
    return ", ".join(said) or _("nobody")
