"""Models of the client's network."""

from networks.models.attendance import Attendance, NoteAttendance
from networks.models.authority import Authority
from networks.models.connection import Closeness, Direction, Strength
from networks.models.expert import ExpertOffer
from networks.models.former_wish import FormerWish
from networks.models.member import MemberKind, NetworkMember
from networks.models.walkthrough import NetworkWalkthrough

__all__ = [
    "Attendance",
    "Authority",
    "Closeness",
    "Direction",
    "ExpertOffer",
    "FormerWish",
    "MemberKind",
    "NetworkMember",
    "NetworkWalkthrough",
    "NoteAttendance",
    "Strength",
]
