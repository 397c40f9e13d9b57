"""The buttons that take or decline what is offered beside a field."""

from collections.abc import Iterable

from django.http import QueryDict

from cases.offers import Offer

TAKE, DECLINE = "take", "decline"


def pressed(data: QueryDict, offers: Iterable[Offer]) -> tuple[Offer, bool] | None:
    """The offer whose button was pressed, and whether it is taken; None for another button.

    Also None where somebody else has answered it meanwhile.
    """
    for name in (TAKE, DECLINE):
        if name in data:
            found = next((each for each in offers if each.key == data[name]), None)
            return (found, name == TAKE) if found else None
    return None
