"""Where a waiting contact stands in the county's queue, and why, in words.

One expression orders the queue, and the first reason of a row is the one that it stands
there for. Of custody it tells the week of release and no more.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import (
    Case,
    DateField,
    Func,
    IntegerChoices,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
)
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from referrals.intake.nearness import KIND_TOLD, NEAR, OUT_ANY_DAY, Nearness, at_gate
from referrals.intake.since import CUSTODY, Kind, Since
from referrals.intake.targets import Target
from referrals.models import CustodyReport, ReferralMessage, ReferralQuerySet
from referrals.models.referral import there_is
from referrals.vocabulary import MadeBy
from timing.calendar import DAY, working_days_between

WEEK = dt.timedelta(weeks=1)

# What a row shows.
SHOWN = (
    "first_names",
    "last_name",
    "reference",
    "kind",
    "made_by",
    "channel",
    "contact_name",
    "contact_title",
    "sent_at",
    "release_told",
    "custody_kind",
    "protected_address",
)


class WeekOf(Func):
    """The number of a day's week, counted on from a Monday long ago.

    For ordering: `TruncWeek` goes by the time zone of each row, which costs more than the rest.
    """

    template = "(%(expressions)s - DATE '1900-01-01') / 7"
    output_field = IntegerField()


OF_CONTACT = Q(referral=OuterRef("pk"))
# What a contact told itself is no change.
CHANGES = CustodyReport.objects.filter(OF_CONTACT).exclude(told_at=OuterRef("sent_at"))
HAS_REPORT = Q(there_is(CHANGES.waiting()))
TOLD = ReferralMessage.objects.filter(OF_CONTACT)
HAS_ANSWER = Q(there_is(TOLD.that_answer()))
HAS_CORRECTION = Q(there_is(TOLD.that_correct()))
HAS_OPEN_QUESTION = Q(there_is(TOLD.open_questions()))

OWN = {
    MadeBy.CLIENT: gettext_lazy("The client’s own contact"),
    MadeBy.REPRESENTATIVE: gettext_lazy("From a legal representative"),
    MadeBy.CLOSE_PERSON: gettext_lazy("From a close person"),
}


class Standing(IntegerChoices):
    """The reasons in their order: whoever has an earlier one stands before."""

    AT_GATE = 0
    RELEASE_NOW = 1
    NOTIFICATION = 2
    RELEASE_NEAR = 3
    WAITED = 4
    OWN_REFERRAL = 5
    CORRECTED = 6
    ANSWERED = 7
    REPORTED = 8
    IN_TURN = 9


def with_standings(referrals: ReferralQuerySet, today: dt.date, target: Target) -> Any:
    """With why each is urgent; what has waited longer than the county's target rises."""
    return referrals.only(*SHOWN).alias(kind_told=KIND_TOLD).annotate(**_standings(today, target))


def most_urgent_first(referrals: Any) -> ReferralQuerySet:
    """Those of `with_standings` by why they are urgent, and then who has waited longest."""
    queue: ReferralQuerySet = referrals.order_by("stands_at", "stands_by_week", "sent_at", "pk")
    return queue


def _standings(today: dt.date, target: Target) -> dict[str, Any]:
    """The annotations that order the queue, each after those that it needs.

    They go by what was told of the release last, also where the county has not confirmed
    it yet: a date that was moved nearer must not wait for its turn.
    """
    return {
        "stands_at": Case(
            When(at_gate(today), then=Value(Standing.AT_GATE)),
            When(release_told__lte=_sunday(today), then=Value(Standing.RELEASE_NOW)),
            When(kind="notification", then=Value(Standing.NOTIFICATION)),
            When(
                Q(release_told__lte=today + NEAR) | OUT_ANY_DAY,
                then=Value(Standing.RELEASE_NEAR),
            ),
            When(
                sent_at__lt=_midnight(target.rises_after(today)),
                then=Value(Standing.WAITED),
            ),
            When(~Q(made_by=MadeBy.OFFICIAL), then=Value(Standing.OWN_REFERRAL)),
            When(HAS_CORRECTION, then=Value(Standing.CORRECTED)),
            When(HAS_ANSWER & ~HAS_OPEN_QUESTION, then=Value(Standing.ANSWERED)),
            When(HAS_REPORT, then=Value(Standing.REPORTED)),
            default=Value(Standing.IN_TURN),
        ),
        # Those that stand by their release stand by its week; the others by their arrival.
        "stands_by_week": Case(
            When(kind="notification", release_told__gt=_sunday(today), then=None),
            When(release_told__lte=today + NEAR, then=WeekOf("release_told")),
            When(OUT_ANY_DAY, then=WeekOf(Value(today, output_field=DateField()))),
        ),
    }


