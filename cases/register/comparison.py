"""Two records side by side: what tells whether they are one person's, and no more.

Neither municipality nor contact details: there may be a non-disclosure order.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.models import Case, Client
from cases.register import identity_code
from cases.register.merging import Refusal


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


def why_not(clients: list[Client], cases: list[list[Case]]) -> Refusal | None:
    """What stands in the way before anything is asked."""
    if clients[0] == clients[1]:
        return Refusal.SAME_RECORD
    if any(client.merged_into_id for client in clients):
        return Refusal.MERGED_ALREADY
    if all(any(case.is_open for case in own) for own in cases):
        return Refusal.BOTH_OPEN
    return None


def refusal_words(refusal: Refusal) -> str:
    """Why two records stay two, and what to do."""
    return {
        Refusal.SAME_RECORD: _("This is one and the same record. Choose two records."),
        Refusal.MERGED_ALREADY: _(
            "One of the records has been merged already. Search again to see the record "
            "that stands now."
        ),
        Refusal.BOTH_OPEN: _(
            "Both records have an open case. Ask the personal workers to agree which case "
            "goes on and to close the other one. Then merge the records."
        ),
        Refusal.CODES_DIFFER: _(
            "The records have different identity codes. Look again which one is right."
        ),
    }[refusal]


def _codes(clients: list[Client]) -> list[str]:
    """The birth date of the code alone, and whether the rest is the same."""
    shown = [identity_code.mask(client.identity_code) for client in clients]
    codes: list[Any] = [client.identity_code for client in clients]
    if all(codes) and not identity_code.same(*codes):
        return [shown[0], _("%(code)s, another code") % {"code": shown[1]}]
    return shown


def _day(day: Any) -> str:
    return date_format(day) if day else ""
