"""Models of the client's network."""

from networks.models.authority import Authority
from networks.models.member import MemberKind, NetworkMember
from networks.models.walkthrough import NetworkWalkthrough

__all__ = ["Authority", "MemberKind", "NetworkMember", "NetworkWalkthrough"]
