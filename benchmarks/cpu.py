"""CPU seconds of a web server with all its processes, and of a database's backends."""

import os
from pathlib import Path

from benchmarks.worlds import World

PROC = Path("/proc")
TICK = os.sysconf("SC_CLK_TCK")


class Meter:
    """What one world has used since the last look."""

    def __init__(self, world: World) -> None:
        self.server = world.server.pid
        self.database = world.database
        self.connection = world.cluster.connect()
        self.of_server = 0.0
        self.of_backends: dict[int, float] = {}
        self.look()

    def look(self) -> tuple[float, float]:
        """Seconds of the server and of the database since the former look."""
        server = seconds_of_tree(self.server)
        backends = {pid: _running_seconds(pid) for pid in self._backends()}
        used = max(0.0, server - self.of_server), _since(self.of_backends, backends)
        self.of_server, self.of_backends = server, backends
        return used

    def close(self) -> None:
        """End the meter's own connection."""
        self.connection.close()

    def _backends(self) -> list[int]:
        found = self.connection.execute(
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = %s AND backend_type = 'client backend'",
            [self.database],
        )
        return [int(str(pid)) for (pid,) in found.fetchall()]


def seconds_of(pid: int) -> float:
    """CPU of a process, with the children that it has waited for."""
    return _running_seconds(pid) + _of_ended_children(pid)


def seconds_of_tree(pid: int) -> float:
    """CPU of a process and all its descendants, of those that have ended, too.

    Only the sum is steady: a child that ends takes its seconds from its own account to its
    parent's, so whoever looks at each process by itself counts them twice.
    """
    return sum(seconds_of(each) for each in _tree(pid))


def _since(former: dict[int, float], now: dict[int, float]) -> float:
    """A process that is new counts whole."""
    return sum(max(0.0, used - former.get(pid, 0.0)) for pid, used in now.items())


def _tree(pid: int) -> list[int]:
    """The process and all its descendants."""
    found = [pid]
    for task in _entries(PROC / str(pid) / "task"):
        try:
            children = (task / "children").read_text().split()
        except OSError:
            continue
        for child in children:
            found += _tree(int(child))
    return found


def _running_seconds(pid: int) -> float:
    """By the scheduler's own clock, in nanoseconds, of all threads."""
    total = 0
    for task in _entries(PROC / str(pid) / "task"):
        try:
            total += int((task / "schedstat").read_text().split()[0])
        except (OSError, IndexError):
            continue
    return total / 1e9


def _of_ended_children(pid: int) -> float:
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[13]) + int(fields[14])) / TICK


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
