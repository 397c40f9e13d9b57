"""How often something may be done, counted rightly however many ask at the same time.

What is counted (an address, a form, the whole site) has one row: the moment until which
its allowance is used up. Each act moves that moment on by one step, and is refused if it
would then lie further ahead than the allowance reaches. One statement does both, so two
requests cannot both take the last place. The cache would not do: its table drops rows at
random when it is full, and its counters are read and written apart.
"""

import datetime as dt
import ipaddress
import math
from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Pace

SALT = "accounts.pace"
# Whoever has one IPv6 address has all of these.
IPV6_PREFIX = 64
TAKE = """
INSERT INTO accounts_pace AS pace (key, used_until)
VALUES (%(key)s, %(now)s + %(step)s)
ON CONFLICT (key) DO UPDATE
SET used_until = greatest(pace.used_until, %(now)s) + %(step)s
WHERE greatest(pace.used_until, %(now)s) + %(step)s <= %(now)s + %(reach)s
RETURNING used_until
"""


@dataclass(frozen=True)
class Rate:
    """`burst` acts at once, and after them one for each `step`."""

    burst: int
    step: dt.timedelta


class TooFast(Exception):
    """The allowance `name` is used up; `wait` is the time until the next act fits in."""

    def __init__(self, name: str, wait: dt.timedelta) -> None:
        super().__init__(str(wait))
        self.name = name
        self.wait = wait

    @property
    def minutes(self) -> int:
        """The wait as it is told: whole minutes, rounded up."""
        return math.ceil(self.wait / dt.timedelta(minutes=1))


@transaction.atomic
def take(*wanted: tuple[str, Rate]) -> None:
    """Use up one act of each named allowance, or of none of them and raise TooFast."""
    for name, rate in wanted:
        _take_one(name, rate)


def give_back(*wanted: tuple[str, Rate]) -> None:
    """Undo a `take`: the act was one of those that are not counted."""
    for name, rate in wanted:
        Pace.objects.filter(pk=_key(name)).update(used_until=F("used_until") - rate.step)


def forget(name: str) -> None:
    """The allowance `name` is whole again."""
    Pace.objects.filter(pk=_key(name)).delete()


def address_of(request: HttpRequest) -> str:
    """The client's address as the sign-in library takes it: a forged header changes nothing.

    Empty where there is none; then all such clients share one allowance.
    """
    try:
        address: str = get_adapter().get_client_ip(request)
    except PermissionDenied:
        return ""
    found = ipaddress.ip_address(address)
    mapped = getattr(found, "ipv4_mapped", None)
    if mapped is not None:
        # A socket for both kinds writes an old address so; its network would be everybody.
        return str(mapped)
    if found.version == 6:
        return str(ipaddress.ip_network(f"{address}/{IPV6_PREFIX}", strict=False))
    return address


def forget_used() -> None:
    """Remove rows whose allowance is whole again: they say nothing any more."""
    Pace.objects.filter(used_until__lt=timezone.now()).delete()


def _take_one(name: str, rate: Rate) -> None:
    key, now = _key(name), timezone.now()
    reach = rate.burst * rate.step
    values: Any = {"key": key, "now": now, "step": rate.step, "reach": reach}
    with connection.cursor() as cursor:
        cursor.execute(TAKE, values)
        if cursor.fetchone() is None:
            used_until = Pace.objects.values_list("used_until", flat=True).get(pk=key)
            raise TooFast(name, used_until + rate.step - now - reach)


def _key(name: str) -> str:
    return salted_hmac(SALT, name, algorithm="sha256").hexdigest()
