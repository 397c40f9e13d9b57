"""What the database was asked: pg_stat_statements of one world."""

from dataclasses import dataclass

from benchmarks.worlds import World

# What the application's role asked, apart from what opens and closes transactions.
QUERY = """
    SELECT s.query, s.calls, s.shared_blks_hit + s.shared_blks_read, s.total_exec_time
    FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
    WHERE d.datname = %s AND s.toplevel
"""


@dataclass(frozen=True)
class Statement:
    """One shape of a statement and what it has cost since the beginning."""

    text: str
    calls: int
    blocks: int
    milliseconds: float


def begin(world: World) -> None:
    """Forget what was asked until now."""
    with world.cluster.connect() as connection:
        connection.execute(
            "SELECT pg_stat_statements_reset(0, oid, 0) FROM pg_database WHERE datname = %s",
            [world.database],
        )


def asked(world: World) -> list[Statement]:
    """Since the beginning, the dearest first."""
    with world.cluster.connect() as connection:
        rows = connection.execute(QUERY, [world.database]).fetchall()
    found = [
        Statement(str(text), int(str(calls)), int(str(blocks)), float(str(ms)))
        for text, calls, blocks, ms in rows
    ]
    return sorted(found, key=lambda statement: -statement.milliseconds)
