"""The cases in whose team a worker is, by where the client is on the way out."""

import datetime as dt
from operator import attrgetter
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from caseload.case_list.cells import day_of_gate
from caseload.course.next_action import dues_by_now, next_title
from caseload.my_work import cells
from caseload.my_work.groups import Group, days_to_gate, group_of
from cases.dues import last_contacts
from cases.models import Case, CaseMembership, CaseQuerySet
from cases.permissions import CaseRole
from listings.listing import Listing, Named, Width
from listings.parts import Column, Grouping
from listings.values import day, text
from timing.models import Due
from timing.vocabulary import DueKind

SHOWN = (
    "county",
    "unit",
    "number",
    "status",
    "phase",
    "responsible",
    "release_on",
    "release_certainty",
    "released_on",
    "client__first_names",
    "client__last_name",
)


def may_hold_cases(user: User) -> bool:
    """Whose work this is."""
    return user.is_county_worker


def mine(cases: CaseQuerySet, user: User) -> Any:
    """The open cases in whose team `user` works, and whether only for an absent colleague."""
    own = CaseMembership.objects.in_team().filter(user=user)
    substitute = own.filter(role=CaseRole.SUBSTITUTE, case=OuterRef("pk"))
    return cases.open().filter(pk__in=own.values("case")).annotate(stands_in=Exists(substitute))


def by_release(cases: CaseQuerySet) -> CaseQuerySet:
    """By the day of release. Of case and client only what the page shows: it reads all cases."""
    return cases.select_related("client").only(*SHOWN).order_by("release_on", "pk")


def in_groups(cases: list[Any], today: dt.date) -> None:
    """Note each one's group and the days to its gate, which several cells of a row show."""
    for case in cases:
        case.group, case.days_to_gate = group_of(case, today), days_to_gate(case, today)


def with_actions(cases: list[Any], _user: User) -> list[Any]:
    """Each with what is next in it, and the last contact that reached the client."""
    today, contacts = timezone.localdate(), last_contacts(cases)
    in_groups(cases, today)
    for case in with_dues(cases):
        case.next_title = next_title(case, case.dues, today)
        case.last_contact_on = contacts.get(case.pk)
    return cases


def with_dues(cases: list[Any]) -> list[Any]:
    """Each with what is to be done in it: read once for the tasks and for the rows of the page."""
    unread = [case for case in cases if not hasattr(case, "dues")]
    dues = dues_by_now(unread, timezone.localdate()) if unread else {}
    for case in unread:
        case.dues = dues.get(case.pk, ())
    return cases


MY_CASES = Listing(
    name="my_cases",
    page="caseload:my_work",
    caption=_("My cases by release"),
    width=Width.NAMED,
    seen_by=may_hold_cases,
    right=Case.objects.visible_to,
    about=mine,
    ordered=by_release,
    named=lambda case: Named(client=case.client_id),
    prepared=with_actions,
    # The groups follow from the day and are counted over all rows, which the page has.
    grouping=Grouping(of=attrgetter("group"), label=lambda group: group.label),
    columns=(
        Column(
            name="release",
            heading=_("Released on"),
            cell=day_of_gate,
            css="num nowrap strong",
            labelled=False,
        ),
        Column(name="days", heading=_("Days"), cell=cells.days, css="r nowrap"),
        Column(name="certainty", heading=_("Certainty"), cell=cells.certainty, labelled=False),
        Column(name="client", heading=_("Client"), cell=cells.client, is_key=True),
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
            cell=text("next_title"),
            css="full",
            phone_heading=_("Next:"),
        ),
        Column(
            name="last_contact",
            heading=_("Last contact"),
            cell=day("last_contact_on", "MONTH_DAY_FORMAT"),
            css="r full",
        ),
    ),
)


def followed_up(user: User, today: dt.date) -> list[Case]:
    """Closed cases of `user` with a follow-up that was agreed and whose day has come."""
    closed = Case.objects.filter(responsible=user, status=Case.Status.CLOSED)
    due = Due.objects.shown_on(today).filter(
        kind=DueKind.FOLLOW_UP, case_id__in=closed.values("pk")
    )
    keys: list[Any] = list(due.values_list("case_id", flat=True))
    # Seldom any: only then is asked which of them may still be seen.
    if not keys:
        return []
    own = Case.objects.visible_to(user).filter(pk__in=keys).select_related("client")
    return list(own.only(*SHOWN).order_by("pk"))


def cases_of(user: User, today: dt.date) -> list[Any]:
    """The open cases in whose team `user` works, group by group, in each by the release."""
    cases: list[Any] = list(MY_CASES.in_order(MY_CASES.rows(user), user))
    in_groups(cases, today)
    order = list(Group)
    return sorted(cases, key=lambda case: order.index(case.group))
