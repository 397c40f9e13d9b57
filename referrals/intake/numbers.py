"""Keeping a county's own numbers."""

from django.db import transaction

from accounts.models import Organisation, User
from audit.recording import record
from audit.vocabulary import Action


@transaction.atomic
def set_numbers(
    *, county: Organisation, phone: str, on_call_phone: str, on_call_address: str, by: User
) -> None:
    """What the receipt of a contact and its triage tell where the gate is near."""
    county.phone, county.on_call_phone = phone, on_call_phone
    county.on_call_address = on_call_address
    county.save(update_fields=["phone", "on_call_phone", "on_call_address"])
    record(Action.COUNTY_NUMBERS_SET, by=by, target=county)
