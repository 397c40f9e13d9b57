"""Writing and correcting notes."""

from django.db import transaction

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed import refuse_closed
from cases.actions.facts import touch
from cases.models import Case, Note


@transaction.atomic
def write_note(*, note: Note, by: User) -> None:
    """Add an unsaved `note` to its case's journal."""
    case = Case.objects.lock(note.case_id)
    refuse_closed(case)
    note.written_by = by
    note.save(force_insert=True)
    touch(case)
    record(Action.NOTE_WRITTEN, by=by, case=case, target=note)
