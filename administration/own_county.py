"""Whom and what an administrator may act on: the own county; everything else is not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.http import SignedInRequest
from accounts.models import Organisation, Unit, UnitMembership, User
from cases.models import NamePair


def administered_county(request: SignedInRequest) -> Organisation:
    """The county that the user looks after; for others the pages do not exist."""
    county = request.user.county
    if county is None or not request.user.is_administrator:
        raise Http404
    return county


def open_unit(request: SignedInRequest, unit_pk: int) -> Unit:
    return get_object_or_404(Unit, pk=unit_pk, county=administered_county(request))


def open_user(request: SignedInRequest, user_pk: int) -> User:
    """Somebody of the county, or of another organisation whom it looks after."""
    administered_county(request)
    found = User.objects.listable_to(request.user).select_related("organisation")
    user: User = get_object_or_404(found, pk=user_pk)
    return user


def open_employee(request: SignedInRequest, user_pk: int) -> User:
    """Somebody of the county itself, with an open account."""
    county = administered_county(request)
    found = User.objects.filter(is_active=True, organisation=county)
    user: User = get_object_or_404(found.select_related("organisation"), pk=user_pk)
    return user


def open_name_pair(request: SignedInRequest, pair_pk: int) -> NamePair:
    """One of the county's pairs of first names, also one that somebody has just taken away."""
    return get_object_or_404(NamePair, pk=pair_pk, county=administered_county(request))


def open_role(request: SignedInRequest, role_pk: int) -> UnitMembership:
    county = administered_county(request)
    held = UnitMembership.objects.select_related("user__organisation", "unit__county")
    role: UnitMembership = get_object_or_404(held, pk=role_pk, unit__county=county)
    return role
