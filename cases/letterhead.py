"""What stands at the head of a client's document: whose it is, and who answers for it.

A document that is agreed keeps it as it was on that day; a draft shows it as it is.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date

from accounts.models.organisation import in_readers_language
from accounts.reach import Reach, reach_of
from cases.custody import GateKind
from cases.gates import gate_ahead_of, gates_of
from cases.models import Case


@dataclass(frozen=True)
class Letterhead:
    """`kept` is what `kept_letterhead` gave, now or on the day of the document."""

    kept: dict[str, Any]

    @property
    def county(self) -> str:
        return in_readers_language(self.kept["county"])

    @property
    def unit(self) -> str:
        return in_readers_language(self.kept["unit"])

    @property
    def reach(self) -> str:
        """Address, phone and opening hours in one line."""
        return Reach(**self.kept["reach"]).words

    @property
    def gate(self) -> GateKind:
        """The next one on the document's day; documents from before it was kept say release."""
        return GateKind(self.kept.get("gate", GateKind.RELEASE))

    @property
    def client(self) -> str:
        return str(self.kept["client"])

    @property
    def birth_date(self) -> dt.date | None:
        return parse_date(self.kept["birth_date"] or "")

    @property
    def worker(self) -> str:
        """The personal worker, or nothing where none was appointed."""
        return str(self.kept["worker"])

    @property
    def worker_title(self) -> str:
        return str(self.kept["worker_title"])


def kept_letterhead(case: Case) -> dict[str, Any]:
    """As things stand. The identity code is no part of it: it is kept in columns alone."""
    reach = reach_of(case.unit, case.county)
    client, worker = case.client, case.responsible
    return {
        "county": case.county.names,
        "unit": case.unit.names,
        "reach": {name: getattr(reach, name) for name in Reach.__dataclass_fields__},
        "gate": (gate_ahead_of(case) or gates_of(case)[0]).kind.value,
        "client": client.full_name,
        "birth_date": client.birth_date.isoformat() if client.birth_date else "",
        "worker": str(worker) if worker else "",
        "worker_title": worker.title if worker else "",
    }
