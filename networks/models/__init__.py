"""Models of the client's network, and of the directory of services."""

from networks.models.authority import Authority
from networks.models.directory_import import DirectoryImport
from networks.models.directory_organisation import DirectoryOrganisation
from networks.models.directory_person import DirectoryPerson
from networks.models.directory_service import DirectoryService, SpokenLanguage
from networks.models.member import MemberKind, NetworkMember
from networks.models.walkthrough import NetworkWalkthrough

__all__ = [
    "Authority",
    "DirectoryImport",
    "DirectoryOrganisation",
    "DirectoryPerson",
    "DirectoryService",
    "MemberKind",
    "NetworkMember",
    "NetworkWalkthrough",
    "SpokenLanguage",
]
