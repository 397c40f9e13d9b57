"""Pages of the network."""

from networks.members.views.changing import (
    member_add,
    member_edit,
    member_end,
    member_stay,
    member_successor,
)
from networks.members.views.network import network, network_walk
from networks.members.views.offering_expert import expert_offer

__all__ = [
    "expert_offer",
    "member_add",
    "member_edit",
    "member_end",
    "member_stay",
    "member_successor",
    "network",
    "network_walk",
]
