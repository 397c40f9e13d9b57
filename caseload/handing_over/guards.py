"""What guards the person whose case is handed over: an order, or secret contact details."""

from cases.models import CaseHandover, Client

# Kept of somebody whom the other county knows already, too.
GUARDS = ("protected_address", "secret_contact_details")


def guards_of(client: Client) -> list[str]:
    return [name for name in GUARDS if getattr(client, name)]


def guarded_since(handover: CaseHandover) -> bool:
    """Whether the client has got one after the offer: what was kept then may tell too much."""
    return not set(guards_of(handover.case.client)) <= set(handover.imprint.get("guards", []))
