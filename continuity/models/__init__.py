"""Models of continuity."""

from continuity.models.gate import GateAnswer, GateFacts, GateState
from continuity.models.interim import Interim
from continuity.models.needs import Need, NoNeed
from continuity.models.services import Service, ServiceState, State, StateEnd

__all__ = [
    "GateAnswer",
    "GateFacts",
    "GateState",
    "Interim",
    "Need",
    "NoNeed",
    "Service",
    "ServiceState",
    "State",
    "StateEnd",
]
