"""Noting each change of rights beside the log, and looking through them once a month."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, RightsChange, RightsReview, Unit, UnitRole, User
from audit.recording import record
from audit.vocabulary import Action
from notifications.telling import tell_all
from notifications.vocabulary import NoticeKind
from records.refused import Refused

What = RightsChange.What


class MoreHasChanged(Refused):
    """Changes came, or somebody confirmed some, since the page was opened."""

    words = _("The list has changed since you opened this page. Look through it and send again.")


class MonthGoesOn(Refused):
    """More may change in the month, and would be looked through by nobody."""

    words = _("The month goes on. You are told when it is over and the changes can be confirmed.")


def note_change(
    what: RightsChange.What,
    *,
    user: User,
    county: Organisation,
    by: User | None,
    unit: Unit | None = None,
    role: str = "",
    first_on: dt.date | None = None,
    last_on: dt.date | None = None,
) -> None:
    """Write one change, in the act's own transaction; it belongs to the month of today."""
    RightsChange.objects.create(
        what=what,
        user=user,
        county=county,
        by=by,
        unit=unit,
        role=role,
        first_on=first_on,
        last_on=last_on,
        month=timezone.localdate().replace(day=1),
    )


def note_in_units(what: RightsChange.What, *, user: User, by: User | None) -> None:
    """A change of the whole account: it is looked through in each unit that the user works in.

    Of somebody without a unit it belongs to the county that looks after the account.
    """
    held = user.unit_memberships.not_over(timezone.localdate()).select_related("unit__county")
    units = {each.unit for each in held}
    for unit in sorted(units, key=lambda each: each.pk):
        led = any(each.unit == unit and each.role == UnitRole.SUPERVISOR for each in held)
        role = UnitRole.SUPERVISOR if led else ""
        note_change(what, user=user, county=unit.county, by=by, unit=unit, role=role)
    county = user.county or (by.county if by else None)
    if not units and county is not None:
        note_change(what, user=user, county=county, by=by)


@transaction.atomic
def review_rights(
    *,
    unit: Unit | None,
    month: dt.date,
    seen: Collection[int],
    by: User,
    is_right: bool,
    remark: str = "",
) -> None:
    """Say of the changes that the page showed, and of no others, whether they are right."""
    if not RightsChange.is_over(month, timezone.localdate()):
        raise MonthGoesOn(f"month {month}")
    waiting = RightsChange.objects.for_review_by(by).to_review().filter(unit=unit, month=month)
    # Without a join the rows can be locked; whoever waited for the lock asks of them again.
    locked = RightsChange.objects.to_review().select_for_update()
    changes = locked.filter(pk__in=waiting.values("pk"))
    present = {change.pk for change in changes.order_by("pk")}
    if not present or present != set(seen):
        raise MoreHasChanged(f"month {month}")
    review = RightsReview.objects.create(
        unit=unit, month=month, by=by, is_right=is_right, remark=remark
    )
    RightsChange.objects.filter(pk__in=present).update(review=review)
    details = {"changes": len(present), "is_right": is_right, "month": f"{month:%Y.%m}"}
    record(Action.RIGHTS_REVIEWED, by=by, target=review, details=details)
    if not is_right and by.county is not None:
        administrators = User.objects.administrators_of(by.county).exclude(pk=by.pk)
        tell_all(
            NoticeKind.RIGHTS_NOT_RIGHT,
            receivers=administrators,
            about=f"review:{review.pk}",
            link=reverse("administration:rights"),
            parameters={"month": f"{month.month}/{month.year}"},
        )


@transaction.atomic
def ask_for_reviews(*, today: dt.date) -> None:
    """Tell supervisors and administrators, once for a month that is over, what waits for them."""
    waiting = RightsChange.objects.to_review().filter(month__lt=today.replace(day=1))
    for user in _reviewers(today):
        own = RightsChange.objects.for_review_by(user).filter(pk__in=waiting.values("pk"))
        for month in sorted(set(own.values_list("month", flat=True))):
            _ask(user, month)


def _reviewers(today: dt.date) -> Iterable[User]:
    leaders = User.objects.holding(UnitRole.SUPERVISOR, today=today)
    administrators = User.objects.filter(is_superuser=True, is_active=True)
    keys = {*leaders.values_list("pk", flat=True), *administrators.values_list("pk", flat=True)}
    return User.objects.filter(pk__in=keys).select_related("organisation").order_by("pk")


def _ask(user: User, month: dt.date) -> None:
    tell_all(
        NoticeKind.RIGHTS_TO_REVIEW,
        receivers=[user],
        about=f"rights:{month:%Y-%m}",
        link=reverse("administration:rights"),
        parameters={"month": f"{month.month}/{month.year}"},
    )
