"""A county's own sign-in (OpenID Connect), as the environment tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

# What a link between an account and the county's sign-in can hold.
LONGEST_ISSUER = 200
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
# In the place of a unit: the county as a whole.
WHOLE_COUNTY = "county"


@dataclass(frozen=True)
class CountySignIn:
    """Whom to ask, and what of the answer opens the door.

    `units` says which unit, by its key, or that the whole county is meant by a value of
    `unit_claim`.
    """

    issuer: str
    client_id: str
    secret: str
    county: str
    levels: tuple[str, ...]
    unit_claim: str
    units: Mapping[str, int | str]

    def __post_init__(self) -> None:
        url = urlsplit(self.issuer)
        is_safe = url.scheme == "https" or (url.scheme == "http" and url.hostname in LOOPBACK)
        if not is_safe or not url.hostname or len(self.issuer) > LONGEST_ISSUER:
            raise ImproperlyConfigured(
                "COUNTY_SIGN_IN_ISSUER must be an https address of at most "
                f"{LONGEST_ISSUER} characters."
            )
        if not self.levels:
            raise ImproperlyConfigured("COUNTY_SIGN_IN_LEVELS must name a level.")
        for meant in self.units.values():
            is_unit = isinstance(meant, int) and not isinstance(meant, bool)
            if not is_unit and meant != WHOLE_COUNTY:
                raise ImproperlyConfigured(
                    f"COUNTY_SIGN_IN_UNITS must give keys of units or {WHOLE_COUNTY!r}."
                )

    def named_by(self, told: object) -> tuple[set[int], bool]:
        """The keys of the units that a claim names, and whether it names the whole county."""
        several = told if isinstance(told, list) else [told]
        meant = {
            self.units[each] for each in several if isinstance(each, str) and each in self.units
        }
        return {each for each in meant if isinstance(each, int)}, WHOLE_COUNTY in meant
