"""The rehearsal: last night's dump is restored beside the database in use, and removed again.

What came of it is written into a file beside the dumps, which the worker reads each night.
"""

import datetime as dt
import json
from pathlib import Path

from django.conf import settings
from django.db import connection

from config.backups import dumps, restoring
from config.backups.dumps import BackupFailed
from config.backups.restoring import Restored

# A night and the time that a dump takes.
NEWEST_AT_LEAST = dt.timedelta(hours=26)
REHEARSED_AT_LEAST = dt.timedelta(days=2)


def rehearse(now: dt.datetime) -> tuple[Path, Restored]:
    """Restore the newest dump, note what came of it, and remove what was restored."""
    try:
        file = _last_nights(now)
        name = f"{connection.settings_dict['NAME']}_rehearsal"
        # One that broke off in the middle left it behind.
        restoring.drop(name)
        restored = restoring.restore_into(name, file, now)
        restoring.drop(name)
    except Exception as problem:
        told = str(problem) if isinstance(problem, BackupFailed) else type(problem).__name__
        _note(now, fault=told.partition("\n")[0])
        raise
    _note(now, fault="")
    return file, restored


def fault_of_the_last(now: dt.datetime) -> str:
    """Why a person has to look at the backups, in a sentence; empty where they are well."""
    try:
        noted = json.loads(_report().read_text())
        at, fault = dt.datetime.fromisoformat(noted["at"]), str(noted["fault"])
    except FileNotFoundError:
        return "No backup was ever rehearsed."
    except (OSError, ValueError, KeyError, TypeError):
        return "The report of the last rehearsal cannot be read."
    if fault:
        return f"The rehearsal of {at:%d.%m.%Y} failed: {fault}"
    if at < now - REHEARSED_AT_LEAST:
        return f"The last rehearsal was on {at:%d.%m.%Y}."
    return ""


def _last_nights(now: dt.datetime) -> Path:
    if not settings.BACKUP_FOLDER or not (found := dumps.all_dumps()):
        raise BackupFailed("There is no backup in BACKUP_FOLDER.")
    if dumps.made_at(found[-1]) < now - NEWEST_AT_LEAST:
        raise BackupFailed(f"The newest backup is {found[-1].name}: last night's is missing.")
    return found[-1]


def _note(now: dt.datetime, *, fault: str) -> None:
    """In one step, so that nobody reads half of it."""
    if not settings.BACKUP_FOLDER:
        return
    half = _report().with_suffix(".unfinished")
    half.write_text(json.dumps({"at": now.isoformat(), "fault": fault}))
    half.rename(_report())


def _report() -> Path:
    return Path(settings.BACKUP_FOLDER) / "rehearsal.json"
