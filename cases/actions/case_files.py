"""Attaching files to a case, and taking one back that belongs elsewhere."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.models import Case, CaseFile
from inputs.attached import store
from inputs.attached.attaching import File, TooMuch, keep_files
from records.imprint import imprint_of
from records.refused import Refused


class TooMuchForCase(TooMuch):
    """The case's files would not fit in the quota."""

    sentence = _(
        "The attachments of one case may take 50 MB together, and there is room for "
        "%(room)s MB. Leave some out, or make them smaller."
    )


class TakenBackAlready(Refused):
    """Somebody was faster; the content is gone."""

    words = _("This attachment has been taken back already.")


@transaction.atomic
def add_files(*, case: Case, what: str, files: Sequence[File], by: User) -> None:
    """Keep all of the files in the case. Raises CaseClosed or TooMuchForCase."""
    current = Case.objects.lock(case.pk)
    refuse_closed(current)
    added: list[int] = []
    signed = {"case": current, "what": what, "added_by": by, "imprint": imprint_of(added_by=by)}
    keep_files(
        files,
        beside=CaseFile.objects.kept().filter(case=current),
        make=lambda columns: added.append(CaseFile.objects.create(**signed, **columns).pk),
        too_much=TooMuchForCase,
    )
    written(current)
    record(Action.CASE_FILES_ADDED, by=by, case=current, details={"files": added})


@transaction.atomic
def take_back_file(*, file: CaseFile, because: str, by: User) -> None:
    """Remove what was attached to the wrong case; the row stays and says why.

    Raises CaseClosed or TakenBackAlready.
    """
    case = Case.objects.lock(file.case_id)
    refuse_closed(case)
    present = CaseFile.objects.kept().filter(pk=file.pk).first()
    if present is None:
        raise TakenBackAlready(f"file {file.pk}")
    present.what = present.name = ""
    present.taken_back_at, present.taken_back_by = timezone.now(), by
    present.taken_back_because = because
    present.imprint |= imprint_of(taken_back_by=by)
    present.save()
    written(case)
    details = {"before": present.digest, "after": ""}
    record(Action.CASE_FILE_TAKEN_BACK, by=by, case=case, target=present, details=details)
    # Where this does not come to pass, the sweep finds a file that no row claims.
    transaction.on_commit(partial(store.forget, present.stored_as))
