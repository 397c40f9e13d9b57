"""What is different between two versions of an assessment, in words."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assessments.models import Assessment, AssessmentParticipant, LifeAreaEntry
from assessments.quotes import quotes_of

# Of a participant, what a row is known by; the rest is told of it.
WHO = ("member", "authority", "who")


@dataclass(frozen=True)
class Change:
    """One place with what stood there before, and what stands there after; empty for nothing."""

    place: str
    before: str
    after: str


def changes_between(before: Assessment, after: Assessment) -> list[Change]:
    """In the order of the document; call it in the reader's language."""
    return [
        *_of_fields(before, after, Assessment.FIELDS),
        *_of_participants(list(before.participants.all()), list(after.participants.all())),
        *_of_areas(before, after),
    ]


def in_force_on(day: dt.date, finals: Sequence[Assessment]) -> Assessment | None:
    """Of the final ones of a case the version that was in force on a day.

    The newest that was final by then, as `newest_of` has it today: what replaces another is newer.
    """
    begun = [each for each in finals if each.finalised_on and each.finalised_on <= day]
    return max(begun, key=lambda each: each.pk, default=None)


def _of_areas(before: Assessment, after: Assessment) -> Iterator[Change]:
    former = {entry.area: entry for entry in before.areas.prefetch_related("words")}
    for entry in after.areas.prefetch_related("words"):
        old = former.get(entry.area)
        if old is None:
            continue
        said = _quotes(old), _quotes(entry)
        if said[0] != said[1]:
            own_words = _("In the client’s own words")
            yield Change(f"{entry}: {own_words}", *said)
        yield from _of_fields(old, entry, LifeAreaEntry.FIELDS, of=str(entry))


def _of_participants(
    before: Sequence[AssessmentParticipant], after: Sequence[AssessmentParticipant]
) -> Iterator[Change]:
    """A row is the same where it names the same; others came or went."""
    left = list(before)
    names = [name for name in AssessmentParticipant.FIELDS if name not in WHO]
    for row in after:
        old = next((each for each in left if _who(each) == _who(row)), None)
        if old is None:
            yield Change(_("Who was asked"), "", _told(row))
            continue
        left.remove(old)
        yield from _of_fields(old, row, names, of=str(row))
    for old in left:
        yield Change(_("Who was asked"), _told(old), "")


def _of_fields(
    before: models.Model, after: models.Model, names: Sequence[str], *, of: str = ""
) -> Iterator[Change]:
    for name in names:
        if getattr(before, name) != getattr(after, name):
            label = _label(type(after), name)
            place = f"{of}: {label}" if of else label
            yield Change(place, _words(before, name), _words(after, name))


def _quotes(entry: LifeAreaEntry) -> str:
    return "\n".join(
        f"”{quote.text}” ({date_format(quote.on)})" if quote.on else f"”{quote.text}”"
        for quote in quotes_of(entry)
    )


def _who(row: AssessmentParticipant) -> tuple[Any, ...]:
    return (row.member_id, row.authority, row.who)


def _told(row: AssessmentParticipant) -> str:
    return "\n".join(
        part for part in (str(row), str(row.get_part_display()), row.contribution) if part
    )


def _words(record: models.Model, name: str) -> str:
    """A value as a reader of the document sees it."""
    value = getattr(record, name)
    if value in (None, ""):
        return ""
    if isinstance(value, dt.date):
        return date_format(value)
    field: Any = record._meta.get_field(name)
    return str(getattr(record, f"get_{name}_display")() if field.choices else value)


def _label(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(capfirst(field.verbose_name))
