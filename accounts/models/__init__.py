"""Models of organisations, users and what surrounds signing in."""

from accounts.models.absence import Absence
from accounts.models.codes import NationalCode
from accounts.models.organisation import Municipality, Organisation, Unit
from accounts.models.pace import Pace
from accounts.models.user import UnitMembership, UnitRole, User

__all__ = [
    "Absence",
    "Municipality",
    "NationalCode",
    "Organisation",
    "Pace",
    "Unit",
    "UnitMembership",
    "UnitRole",
    "User",
]
