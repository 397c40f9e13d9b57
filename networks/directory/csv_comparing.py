"""What a file would change in the directory, and what of it cannot be."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _

from accounts.models import Organisation
from networks.directory.csv_columns import (
    KEPT_WHEN_EMPTY,
    NAME,
    NUMBER,
    ORGANISATION,
    SERVICE,
    Column,
    columns_of,
)
from networks.directory.csv_reading import Fault, ReadRow, read_file
from networks.models import DirectoryOrganisation, DirectoryService

EMPTY: tuple[Any, ...] = (None, "", [])
Entry = DirectoryOrganisation | DirectoryService


@dataclass(frozen=True)
class Difference:
    """One value of a row that is there: its column, as it was and as it would be."""

    heading: str
    before: str
    after: str


@dataclass
class Change:
    """A row that the file tells of: `entry` has the new values, and is saved by whoever may."""

    line: int
    of: str
    entry: Entry
    # The attributes that the file changes; of a new row, all.
    attributes: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return self.entry.pk is None


@dataclass
class Comparison:
    """All that a file would do. With one fault it may do nothing."""

    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def new(self) -> list[Change]:
        return [change for change in self.changes if change.is_new]

    @property
    def changed(self) -> list[Change]:
        return [change for change in self.changes if not change.is_new]

    @property
    def print(self) -> str:
        """Differs where the file, or a row that it would change, is another than was shown."""
        told = [
            [c.line, c.of, c.entry.pk, c.entry.version, [getattr(c.entry, a) for a in c.attributes]]
            for c in self.changes
        ]
        text = json.dumps([told, self.unchanged, len(self.faults)], cls=DjangoJSONEncoder)
        return hashlib.sha256(text.encode()).hexdigest()


def compare(text: str, county: Organisation, *, locked: bool = False) -> Comparison:
    """Hold a file against the county's directory; `locked` keeps the rows as they are found."""
    columns = columns_of(county)
    read = read_file(text, columns)
    comparing = _Comparing(county, columns, locked=locked)
    for row in read.rows:
        comparing.take(row)
    comparing.check_names()
    found = comparing.found
    found.faults = sorted([*read.faults, *found.faults], key=lambda fault: fault.line)
    return found


