"""Models of the client's network, and of the directory of services."""

from networks.models.attendance import Attendance, NoteAttendance
from networks.models.authority import Authority
from networks.models.connection import Closeness, Direction, Strength
from networks.models.departure import DirectoryDeparture
from networks.models.directory_import import DirectoryImport
from networks.models.directory_organisation import DirectoryOrganisation
from networks.models.directory_person import DirectoryPerson
from networks.models.directory_service import DirectoryService, SpokenLanguage
from networks.models.expert import ExpertOffer
from networks.models.former_wish import FormerWish
from networks.models.meeting import Meeting, MeetingAsked, MeetingCancellation, MeetingTopic
from networks.models.meeting_invitation import MeetingInvitation
from networks.models.meeting_minutes import (
    DecisionEnd,
    MeetingDecision,
    Minutes,
    MinutesAttendance,
)
from networks.models.member import MemberKind, NetworkMember
from networks.models.walkthrough import NetworkWalkthrough

__all__ = [
    "Attendance",
    "Authority",
    "Closeness",
    "Direction",
    "ExpertOffer",
    "FormerWish",
    "DecisionEnd",
    "Meeting",
    "MeetingAsked",
    "MeetingCancellation",
    "MeetingDecision",
    "MeetingInvitation",
    "MeetingTopic",
    "MemberKind",
    "Minutes",
    "MinutesAttendance",
    "NetworkMember",
    "NetworkWalkthrough",
    "NoteAttendance",
    "Strength",
    "DirectoryDeparture",
    "DirectoryImport",
    "DirectoryOrganisation",
    "DirectoryPerson",
    "DirectoryService",
    "SpokenLanguage",
]
