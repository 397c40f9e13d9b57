"""Two records side by side: what tells whether they are one person's, and no more.

Neither municipality nor contact details: there may be a non-disclosure order.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.models import Case, Client
from cases.register import identity_code
from cases.register.merging import BothOpen, CannotMerge, MergedAlready, SameRecord


@dataclass(frozen=True)
class Fact:
    """One line of the comparison."""

    label: str
    values: list[str]

    @property
    def differs(self) -> bool:
        """Whether both are known and not the same."""
        known = [value for value in self.values if value]
        return len(set(known)) > 1


def facts_of(clients: list[Client]) -> list[Fact]:
    """The lines, each with a value for every record; an empty one is not known."""
    return [
        Fact(_("Name"), [client.full_name for client in clients]),
        Fact(_("Former names"), [client.former_names for client in clients]),
        Fact(_("Birth date"), [_day(client.birth_date) for client in clients]),
        Fact(_("Personal identity code"), _codes(clients)),
    ]


def cases_of(clients: list[Client]) -> list[list[Case]]:
    """Each record's cases, the newest first."""
    cases = Case.objects.filter(client__in=clients).select_related("unit").order_by("-pk")
    found = list(cases)
    return [[case for case in found if case.client_id == client.pk] for client in clients]


def why_not(clients: list[Client], cases: list[list[Case]]) -> type[CannotMerge] | None:
    """What stands in the way before anything is asked."""
    if clients[0] == clients[1]:
        return SameRecord
    if any(client.merged_into_id for client in clients):
        return MergedAlready
    if all(any(case.is_open for case in own) for own in cases):
        return BothOpen
    return None


def _codes(clients: list[Client]) -> list[str]:
    """The birth date of the code alone, and whether the rest is the same."""
    shown = [identity_code.mask(client.identity_code) for client in clients]
    codes: list[Any] = [client.identity_code for client in clients]
    if all(codes) and not identity_code.same(*codes):
        return [shown[0], _("%(code)s, another code") % {"code": shown[1]}]
    return shown


def _day(day: Any) -> str:
    return date_format(day) if day else ""
