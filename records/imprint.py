"""What a final record prints of people who live on: as they were called on its day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

NAMES = ("first_name", "last_name", "title")

# Rows that were final before imprints were kept get what is known when it runs, and say so.
OF_OLD_ROWS = """
    UPDATE {table} SET imprint = {table}.imprint
        || jsonb_build_object('as_known_on', '{day}')
        || jsonb_build_object('{role}', jsonb_build_object(
            'first_name', person.first_name,
            'last_name', person.last_name,
            'title', person.title))
    FROM accounts_user AS person
    WHERE person.id = {table}.{role}_id AND NOT {table}.imprint ? '{role}'
"""


class Person(Protocol):
    """A user, for what is below the app of users."""

    @property
    def first_name(self) -> str: ...
    @property
    def last_name(self) -> str: ...
    @property
    def title(self) -> str: ...


@dataclass(frozen=True)
class Signatory:
    """Who did something, as they were called then."""

    first_name: str
    last_name: str
    title: str

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


def imprint_of(**people: Person | None) -> dict[str, dict[str, str]]:
    """What is kept of each, by the name of the column that refers to them."""
    return {
        role: {name: getattr(person, name) for name in NAMES}
        for role, person in people.items()
        if person is not None
    }


def imprint_old_rows(editor: BaseDatabaseSchemaEditor, table: str, roles: Iterable[str]) -> None:
    """For a migration, which lets the triggers of the rows rest. Drafts have no such person yet."""
    for role in roles:
        editor.execute(OF_OLD_ROWS.format(table=table, role=role, day=timezone.localdate()))


class Signatures:
    """The people of a record by column. None where the column is empty.

    A row that a former version of the application wrote during an update has no imprint,
    and shows today's name.
    """

    def __init__(self, record: Any) -> None:
        self.record = record

    def __getitem__(self, role: str) -> Signatory | None:
        kept: dict[str, Any] | None = self.record.imprint.get(role)
        if kept is None:
            kept = imprint_of(**{role: getattr(self.record, role)}).get(role)
        return Signatory(**kept) if kept is not None else None


def read_signers(records: "Iterable[Imprinted]", role: str) -> None:
    """Read the people whom no imprint names, all at once; most often there is nobody to read."""
    bare = [each for each in records if role not in each.imprint]
    models.prefetch_related_objects(bare, role)


class Imprinted(models.Model):
    """A record whose people keep the name and title of its day, whatever they are called later.

    The act that makes the record final writes `imprint`; templates read `signed.<column>`.
    """

    imprint = models.JSONField(default=dict, db_default={}, editable=False)

    class Meta:
        abstract = True

    @property
    def signed(self) -> Signatures:
        return Signatures(self)

    @property
    def as_known_on(self) -> dt.date | None:
        """The day of what is kept, where it was kept later than the record was made."""
        day = self.imprint.get("as_known_on")
        return dt.date.fromisoformat(day) if day else None
