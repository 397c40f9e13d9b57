"""Reading the environment: each helper stops at once on a missing or wrong value."""

import json
import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off", ""})


def text(name: str, default: str | None = None) -> str:
    """The value of `name`; without a default it must be set and not empty."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"{name} must be set in the environment.")
    return value


def flag(name: str, default: str) -> bool:
    """Whether `name` says yes; anything that is neither yes nor no is refused."""
    value = text(name, default).lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")
    return value in TRUE


def whole(name: str, default: int) -> int:
    """A whole number that is not negative."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A list of values that are separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def table(name: str) -> dict[str, Any]:
    """A JSON object, e.g. `{"1200": 3}`; it must be set."""
    try:
        value = json.loads(text(name))
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise ImproperlyConfigured(f"{name} must be a JSON object.")
    return value


def database(name: str) -> dict[str, Any]:
    """A PostgreSQL address as Django wants it.

    A socket folder is given as `postgres://user@/name?host=/folder`, as libpq
    does; other parameters (`sslmode`, `sslrootcert`, …) go to the driver.
    """
    # The address holds a password, so a complaint may not quote it.
    try:
        url = urlsplit(text(name))
        port = url.port
    except ValueError:
        raise ImproperlyConfigured(f"{name} is not a valid address.") from None
    if url.scheme not in {"postgres", "postgresql"} or not url.path.strip("/"):
        raise ImproperlyConfigured(f"{name} must be like postgres://user:password@host/name.")
    options: dict[str, Any] = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path[1:]),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", url.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }
