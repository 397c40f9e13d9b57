"""The county's own target for a contact, and the limits that the law sets after it.

They are never the same thing and never look alike: a limit is law (§), a target is ours.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from referrals.dues import before_the_gate
from referrals.models import Referral
from referrals.vocabulary import MadeBy
from timing.calendar import WorkingDayRule, add_working_days
from timing.models import Due
from timing.rules import Rules
from timing.vocabulary import DueKind, Trigger


@dataclass(frozen=True)
class Target:
    """How soon a county aims to decide on a contact, by its own count of working days."""

    working_days: int
    counted: WorkingDayRule

    def rises_after(self, today: dt.date) -> dt.date:
        """What arrived before this day has waited longer than the target."""
        return add_working_days(today, -self.working_days, self.counted)


@dataclass(frozen=True)
class Limit:
    """One row of what binds or is aimed at: whom it is about, by when, and which rule says so.

    Without `on` the limit has no day: `words` tell what it is instead.
    """

    kind: str
    about: Promise | str
    rule: Promise | str
    on: dt.date | None = None
    words: Promise | str = ""
    late: bool = False


def target_for(user: User, today: dt.date) -> Target:
    """The target of the user's county; read once for the page, as long as the user lives."""
    kept: dict[dt.date, Target] = vars(user).setdefault("_targets", {})
    if today not in kept:
        kept[today] = target_in_force(user.organisation_id, today)
    return kept[today]


def target_in_force(county_id: int | None, today: dt.date) -> Target:
    """The county's target of `today`, or the national one."""
    return _target(Rules([DueKind.REFERRAL_DECISION]), county_id, today)


def _target(rules: Rules, county_id: int | None, today: dt.date) -> Target:
    rule = rules.find(DueKind.REFERRAL_DECISION, county_id, today)
    assert rule is not None  # a national one is shipped
    return Target(rule.count or 0, rules.working_days(county_id, today))


def day_due(kind: DueKind) -> Subquery:
    """The first day on which something of a kind is due with a contact."""
    # That no case has it makes the index of present dues fit.
    due = Due.objects.present().filter(case_id=None, referral_id=OuterRef("pk"), kind=kind)
    return Subquery(due.order_by("day").values("day")[:1])


def limits_of(referral: Referral, today: dt.date) -> list[Limit]:
    """What the law and the county say of when this contact must have led to something."""
    assert referral.sent_at is not None  # a draft waits for nobody
    assert referral.county_id is not None
    arrived, county_id = timezone.localdate(referral.sent_at), referral.county_id
    rules = Rules([DueKind.BEGINS_BY_LAW, DueKind.READY_BY_LAW, DueKind.REFERRAL_DECISION])

    def day(kind: DueKind, trigger: Trigger | str = "") -> dt.date | None:
        rule = rules.find(kind, county_id, arrived, trigger=trigger)
        return rules.day(rule, arrived, county_id) if rule else None

    begins = day(DueKind.BEGINS_BY_LAW, Trigger.CHILD)
    target = day(DueKind.REFERRAL_DECISION)
    decided_by = before_the_gate(referral.release_told, arrived).keep(target) if target else None
    return [
        Limit(
            "law",
            _("Help is needed urgently"),
            _("The need is assessed at once, whoever made contact (SHL 36 §)."),
            words=_("at once"),
        ),
        _limit_of_adults(referral, day(DueKind.BEGINS_BY_LAW, Trigger.OWN_SIDE), today),
        Limit(
            "law",
            _("Child in need of special support"),
            _("The assessment begins at the latest on the seventh working day (SHL 36 §)."),
            on=begins,
            late=_is_past(begins, today),
        ),
        Limit(
            "law",
            _("Child in need of special support"),
            _("The assessment is ready within three months (SHL 36 §)."),
            on=day(DueKind.READY_BY_LAW, Trigger.CHILD),
        ),
        Limit(
            "target",
            _("The decision on this contact"),
            _("The county’s own target: %(count)d working days.")
            % {"count": _target(rules, county_id, arrived).working_days},
            on=decided_by,
            late=_is_past(decided_by, today),
        ),
    ]


def _is_past(day: dt.date | None, today: dt.date) -> bool:
    return day is not None and day < today


def _limit_of_adults(referral: Referral, begins: dt.date | None, today: dt.date) -> Limit:
    """For them the limit runs only from a contact of their own side (SHL 36 §)."""
    about = _("Over 75, highest care allowance or disability services")
    if MadeBy(referral.made_by).starts_the_limit:
        return Limit(
            "law",
            about,
            _(
                "The assessment begins at the latest on the seventh working day, because the "
                "contact is from the person, a close person or a representative (SHL 36 §)."
            ),
            on=begins,
            late=_is_past(begins, today),
        )
    return Limit(
        "law",
        about,
        _(
            "Seven working days run from when the person, a close person or a legal "
            "representative makes contact. This contact is from somebody else, so it starts "
            "no limit (SHL 36 §)."
        ),
        words=_("no day yet"),
    )
