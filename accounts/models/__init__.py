"""Models of organisations, users and what surrounds signing in."""

from accounts.models.absence import Absence
from accounts.models.codes import NationalCode
from accounts.models.factor_reset import FactorReset
from accounts.models.invitation import Invitation
from accounts.models.organisation import Municipality, Organisation, Unit
from accounts.models.pace import Pace
from accounts.models.rights_change import RightsChange, RightsReview
from accounts.models.user import UnitMembership, UnitRole, User
from accounts.models.vouching import Vouching

__all__ = [
    "Absence",
    "FactorReset",
    "Invitation",
    "Municipality",
    "NationalCode",
    "Organisation",
    "Pace",
    "RightsChange",
    "RightsReview",
    "Unit",
    "UnitMembership",
    "UnitRole",
    "User",
    "Vouching",
]
