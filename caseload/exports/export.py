"""Writing every final record as its national document."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import override

from accounts.national_codes import MissingCode, code_books
from audit.recording import record
from audit.vocabulary import Action
from caseload.exports.folder import ExportFolder
from caseload.exports.kinds import DOCUMENTS
from cases.national.parts import CannotBeExported

NAMED = 5


@dataclass
class RefusedDocuments:
    """Why documents were refused: how many, and the first of them."""

    count: int = 0
    first: list[str] = field(default_factory=list)


@dataclass
class Outcome:
    """What became of an export. It holds numbers and keys, and nothing of a client."""

    written: Counter[str] = field(default_factory=Counter)
    refused: dict[str, RefusedDocuments] = field(default_factory=dict)
    with_examples: bool = False
    older: int = 0

    def refuse(self, name: str, reason: str) -> None:
        """Note a refusal under its reason."""
        refusal = self.refused.setdefault(reason, RefusedDocuments())
        refusal.count += 1
        if len(refusal.first) < NAMED:
            refusal.first.append(name)


def export_documents(path: Path) -> Outcome:
    """Write all documents into the folder; raises ForeignFolder or OSError.

    What cannot be written is named, and the rest is written all the same. The log knows
    of the export before anything leaves the database.
    """
    folder, outcome, books = ExportFolder(path), Outcome(), code_books()
    folder.open()
    about = {kind.number: kind.records().count() for kind in DOCUMENTS}
    record(Action.DOCUMENTS_EXPORTED, by=None, details={"records": about})
    with override("fi"):
        for kind in DOCUMENTS:
            for final in kind.each():
                name = f"{kind.number}-{final.pk}"
                try:
                    document = kind.build(final, books[kind.county_of(final)])
                except (CannotBeExported, MissingCode) as refusal:
                    outcome.refuse(name, str(refusal))
                    continue
                text = json.dumps(document, ensure_ascii=False, indent=2)
                folder.write(f"{name}.json", f"{text}\n")
                outcome.written[kind.number] += 1
    outcome.with_examples = any(book.gave_examples for book in books.values())
    outcome.older = folder.older()
    return outcome
