"""The units of a county: made and changed by its administrator."""

from django.db import transaction

from accounts.models import Unit, User
from audit.recording import record
from audit.vocabulary import Action

DETAILS = [
    "name_fi",
    "name_sv",
    "name_en",
    "address",
    "phone",
    "opening_hours",
    "on_call_phone",
    "on_call_address",
]


@transaction.atomic
def add_unit(*, unit: Unit, by: User) -> None:
    """Keep a new unit of the administrator's county."""
    assert unit.county_id == by.organisation_id  # no page makes one of another county
    unit.save()
    record(Action.UNIT_ADDED, by=by, target=unit)


@transaction.atomic
def edit_unit(*, unit: Unit, seen: int, by: User) -> None:
    """Save name, address and numbers over the version that the administrator saw."""
    unit.save_over(seen, fields=DETAILS)
    record(Action.UNIT_EDITED, by=by, target=unit)