def reasons(referral: Any, since: Since, today: dt.date, target: Target) -> list[str]:
    """What was put right, and why the contact stands where it does, what decides first."""
    release = _release(referral, since, today)
    reasons = {
        Standing.AT_GATE: _at_gate(referral),
        Standing.RELEASE_NOW: release,
        Standing.RELEASE_NEAR: release,
        Standing.NOTIFICATION: _("Notification without consent") if _unasked(referral) else "",
        Standing.WAITED: _waited(referral, today, target),
        Standing.OWN_REFERRAL: _own(referral),
        Standing.CORRECTED: "",  # told before all others
        Standing.ANSWERED: _exchange(since),
        Standing.REPORTED: _("A report of change waits") if since.has_report else "",
    }
    first = reasons.get(Standing(referral.stands_at), _("In the order of arrival"))
    told = [*_corrected(since), first, *reasons.values()]
    return list(dict.fromkeys(filter(None, told)))


def _corrected(since: Since) -> Iterator[str]:
    """On most days nothing."""
    if Kind.WITHDRAWAL in since.kinds:
        yield _("The sender has withdrawn this")
    if Kind.CORRECTION in since.kinds:
        yield _("The sender has corrected this")


def release_words(day: dt.date | None, today: dt.date) -> str:
    """The week of release as seen from today; nothing where no date is known."""
    if day is None:
        return ""
    weeks = (_sunday(day) - _sunday(today)) // WEEK
    if weeks < 0:
        return _("The week of release is past")
    if weeks == 0:
        return _("Release this week")
    return ngettext("Release next week", "Release in %(count)d weeks", weeks) % {"count": weeks}


def _release(referral: Any, since: Since, today: dt.date) -> str:
    """The week, or that it may be any; of which custody is not told."""
    if Nearness(referral.release_told, since.facts[CUSTODY], today).is_any_day:
        return _("The release may come on any day")
    return release_words(referral.release_told, today)


def _at_gate(referral: Any) -> str:
    if Standing(referral.stands_at) is not Standing.AT_GATE:
        return ""
    return _("Out by the end of the next working day")


def _unasked(referral: Any) -> bool:
    unasked: bool = referral.is_notification
    return unasked


def _waited(referral: Any, today: dt.date, target: Target) -> str:
    """Only where it is past the target: until then waiting is as it should be."""
    arrived = timezone.localdate(referral.sent_at)
    if arrived >= target.rises_after(today):
        return ""
    days = working_days_between(arrived, today, target.counted)
    words = ngettext("Waited one working day", "Waited %(count)d working days", days)
    return words % {"count": days}


def _own(referral: Any) -> str:
    """Whoever made contact, where the limit of SHL 36 § may run from it."""
    return str(OWN.get(referral.made_by, ""))


def _exchange(since: Since) -> str:
    if since.open_questions:
        return _("A question waits for the sender’s answer")
    return _("The sender has answered") if since.has_answer else ""


def _sunday(day: dt.date) -> dt.date:
    """The last day of the week: lists tell weeks, so they are ordered by weeks."""
    return day + (7 - day.isoweekday()) * DAY


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
