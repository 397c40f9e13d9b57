"""Saving the texts of a draft so that somebody else's words are never gone for good."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import target_label
from cases.models import CaseRecord, WrittenText
from records.refused import Refused
from records.versions import VersionedModel

KEPT_AFTER_FINAL = dt.timedelta(days=30)


class WrittenMeanwhile(Refused):
    """Somebody wrote in the place after the page with its former texts was opened."""

    words = _(
        "Somebody wrote in the same place meanwhile, so nothing was put back. What stands "
        "there now is shown below. Compare once more."
    )


class NoSuchPlace(Refused):
    """The part of the draft to which a replaced text belonged has been removed."""

    words = _("The place of this text has been removed from the draft. Copy the text instead.")


def save_texts_over(
    record: VersionedModel,
    seen: int,
    *,
    fields: list[str],
    document: CaseRecord,
    by: User,
    keep_own: bool = False,
) -> None:
    """`record.save_over`, which keeps the words of others that it replaces."""
    former = texts_of(type(record), [record.pk], fields).get(record.pk, {})
    record.save_over(seen, fields=fields)
    note_written({record: former}, document=document, by=by, keep_own=keep_own)


def texts_of(
    model: type[models.Model], keys: Iterable[int], fields: Iterable[str]
) -> dict[int, dict[str, str]]:
    """What is stored in those of `fields` that a person writes, by the key of the record."""
    names = [name for name in fields if _is_text(model._meta.get_field(name))]
    rows = model._default_manager.filter(pk__in=keys).values("pk", *names) if names else []
    return {row.pop("pk"): row for row in rows}


def note_written(
    former: Mapping[Any, Mapping[str, str]],
    *,
    document: CaseRecord,
    by: User,
    keep_own: bool = False,
) -> None:
    """Note which texts are others now, and keep what stood there.

    `former` has of each record the texts as they were stored. The words of `by` are kept with
    `keep_own` only. The caller holds the case's lock.
    """
    changed = [
        (target_label(part), name, text)
        for part, texts in former.items()
        for name, text in texts.items()
        if _same_ends(text) != _same_ends(str(getattr(part, name)))
    ]
    if not changed:
        return
    parts = {label for label, _name, _text in changed}
    there = WrittenText.objects.of_document(document).filter(part__in=parts)
    last = {(each.part, each.field): each for each in there.newest_of_places()}
    WrittenText.objects.bulk_create(
        _writing(label, name, text, last.get((label, name)), document, by, keep_own=keep_own)
        for label, name, text in changed
    )


def end_written_texts(document: CaseRecord) -> None:
    """The document is final: what was replaced on the way is kept for a while longer."""
    texts = WrittenText.objects.of_document(document).filter(ends_on=None)
    texts.update(ends_on=timezone.localdate() + KEPT_AFTER_FINAL)


def remove_ended_texts(today: dt.date) -> None:
    WrittenText.objects.over_by(today).delete()


def place_of(text: WrittenText, parts: Iterable[models.Model], *, shown: str) -> models.Model:
    """The record in which a replaced text stood, if it still has what the page showed.

    Raises NoSuchPlace where it is gone, and WrittenMeanwhile.
    """
    found = next((part for part in parts if target_label(part) == text.part), None)
    if found is None:
        raise NoSuchPlace(str(text))
    if print_of_place(str(getattr(found, text.field))) != shown:
        raise WrittenMeanwhile(str(text))
    return found


def print_of_place(text: str) -> str:
    """What a page carries of a text that it shows, to tell whether it is another since."""
    return hashlib.sha256(_same_ends(text).encode(errors="replace")).hexdigest()[:20]


def _writing(
    label: str,
    name: str,
    text: str,
    last: WrittenText | None,
    document: CaseRecord,
    by: User,
    *,
    keep_own: bool,
) -> WrittenText:
    is_own = last is not None and last.written_by_id == by.pk
    return WrittenText(
        case_id=document.case_id,
        document=target_label(document),
        part=label,
        field=name,
        former="" if is_own and not keep_own else text,
        former_by_id=last.written_by_id if last else None,
        former_at=last.written_at if last else None,
        written_by=by,
    )


def _same_ends(text: str) -> str:
    """Browsers end lines in another way than we do; that is no other text."""
    return text.replace("\r\n", "\n").strip()


def _is_text(field: object) -> bool:
    if not isinstance(field, models.TextField | models.CharField):
        return False
    return not field.choices
