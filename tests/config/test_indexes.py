"""Indexes are made without a lock, and again after an interruption."""

import re
from collections.abc import Iterable, Iterator

import pytest
from django.db.migrations import RunSQL, SeparateDatabaseAndState
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

CREATED = re.compile(r"CREATE (?:UNIQUE )?INDEX CONCURRENTLY (\w+)")


def statements(operations: Iterable[Operation]) -> Iterator[str]:
    """What the operations run as it is written, in their order."""
    for each in operations:
        if isinstance(each, SeparateDatabaseAndState):
            yield from statements(each.database_operations)
        elif isinstance(each, RunSQL):
            yield from [each.sql] if isinstance(each.sql, str) else map(str, each.sql)


@pytest.mark.parametrize(
    "migration", [("plans", "0006_index_of_what_is_cited"), ("timing", "0004_one_rule_a_need")]
)
def test_an_index_written_out_takes_its_time_and_removes_what_a_failure_left(migration):
    operations = MigrationLoader(None).disk_migrations[migration].operations
    before: list[str] = []
    made = []
    for statement in statements(operations):
        if found := CREATED.match(statement):
            made.append(found[1])
            assert f"DROP INDEX CONCURRENTLY IF EXISTS {found[1]}" in before
            assert before.count("SET lock_timeout = 0") > before.count("RESET lock_timeout")
            assert before.count("SET statement_timeout = 0") > before.count(
                "RESET statement_timeout"
            )
        before.append(statement)

    assert made
    assert before.count("SET statement_timeout = 0") == before.count("RESET statement_timeout")
