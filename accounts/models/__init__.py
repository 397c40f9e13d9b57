"""The nouns of sign-in: organisations and people who use Jatkumo."""

from accounts.models.codes import NationalCode
from accounts.models.organisation import Municipality, Organisation, Unit
from accounts.models.pace import Pace
from accounts.models.submission import FormKey, HeldText
from accounts.models.user import UnitMembership, UnitRole, User

__all__ = [
    "FormKey",
    "HeldText",
    "Municipality",
    "NationalCode",
    "Organisation",
    "Pace",
    "Unit",
    "UnitMembership",
    "UnitRole",
    "User",
]
