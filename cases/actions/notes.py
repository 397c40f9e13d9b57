"""Writing and correcting notes."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import CaseClosed, refuse_closed
from cases.actions.facts import derive_dues, written, written_if_open
from cases.attending import keep_attendees
from cases.models import Case, Note
from inputs.attendees import NOBODY_NAMED, Attendees
from records.imprint import imprint_of
from records.refused import Refused
from timing import moves


def write_note(*, note: Note, by: User, attendees: Attendees = NOBODY_NAMED) -> None:
    """Add an unsaved `note` to its case's journal, with who took part."""
    with transaction.atomic(savepoint=False):
        case = written_if_open(note.case)
        if case is not None:
            note.written_by, note.imprint = by, imprint_of(written_by=by)
            note.save(force_insert=True)
            keep_attendees(note, attendees, by)
            derive_dues([case], moves.CONTACT)
            record(Action.NOTE_WRITTEN, by=by, case=case, target=note)
    if case is None:
        raise CaseClosed(note.case.number)


class AlreadyCorrected(Refused):
    """Somebody has corrected the note; its correction is the one to correct now."""

    words = _(
        "This note has been corrected already. Your text is safe here: correct the "
        "newer note, if it is wrong."
    )


@transaction.atomic
def correct_note(
    *, note: Note, by_note: Note, by: User, attendees: Attendees = NOBODY_NAMED
) -> None:
    """Put the unsaved `by_note`, which says why, in the place of `note`, which stays."""
    case = Case.objects.lock(note.case_id)
    refuse_closed(case)
    if Note.objects.filter(corrects=note).exists():
        raise AlreadyCorrected(note.pk)
    by_note.case, by_note.corrects, by_note.written_by = case, note, by
    by_note.imprint = imprint_of(written_by=by)
    by_note.save(force_insert=True)
    keep_attendees(by_note, attendees, by)
    written(case, *moves.CONTACT)
    record(
        Action.NOTE_CORRECTED,
        by=by,
        case=case,
        target=by_note,
        details={"corrects": note.pk},
    )
