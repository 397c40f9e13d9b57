"""Guessing a password is slow, and guessing keeps nobody out who has signed in here before.

A browser in which somebody signed in carries a signed mark of it. Tries from such a browser
count by themselves; all others count by account and address, by account, and by address over
all accounts, so that neither an account nor a prison behind one address is shut by a stranger.
"""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts import pace
from accounts.models import User
from accounts.pace import Rate
from notifications.models import MailKind
from notifications.outbox import post_later

SALT = "accounts.device"
KNOWN_FOR = dt.timedelta(days=180)
# One computer of a shift is shared; the last ones to sign in are remembered.
USERS_OF_A_DEVICE = 20

FROM_A_KNOWN_DEVICE = Rate(10, dt.timedelta(minutes=1))
ON_AN_ACCOUNT_FROM_AN_ADDRESS = Rate(5, dt.timedelta(minutes=1))
ON_AN_ACCOUNT = Rate(20, dt.timedelta(minutes=3))
FROM_AN_ADDRESS = Rate(30, dt.timedelta(seconds=20))
FROM_ANYWHERE = "sign-in from|"

Allowances = Sequence[tuple[str, Rate]]


def allowances_of(request: HttpRequest, login: str) -> Allowances:
    """What a wrong password for the account `login` uses up."""
    device, users = _device(request)
    if device and _in_mark(login) in users:
        return [(f"sign-in|{login}|{device}", FROM_A_KNOWN_DEVICE)]
    address = pace.address_of(request)
    return [
        (f"sign-in|{login}|{address}", ON_AN_ACCOUNT_FROM_AN_ADDRESS),
        (_of_account(login), ON_AN_ACCOUNT),
        (f"{FROM_ANYWHERE}{address}", FROM_AN_ADDRESS),
    ]


def is_about_account(slowed: pace.TooFast) -> bool:
    """Whether it was this account that was tried so often, and not the others from its address.

    Else one address could have a letter written for each address that it makes up.
    """
    return not slowed.name.startswith(FROM_ANYWHERE)


def forget(login: str) -> None:
    """Guesses at the account from everywhere count no more: it has a new password.

    Those from one address, and from a known browser, go on counting.
    """
    pace.forget(_of_account(login))


def warn_owner(login: str, site: str) -> None:
    """Tell whoever has the account, if anybody has, once a day that somebody is guessing."""
    now = timezone.now()
    digest = salted_hmac(SALT, login).hexdigest()
    key = f"{MailKind.GUESSING.value}|{digest}|{timezone.localdate(now)}"
    post_later(MailKind.GUESSING, key=key, to=login, parameters={"site": site}, now=now)


def remember_device(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """Mark the browser as one in which `user` has signed in."""
    device, users = _device(request)
    own = _in_mark(user.email.lower())
    known = [own, *(each for each in users if each != own)][:USERS_OF_A_DEVICE]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([device or str(uuid.uuid4()), known], salt=SALT, compress=True),
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _device(request: HttpRequest) -> tuple[str, list[str]]:
    """The browser's key and who has signed in with it; nothing where it bears no true mark."""
    mark = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        device, users = signing.loads(mark, salt=SALT, max_age=KNOWN_FOR)
    except (signing.BadSignature, TypeError, ValueError):
        return "", []
    return str(device), list(users)


def _in_mark(login: str) -> str:
    """How the mark names an account: it lies in a shared browser, and tells nobody's address."""
    return salted_hmac(SALT, login).hexdigest()[:20]


def _of_account(login: str) -> str:
    return f"sign-in to|{login}"
