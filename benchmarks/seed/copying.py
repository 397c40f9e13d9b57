"""Rows by COPY, with the models' own defaults for what is not given."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, models
from django.db.models import JSONField
from django.db.models.fields import NOT_PROVIDED
from psycopg.types.json import Jsonb

Row = dict[str, Any]


def reserve(model: type[models.Model], count: int) -> list[int]:
    """As many new primary keys, in order; the application's next row comes after them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, count],
        )
        return [pk for (pk,) in cursor.fetchall()]


def copy_in(model: type[models.Model], rows: Iterable[Row]) -> int:
    """Write the rows, given as column names (`case_id`) and values; return how many.

    All rows name the same columns. A column that is not named gets its field's default;
    one that has none is left to the database, which refuses what it must.
    """
    iterator = iter(rows)
    first = next(iterator, None)
    if first is None:
        return 0
    given, defaults = _columns(model, first)
    names = ", ".join(f'"{name}"' for name in [*given, *defaults])
    constant = [_adapted(field, value) for field, value in defaults.values()]
    copied = 0
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy,
    ):
        for row in _chain(first, iterator):
            if row.keys() != given.keys():
                raise ValueError(f"{model.__name__}: {row.keys() ^ given.keys()}")
            values = [Jsonb(row[n]) if json else row[n] for n, json in given.items()]
            copy.write_row(values + constant)
            copied += 1
    return copied


def _columns(
    model: type[models.Model], first: Row
) -> tuple[dict[str, bool], dict[str, tuple[Any, Any]]]:
    """The given columns with whether each is JSON, and the others with their defaults."""
    fields: dict[str, Any] = {
        str(field.column): field for field in model._meta.concrete_fields if not field.generated
    }
    unknown = first.keys() - fields.keys()
    if unknown:
        raise ValueError(f"{model.__name__} has no columns {unknown}")
    given = {name: isinstance(fields[name], JSONField) for name in first}
    defaults = {
        name: (field, field.get_default())
        for name, field in fields.items()
        if name not in given and not _is_left_out(field)
    }
    return given, defaults


def _is_left_out(field: Any) -> bool:
    """Keys that the database counts, and what has a default there only."""
    return field.primary_key or (
        field.default is NOT_PROVIDED and field.db_default is not NOT_PROVIDED
    )


def _adapted(field: Any, value: Any) -> Any:
    return Jsonb(value) if isinstance(field, JSONField) else value


def _chain(first: Row, others: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from others
