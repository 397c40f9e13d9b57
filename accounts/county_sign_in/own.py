"""Whether there is a county's own sign-in here, whose it is, and who has come by it."""

import logging
import time

from allauth.account import app_settings as account_settings
from allauth.account.authentication import get_authentication_records
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.county_sign_in.terms import CountySignIn
from accounts.models import Organisation

logger = logging.getLogger(__name__)
# What the sign-in library calls it in the session.
METHOD = "socialaccount"


def county_of_sign_in() -> Organisation | None:
    """The county whose people may come by it; None where there is none."""
    own = settings.COUNTY_SIGN_IN
    if own is None:
        return None
    county = Organisation.objects.counties().filter(code=own.county).first()
    if county is None:
        logger.error("COUNTY_SIGN_IN_COUNTY is the code of no county")
    return county


def terms() -> CountySignIn:
    """What the settings say of it; asked only where there is one."""
    if settings.COUNTY_SIGN_IN is None:
        raise LookupError("There is no county’s own sign-in here.")
    return settings.COUNTY_SIGN_IN


def links() -> "QuerySet[SocialAccount]":
    """Of accounts with subjects of it; those of a former issuer lead nowhere any more."""
    own = settings.COUNTY_SIGN_IN
    found: QuerySet[SocialAccount] = SocialAccount.objects.all()
    return found.filter(provider=own.issuer) if own else found.none()


def came_by_county(request: HttpRequest) -> bool:
    """Whether the session began by it: then the second factor is the county's business."""
    if settings.COUNTY_SIGN_IN is None:
        return False
    records = get_authentication_records(request, request.user)
    return any(each.get("method") == METHOD for each in records)


def has_just_confirmed(request: HttpRequest) -> bool:
    """Whether the user has signed in there once more a moment ago, because a page asked."""
    at = [
        each["at"]
        for each in get_authentication_records(request, request.user)
        if each.get("method") == METHOD and each.get("reauthenticated")
    ]
    return bool(at) and time.time() - at[-1] < account_settings.REAUTHENTICATION_TIMEOUT
