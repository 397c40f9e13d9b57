"""What the database holds of what was sent, as JSON; run beside the application.

Each text bears a mark (`traffic.py`); told is how often each mark is there.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable

from accounts.models import User
from audit.models import AuditEvent
from audit.recording import target_label
from audit.vocabulary import Action
from benchmarks.seed import people
from cases.models import CaseFile, Note
from inputs.attached import store
from notifications.models import Mail
from records import kept_text
from referrals.models import Referral

MARK = re.compile(r"jälki\d+j")


def main() -> None:
    """Print it."""
    json.dump(
        {
            "note": _marks(Note.objects.values_list("text", flat=True)),
            "kept": _marks(_kept_texts()),
            "file": _marks(file.what for file in CaseFile.objects.all() if _opens(file)),
            "contact": _marks(Referral.objects.values_list("description", flat=True)),
            "letters": _letters(),
            "faults": _faults(),
        },
        sys.stdout,
    )


def _marks(texts: Iterable[str]) -> dict[str, int]:
    return Counter(mark for text in texts for mark in MARK.findall(text))


def _kept_texts() -> Iterable[str]:
    for worker in User.objects.filter(email__startswith=f"{people.WORKER[:-1]}"):
        for kept in kept_text.kept_by(worker):
            yield " ".join(value for _name, value in kept.typed.fields)


def _opens(file: CaseFile) -> bool:
    """Whether what lies on the disk is what came."""
    try:
        return store.digest(store.fetch(file.stored_as)) == file.digest
    except store.FileGone:
        return False


def _letters() -> dict[str, list[str]]:
    """The states of the letters to each address."""
    found: dict[str, list[str]] = {}
    for mail in Mail.objects.exclude(address=""):
        found.setdefault(mail.address, []).append(mail.state)
    return found


def _faults() -> list[str]:
    """What was written by half."""
    faults = []
    logged = Counter(
        AuditEvent.objects.filter(action=Action.NOTE_WRITTEN).values_list("target", flat=True)
    )
    for note in Note.objects.filter(text__contains="jälki"):
        if logged[target_label(note)] != 1:
            faults.append(f"note {note.pk}: {logged[target_label(note)]} rows of the log")
    gone = [file.pk for file in CaseFile.objects.all() if not _opens(file)]
    if gone:
        faults.append(f"attachments without their file: {gone}")
    return faults
