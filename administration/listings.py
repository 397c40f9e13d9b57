"""The lists of an administrator: units, people of the county, people of other organisations."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.county_sign_in.own import links
from accounts.models import Invitation, Unit, UnitMembership, User, Vouching
from accounts.models.user import NO_PASSWORD, on_the_day
from administration import cells
from listings.listing import Listing, Width
from listings.parts import Column, Filter, Rows, Sort
from listings.values import text

IN_USE, INVITED, CLOSED = "kaytossa", "kutsuttu", "suljettu"


def administers(user: User) -> bool:
    return user.is_administrator


def with_people(units: Rows, _user: User) -> Rows:
    """Each with the number of those who have a role there today."""
    present = on_the_day(timezone.localdate(), "memberships__")
    active = present & Q(memberships__user__is_active=True)
    found: Rows = units.annotate(present=Count("memberships__user", filter=active, distinct=True))
    return found


def by_name(rows: Rows) -> Rows:
    return rows.order_by("name_fi")


def by_person(rows: Rows) -> Rows:
    return rows.order_by("last_name", "first_name")


def of_the_county(users: Rows, user: User) -> Rows:
    """Who works for the county itself."""
    return _with_state(users.filter(organisation=user.organisation_id))


def of_others(users: Rows, user: User) -> Rows:
    """Who works for a prison or another organisation."""
    others = users.exclude(organisation=user.organisation_id)
    return _with_state(others.select_related("organisation"))


def _with_state(users: Rows) -> Rows:
    open_ones = Invitation.objects.unused().filter(user=OuterRef("pk"))
    found: Rows = users.annotate(
        invited_until=Subquery(open_ones.values("expires_at")[:1]),
        factors=Exists(Authenticator.objects.filter(user=OuterRef("pk"))),
        linked=Exists(links().filter(user=OuterRef("pk"))),
    )
    return found


def with_roles(users: list[Any], _user: User) -> list[Any]:
    """Each with the roles that are not over."""
    found = UnitMembership.objects.not_over(timezone.localdate()).filter(user__in=users)
    held: dict[int, list[UnitMembership]] = {}
    for each in found.select_related("unit").order_by("unit__name_fi", "role"):
        held.setdefault(each.user_id, []).append(each)
    for user in users:
        user.held = held.get(user.pk, [])
    return users


def with_vouching(users: list[Any], _user: User) -> list[Any]:
    """Each with who vouches for them now."""
    newest: dict[int, Vouching] = {}
    for each in Vouching.objects.filter(user__in=users).order_by("pk"):
        newest[each.user_id] = each
    for user in users:
        user.vouching = newest.get(user.pk)
    return users


def in_state(users: Rows, state: str) -> Rows:
    if state == CLOSED:
        return users.filter(is_active=False)
    waiting = Q(NO_PASSWORD, linked=False)
    return users.filter(waiting if state == INVITED else ~waiting, is_active=True)


BY_STATE = Filter(
    name="tila",
    label=_("Account"),
    narrow=in_state,
    choices=(
        ("", _("All")),
        (IN_USE, _("In use")),
        (INVITED, _("Invited")),
        (CLOSED, _("Closed")),
    ),
)
PERSON = Column(
    name="person",
    heading=_("Name"),
    cell=cells.person,
    sort=Sort("nimi", ("last_name", "first_name")),
    is_key=True,
)
STATE = Column(name="state", heading=_("Account"), cell=cells.state, css="full")

UNITS = Listing(
    name="units",
    page="administration:unit_list",
    caption=_("Units"),
    width=Width.STAFF,
    seen_by=administers,
    right=Unit.objects.listable_to,
    about=with_people,
    ordered=by_name,
    usual_sort="nimi",
    columns=(
        Column(
            name="unit",
            heading=_("Unit"),
            cell=cells.unit,
            sort=Sort("nimi", ("name_fi",)),
            is_key=True,
        ),
        Column(name="phone", heading=_("Phone"), cell=text("phone"), css="num nowrap"),
        Column(name="address", heading=_("Address"), cell=text("address"), css="full"),
        Column(name="hours", heading=_("Opening hours"), cell=text("opening_hours"), css="full"),
        Column(name="people", heading=_("People now"), cell=cells.people_of_unit),
    ),
)

EMPLOYEES = Listing(
    name="employees",
    page="administration:user_list",
    caption=_("Workers"),
    width=Width.STAFF,
    seen_by=administers,
    right=User.objects.listable_to,
    about=of_the_county,
    ordered=by_person,
    usual_sort="nimi",
    prepared=with_roles,
    filters=(BY_STATE,),
    columns=(
        PERSON,
        Column(name="roles", heading=_("Role and unit"), cell=cells.roles, css="full"),
        STATE,
    ),
)

OUTSIDERS = Listing(
    name="outsiders",
    page="administration:outsider_list",
    caption=_("People of prisons and partners"),
    width=Width.STAFF,
    seen_by=administers,
    right=User.objects.listable_to,
    about=of_others,
    ordered=by_person,
    usual_sort="nimi",
    prepared=with_vouching,
    filters=(BY_STATE,),
    columns=(
        PERSON,
        Column(
            name="organisation",
            heading=_("Organisation"),
            cell=cells.organisation,
            sort=Sort("organisaatio", ("organisation__name_fi",)),
            css="full",
        ),
        Column(name="vouched", heading=_("Who vouches"), cell=cells.vouched, css="full"),
        STATE,
    ),
)
