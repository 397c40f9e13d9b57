"""A disk that is small enough to fill, made in a file; only root may mount one."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.processes import ServiceError

MEGABYTE = 1024 * 1024


class Disk:
    """A folder, and whether it is a file system of its own."""

    def __init__(self, folder: Path, *, is_own: bool) -> None:
        self.folder, self.is_own = folder, is_own

    @property
    def _filler(self) -> Path:
        return self.folder / "filler"

    def fill(self) -> None:
        """Leave not one byte; again where something has become free since."""
        if not self.is_own:
            raise ServiceError("A disk can be filled by root alone: no other may make one.")
        handle = os.open(self._filler, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            for piece in (MEGABYTE, 4096, 1):
                while _is_written(handle, bytes(piece)):
                    pass
            os.fsync(handle)
        finally:
            os.close(handle)

    def empty(self) -> None:
        """Give back what was filled."""
        self._filler.unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Disk]:
    """Ext4 in a file beside `folder`, mounted there; for another than root just the folder."""
    folder.mkdir()
    if os.geteuid() != 0:
        yield Disk(folder, is_own=False)
        return
    image = folder.with_suffix(".img")
    with image.open("wb") as file:
        file.truncate(megabytes * MEGABYTE)
    _run("mkfs.ext4", "-q", "-m", "0", str(image))
    _run("mount", "-o", "loop", str(image), str(folder))
    try:
        yield Disk(folder, is_own=True)
    finally:
        # A process that is about to end may still be in there.
        _run("umount", "--lazy", str(folder))
        image.unlink()


def _is_written(handle: int, piece: bytes) -> bool:
    try:
        return os.write(handle, piece) == len(piece)
    except OSError as problem:
        if problem.errno != errno.ENOSPC:
            raise
        return False


def _run(*command: str) -> None:
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise ServiceError(f"`{' '.join(command)}` failed:\n{answer.stderr.strip()}")
