"""The cases in whose team a worker is, by the release."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from caseload.my_work import cells
from caseload.my_work.rows import Row, rows_from
from cases.models import Case, CaseMembership, CaseQuerySet
from listings.listing import Listing, Width
from listings.parts import Column, Grouping
from listings.values import day, text


def may_hold_cases(user: User) -> bool:
    """Whose work this is."""
    return user.is_county_worker


def mine(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    """The open cases in whose team `user` works."""
    own = CaseMembership.objects.in_team().filter(user=user).values("case")
    return cases.open().filter(pk__in=own)


def by_release(cases: CaseQuerySet) -> CaseQuerySet:
    """By the day of release."""
    return cases.for_listing().order_by("release_on", "pk")


def with_actions(cases: list[Case], _user: User) -> list[Row]:
    return rows_from(cases, timezone.localdate())


MY_CASES = Listing(
    name="my_cases",
    page="caseload:my_work",
    caption=_("My cases by release"),
    width=Width.NAMED,
    seen_by=may_hold_cases,
    right=Case.objects.visible_to,
    about=mine,
    ordered=by_release,
    prepared=with_actions,
    # The groups follow from the day and are counted over all rows, which the page has.
    grouping=Grouping(of=lambda row: row.group, label=lambda group: group.label),
    columns=(
        Column(
            name="release",
            heading=_("Released on"),
            cell=day("case.release_on", "SHORT_WEEKDAY_DATE_FORMAT"),
            css="num nowrap strong",
            labelled=False,
        ),
        Column(name="days", heading=_("Days"), cell=cells.days, css="r nowrap"),
        Column(
            name="certainty",
            heading=_("Certainty"),
            cell=text("certainty"),
            labelled=False,
        ),
        Column(
            name="client",
            heading=_("Client"),
            cell=cells.client,
            is_key=True,
        ),
        Column(
            name="phase",
            heading=_("Phase"),
            cell=cells.path,
            css="full nowrap",
            labelled=False,
        ),
        Column(
            name="next",
            heading=_("Next action"),
            cell=text("action.title"),
            css="full",
            phone_heading=_("Next:"),
        ),
        Column(
            name="last_note",
            heading=_("Last note"),
            cell=day("last_note_on", "MONTH_DAY_FORMAT"),
            css="r full",
        ),
    ),
)


def rows_of(user: User, today: dt.date) -> list[Row]:
    """The open cases in whose team `user` works, by the day of release."""
    cases: list[Any] = list(MY_CASES.in_order(MY_CASES.rows(user), user))
    return rows_from(cases, today)