class _Comparing:
    """One run through the rows; what is there is read in two queries."""

    def __init__(self, county: Organisation, columns: list[Column], *, locked: bool) -> None:
        self.county, self.columns, self.found = county, columns, Comparison()
        self.headings = {(c.of, c.attribute): c.heading for c in columns}
        organisations = DirectoryOrganisation.objects.of_county(county).order_by("pk")
        services = DirectoryService.objects.of_county(county).order_by("pk")
        if locked:
            # Keys stay: a record that names a row is saved meanwhile.
            organisations = organisations.select_for_update(of=("self",), no_key=True)
            services = services.select_for_update(of=("self",), no_key=True)
        self.organisations: dict[int, DirectoryOrganisation] = {o.pk: o for o in organisations}
        self.services: dict[int, DirectoryService] = {s.pk: s for s in services}
        self.by_name = {o.name_fi.lower(): o for o in self.organisations.values()}
        self.service_by_name = {
            (s.organisation_id, s.name_fi.lower()): s for s in self.services.values()
        }
        # The first row that told of an organisation, by its name or number.
        self.told: dict[Any, tuple[ReadRow, DirectoryOrganisation]] = {}
        self.lines: dict[Any, int] = {}

    def take(self, row: ReadRow) -> None:
        """Say what the row would change, or what is wrong with it."""
        organisation = self._organisation(row)
        if organisation is None or not row.has_service:
            return
        service = self._service(row, organisation)
        if service is not None:
            self._judge(row.line, SERVICE, service, row.service)

    def _fault(self, line: int, heading: str, words: str) -> None:
        self.found.faults.append(Fault(line, heading, words))

    def _organisation(self, row: ReadRow) -> DirectoryOrganisation | None:
        told, number = row.organisation, row.organisation.get(NUMBER)
        name = told[NAME].lower()
        known = self.organisations.get(number) if number else self.by_name.get(name)
        if number and known is None:
            words = _("No organisation of your directory has this number.")
            self._fault(row.line, self.headings[ORGANISATION, NUMBER], words)
            return None
        key = known.pk if known else name
        if key in self.told:
            return self._told_again(row, *self.told[key])
        organisation = known or DirectoryOrganisation(county=self.county)
        self.told[key] = row, organisation
        self._judge(row.line, ORGANISATION, organisation, told)
        return organisation

    def _told_again(
        self, row: ReadRow, first: ReadRow, organisation: DirectoryOrganisation
    ) -> DirectoryOrganisation | None:
        """An organisation stands in the row of each of its services, the same in all.

        Cells that are left empty after the first row say nothing else.
        """
        same = {**first.organisation, NUMBER: None}, {**row.organisation, NUMBER: None}
        differing = [name for name in same[0] if same[1].get(name) not in (same[0][name], *EMPTY)]
        for name in differing:
            words = _("Line %(line)s says otherwise of the same organisation.")
            heading = self.headings[ORGANISATION, name]
            self._fault(row.line, heading, words % {"line": first.line})
        return None if differing else organisation

    def _service(self, row: ReadRow, organisation: DirectoryOrganisation) -> Any:
        number = row.service.get(NUMBER)
        name = row.service[NAME].lower()
        known = self.services.get(number) if number else None
        if not number and organisation.pk:
            known = self.service_by_name.get((organisation.pk, name))
        if number and (known is None or known.organisation_id != organisation.pk):
            words = _("No service of this organisation has this number.")
            self._fault(row.line, self.headings[SERVICE, NUMBER], words)
            return None
        key = ("service", known.pk) if known else (id(organisation), name)
        if key in self.lines:
            words = _("Line %(line)s tells of the same service.") % {"line": self.lines[key]}
            self._fault(row.line, self.headings[SERVICE, NAME], words)
            return None
        self.lines[key] = row.line
        return known or DirectoryService(organisation=organisation)

    def _judge(self, line: int, of: str, entry: Entry, told: dict[str, Any]) -> None:
        """Put what was told into the entry, and note what that changes."""
        change = Change(line, of, entry)
        for column in self.columns:
            name = column.attribute
            if column.of != of or name == NUMBER or name not in told:
                continue
            value = told[name]
            if value in (None, "") and name in KEPT_WHEN_EMPTY:
                continue
            if change.is_new or value != getattr(entry, name):
                before = "" if change.is_new else column.cell_of(entry)
                setattr(entry, name, value)
                change.attributes.append(name)
                difference = Difference(column.heading, before, column.cell_of(entry))
                change.differences += [] if change.is_new else [difference]
        if not change.attributes:
            self.found.unchanged += 1
            return
        faults = list(_faults_of(of, entry))
        for name, words in faults:
            self._fault(line, self.headings[of, name], words)
        if not faults:
            self.found.changes.append(change)

    def check_names(self) -> None:
        """No two organisations, and no two services of one, would have the same name.

        Nor may a row take a name that another gives up in the same file: the database looks
        at each row as it is written, whatever comes after it.
        """
        names = {o.name_fi.lower(): o for o in self.organisations.values()}
        services = {(s.organisation_id, s.name_fi.lower()): s for s in self.services.values()}
        for change in self.found.changes:
            entry: Any = change.entry
            name = entry.name_fi.lower()
            same: Any
            before: Any
            if change.of == ORGANISATION:
                same, before = names.setdefault(name, entry), self.by_name.get(name, entry)
            else:
                key = entry.organisation_id or id(entry), name
                same = services.setdefault(key, entry)
                before = self.service_by_name.get(key, entry)
            if same is not entry:
                words = _("Another row of the directory has this name. Write one that differs.")
                self._fault(change.line, self.headings[change.of, NAME], words)
            elif before is not entry:
                words = _(
                    "Another row has this name until this file is saved. Rename that row first, "
                    "in a file of its own."
                )
                self._fault(change.line, self.headings[change.of, NAME], words)


def _faults_of(of: str, entry: Any) -> Iterator[tuple[str, str]]:
    """What does not fit together in a row of the directory: attribute and words."""
    if entry.valid_until and entry.valid_until < entry.valid_from:
        yield "valid_until", _("The last day is before the first one. Check them.")
    if of == ORGANISATION:
        if not entry.kind:
            yield "kind", _("Choose what it is.")
        elif entry.authority and entry.kind != DirectoryOrganisation.Kind.PUBLIC:
            yield "authority", _("Only a public service is an authority. Check what it is.")
        return
    if not entry.access:
        yield "access", _("Choose how one gets it.")
    if entry.queue and not entry.queue_told_on:
        yield "queue_told_on", _("Write when it was told: a queue changes.")
    if entry.queue_told_on and not entry.queue:
        yield "queue", _("Write what was told of the queue, or remove the day.")


def fields_of(model: type[models.Model]) -> list[str]:
    """What an import writes, of all rows alike; the rest is the row's own."""
    own = {"id", "county", "organisation", "version", "saved_at", "saved_by"}
    return [f.name for f in model._meta.fields if f.name not in own]
