"""Loads the counties, prisons and municipalities of the files here into the database.

Called from migrations, so the models come as arguments: they may be those of
that day. To change the data, change the file and add a migration that loads it
again; a municipality that changes gets a new row, and its old row an end.
"""

import json
from pathlib import Path
from typing import Any

from django.db.models import Model

FOLDER = Path(__file__).resolve().parent
NAMES = ["name_fi", "name_sv", "name_en"]

Row = dict[str, Any]


def load_reference_data(organisation: type[Model], municipality: type[Model]) -> None:
    """Write every row as the files have it; doing it again changes nothing."""
    _load_organisations(organisation, "prison", rows("prisons"))
    counties = _load_organisations(organisation, "county", rows("counties"))
    municipality._default_manager.bulk_create(
        [
            municipality(
                code=row["code"],
                **_names(row),
                county=counties.get(row["county"]),
                valid_from=row["from"],
                valid_to=row.get("to"),
                merged_into=row.get("merged_into", ""),
            )
            for row in rows("municipalities")
        ],
        update_conflicts=True,
        unique_fields=["code", "valid_from"],
        update_fields=[*NAMES, "county", "valid_to", "merged_into"],
    )


def rows(name: str) -> list[Row]:
    """The rows of one file, e.g. of `prisons`."""
    content: dict[str, list[Row]] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return content[name]


def _load_organisations(
    organisation: type[Model], kind: str, entries: list[Row]
) -> dict[str, Model]:
    loaded = organisation._default_manager.bulk_create(
        [organisation(kind=kind, code=row["code"], **_names(row)) for row in entries],
        update_conflicts=True,
        unique_fields=["kind", "code"],
        update_fields=NAMES,
    )
    return {row["code"]: entry for row, entry in zip(entries, loaded, strict=True)}


def _names(row: Row) -> dict[str, str]:
    return {"name_fi": row["fi"], "name_sv": row["sv"], "name_en": row.get("en", "")}
