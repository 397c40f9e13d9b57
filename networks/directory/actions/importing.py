"""Bringing a file into the directory: looked at, saved as a whole, undone as a whole."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from audit.recording import record
from audit.vocabulary import Action
from networks.directory.csv_comparing import Change, Entry, compare, fields_of
from networks.models import DirectoryImport, DirectoryOrganisation, DirectoryService
from records.refused import Refused

BATCH = 1000
# How many rows a refusal names.
NAMED = 3
KINDS: dict[str, type[Entry]] = {
    "organisation": DirectoryOrganisation,
    "service": DirectoryService,
}


class HasFaults(Refused):
    """A file with one fault changes nothing."""

    words = _("Something in the file is wrong, so nothing was saved. Mend it and bring it again.")


class ChangedMeanwhile(Refused):
    """Somebody has changed the directory since the administrator looked."""

    words = _(
        "Somebody changed the directory after you looked, so nothing was saved. Below is what "
        "the file would change now: look again and save."
    )


class NoLongerWaits(Refused):
    """The file is not there to be saved."""

    words = _(
        "This file does not wait any more: another came in its place, or it was saved or removed."
    )


class ImportIsOver(Refused):
    """It was undone already, or another came after it."""

    words = _("This import cannot be undone any more. Nothing was changed.")


class ChangedSince(Refused):
    """Rows of the import were changed, removed or named elsewhere; `names` where there are any."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(names)
        self.names = names

    @property
    def words(self) -> str:
        refused = gettext(
            "Somebody has changed rows of this import after it, or they are in use, so nothing "
            "was undone. Change by hand what is wrong."
        )
        if not self.names:
            return refused
        named = ", ".join(self.names[:NAMED])
        more = len(self.names) - NAMED
        if more > 0:
            named = gettext("%(names)s and %(more)s more") % {"names": named, "more": more}
        return f"{refused} {named}."


@transaction.atomic
def bring_file(*, text: str, county: Organisation, by: User) -> DirectoryImport:
    """Keep a file to be looked at, in the place of one that waits."""
    _lock(county)
    DirectoryImport.objects.of_county(county).waiting().delete()
    return DirectoryImport.objects.create(county=county, text=text, uploaded_by=by)


@transaction.atomic
def save_import(*, brought: DirectoryImport, seen: str, by: User) -> None:
    """Write all that the file changes, if that is still what was `seen`."""
    _lock_waiting(brought)
    found = compare(brought.text, brought.county, locked=True)
    if found.faults:
        raise HasFaults(str(brought.pk))
    if found.print != seen:
        raise ChangedMeanwhile(str(brought.pk))
    new, changed = found.new, found.changed
    brought.before = _before(changed)
    brought.added, brought.changed = len(new), len(changed)
    try:
        with transaction.atomic():
            for kind in KINDS:
                _write([c.entry for c in found.changes if c.of == kind], by)
    except IntegrityError:
        # A row that was added or renamed meanwhile has one of the names.
        raise ChangedMeanwhile(str(brought.pk)) from None
    brought.before += [_line_of(change, None) for change in new]
    brought.text, brought.saved_at, brought.saved_by = "", timezone.now(), by
    brought.save()
    # Only the last can be undone: nobody needs the rows of those before it.
    DirectoryImport.objects.of_county(brought.county).exclude(pk=brought.pk).update(before=[])
    told = {"added": brought.added, "changed": brought.changed}
    record(Action.DIRECTORY_IMPORTED, by=by, target=brought, details=told)


@transaction.atomic
def remove_file(*, brought: DirectoryImport, by: User) -> None:
    """Take away a file that waits; the directory stays as it is."""
    _lock_waiting(brought)
    record(Action.DIRECTORY_FILE_REMOVED, by=by, target=brought)
    brought.delete()


@transaction.atomic
def undo_import(*, brought: DirectoryImport, by: User) -> None:
    """Put every row back as it was and take away those that were new: all of them or none."""
    _lock(brought.county)
    last = DirectoryImport.objects.of_county(brought.county).last_saved()
    if last is None or last != brought or last.undone_at:
        raise ImportIsOver(str(brought.pk))
    brought.refresh_from_db()
    try:
        with transaction.atomic():
            for kind in ("service", "organisation"):
                _take_back(kind, [line for line in brought.before if line["of"] == kind], by)
    except ProtectedError as error:
        # The directory's own rows are named: never what hangs on them, such as a client's network.
        used = {str(getattr(each, "organisation", "")) for each in error.protected_objects}
        raise ChangedSince(sorted(used - {""})) from None
    except IntegrityError:
        raise ChangedSince([]) from None
    brought.before, brought.undone_at, brought.undone_by = [], timezone.now(), by
    brought.save()
    record(Action.DIRECTORY_IMPORT_UNDONE, by=by, target=brought)


def _lock(county: Organisation) -> None:
    """One import at a time in a county; whoever only refers to the county goes on."""
    Organisation.objects.select_for_update(no_key=True).get(pk=county.pk)


def _lock_waiting(brought: DirectoryImport) -> None:
    """Raises NoLongerWaits where somebody was faster with this file or another."""
    _lock(brought.county)
    if not DirectoryImport.objects.waiting().filter(pk=brought.pk).exists():
        raise NoLongerWaits(str(brought.pk))


def _before(changes: list[Change]) -> list[dict[str, Any]]:
    """The changed rows as they are stored, each with the version that it will have."""
    lines = []
    for kind, model in KINDS.items():
        of_kind = {c.entry.pk: c for c in changes if c.of == kind}
        for stored in model.objects.filter(pk__in=of_kind).values("pk", *fields_of(model)):
            lines.append(_line_of(of_kind[stored.pop("pk")], stored, later=1))
    return lines


def _line_of(change: Change, stored: dict[str, Any] | None, later: int = 0) -> dict[str, Any]:
    entry = change.entry
    version = entry.version + later
    return {"of": change.of, "pk": entry.pk, "version": version, "values": stored}


def _write(entries: list[Any], by: User) -> None:
    """All rows of one kind in a few statements; those that are there go over themselves."""
    model = type(entries[0]) if entries else DirectoryOrganisation
    for entry in entries:
        entry.saved_by = by
        entry.version += 1 if entry.pk else 0
    new, there = [e for e in entries if not e.pk], [e for e in entries if e.pk]
    if model is DirectoryService:
        for entry in new:
            # Its organisation may have got its key a moment ago.
            entry.organisation_id = entry.organisation.pk
    model.objects.bulk_create(new, batch_size=BATCH)
    model.objects.bulk_create(
        there,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*fields_of(model), "version", "saved_at", "saved_by"],
    )


def _take_back(kind: str, lines: list[dict[str, Any]], by: User) -> None:
    model = KINDS[kind]
    keys = [line["pk"] for line in lines]
    rows = model.objects.select_for_update(of=("self",)).in_bulk(keys)
    gone = [line["pk"] for line in lines if line["pk"] not in rows]
    changed = [r for n in lines if (r := rows.get(n["pk"])) and r.version != n["version"]]
    if gone or changed:
        raise ChangedSince([str(row) for row in changed])
    restored = []
    fields = {field.name: field for field in model._meta.fields}
    for line in lines:
        if line["values"] is None:
            continue
        row = rows[line["pk"]]
        for name, value in line["values"].items():
            setattr(row, name, fields[name].to_python(value))
        restored.append(row)
    _write(restored, by)
    new = [line["pk"] for line in lines if line["values"] is None]
    model.objects.filter(pk__in=new).delete()
