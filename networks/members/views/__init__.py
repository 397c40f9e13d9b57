"""Pages of the network."""

from networks.members.views.changing import (
    member_add,
    member_edit,
    member_end,
    member_stay,
    member_successor,
)
from networks.members.views.network import network, network_walk

__all__ = [
    "member_add",
    "member_edit",
    "member_end",
    "member_stay",
    "member_successor",
    "network",
    "network_walk",
]
