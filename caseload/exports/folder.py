"""The folder that an export writes to: its own, unreadable to others, whole files only."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

MARK = ".jatkumo-export"
OURS = re.compile(r"\d+-\d+\.json")
HALF_WRITTEN = re.compile(r"\.\d+-\d+\.json\.part")


class ForeignFolder(Exception):
    """There is something in the folder that no export wrote."""


class ExportFolder:
    """A new or empty folder, or that of an earlier export, which is written over."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self) -> None:
        """Make the folder, or take it over; raises ForeignFolder or OSError."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        mark = self.path / MARK
        if not mark.exists() and any(self.path.iterdir()):
            raise ForeignFolder
        for left_over in self._matching(HALF_WRITTEN):
            left_over.unlink()
        mark.touch(mode=0o600)
        os.utime(mark)

    def write(self, name: str, text: str) -> None:
        """Write a file whole or not at all, readable to the owner only."""
        half = self.path / f".{name}.part"
        try:
            descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            half.replace(self.path / name)
        except BaseException:
            half.unlink(missing_ok=True)
            raise

    def older(self) -> int:
        """How many files are of an earlier export, and not written by this one."""
        begun = (self.path / MARK).stat().st_mtime_ns
        return sum(file.stat().st_mtime_ns < begun for file in self._matching(OURS))

    def _matching(self, pattern: re.Pattern[str]) -> Iterator[Path]:
        return (path for path in self.path.iterdir() if pattern.fullmatch(path.name))
