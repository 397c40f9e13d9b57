"""The counties' own target for a contact, and the limits that the law sets after it.

They are never the same thing and never look alike: a limit is law (§), a target is ours.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.calendar import add_months, add_working_days, warning_date
from referrals.models import Referral
from referrals.vocabulary import MadeBy

# SHL 36 §: the assessment begins at the latest on this working day, and that of a child in
# need of special support is ready within so many months.
BEGINS_IN_WORKING_DAYS = 7
CHILD_READY_IN_MONTHS = 3


@dataclass(frozen=True)
class Target:
    """How soon a contact is aimed to be decided on; in force from `valid_from`."""

    valid_from: dt.date
    working_days: int


# The law gives no day for the decision itself. The target is our own.
TARGETS = (Target(valid_from=dt.date(2025, 1, 1), working_days=3),)


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


def target_in_force(today: dt.date) -> Target:
    return max(
        (target for target in TARGETS if target.valid_from <= today),
        key=lambda target: target.valid_from,
        default=TARGETS[0],
    )


def limits_of(referral: Referral, today: dt.date) -> list[Limit]:
    """What the law and the county say of when this contact must have led to something.

    Of the two rules for counting working days the earlier answer is shown (calendar).
    """
    assert referral.sent_at is not None
    arrived = timezone.localdate(referral.sent_at)
    begins = warning_date(arrived, BEGINS_IN_WORKING_DAYS)
    aim = target_in_force(today)
    decided_by = add_working_days(arrived, aim.working_days)
    return [
        Limit(
            "law",
            _("Help is needed urgently"),
            _("The need is assessed at once, whoever made contact (SHL 36 §)."),
            words=_("at once"),
        ),
        _limit_of_adults(referral, begins, today),
        Limit(
            "law",
            _("Child in need of special support"),
            _("The assessment begins at the latest on the seventh working day (SHL 36 §)."),
            on=begins,
            late=begins < today,
        ),
        Limit(
            "law",
            _("Child in need of special support"),
            _("The assessment is ready within three months (SHL 36 §)."),
            on=add_months(arrived, CHILD_READY_IN_MONTHS),
        ),
        Limit(
            "target",
            _("The decision on this contact"),
            _("The county’s own target: %(count)d working days.") % {"count": aim.working_days},
            on=decided_by,
            late=decided_by < today,
        ),
    ]


def _limit_of_adults(referral: Referral, begins: dt.date, today: dt.date) -> Limit:
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
            late=begins < today,
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
