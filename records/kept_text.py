"""What is being typed is kept on the server until the form itself was saved.

A page with a form for more than a few words sends what is typed as it stands, on leaving a
field and after a rest (`static/js/kept-text.js`). It is kept under the open page's own id,
sealed with the server's key for its writer, and opened for nobody else. The form offers it when
it is opened again; saving the form ends it. What nobody goes on with is removed after thirty
days, and not before a week after a notice of it (`accounts.kept_text_ends`).
"""

import datetime as dt
import json
import secrets
import uuid
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from records.models import KeptText

KEPT_FOR = dt.timedelta(days=30)
TOLD_BEFORE = dt.timedelta(days=7)
# So long a save may be late that was sent before the form was.
LATE_FOR = dt.timedelta(days=1)
NONCE_BYTES = 12


class Outcome(StrEnum):
    """What became of a save."""

    KEPT = "kept"
    OVER = "over"  # the form itself has been saved
    TAKEN = "taken"  # the id is another page's: the page takes a new one


@dataclass(frozen=True)
class Typed:
    """A form as it stands on an open page, and how to speak of it."""

    form: str
    page: str = ""
    title: str = ""
    # What is sent: name and value.
    fields: list[list[str]] = field(default_factory=list)
    # What its writer has written or chosen, as the page called it: label and words.
    shown: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Kept:
    """Typed text, and when it was kept."""

    pk: uuid.UUID
    at: dt.datetime
    typed: Typed

    @property
    def ends_at(self) -> dt.datetime:
        return self.at + KEPT_FOR

    @property
    def answers(self) -> list[dict[str, str]]:
        """The labels and words, as `components/answers.html` takes them."""
        return [{"label": label, "value": words} for label, words in self.typed.shown]


@transaction.atomic
def keep(
    typed: Typed,
    *,
    writer_id: int,
    page: uuid.UUID,
    number: int,
    instead_of: uuid.UUID | None = None,
) -> Outcome:
    """Keep what stands on the page; what it was continued from goes then."""
    sealed, form, now = _sealed(typed, writer_id, page), _name(typed.form), timezone.now()
    row, is_new = KeptText.objects.select_for_update().get_or_create(
        pk=page,
        defaults={
            "writer_id": writer_id,
            "form": form,
            "number": number,
            "sealed": sealed,
            "at": now,
        },
    )
    if row.writer_id != writer_id or row.form != form:
        return Outcome.TAKEN
    if row.is_over:
        return Outcome.OVER
    if not is_new and row.number < number:
        row.number, row.sealed, row.at, row.told_at = number, sealed, now, None
        row.save()
    if instead_of and instead_of != page:
        KeptText.objects.filter(pk=instead_of, writer_id=writer_id, form=form).delete()
    return Outcome.KEPT


def end(page: uuid.UUID, form: str, *, by: models.Model) -> None:
    """The form was saved: its text is kept no longer, and late saves bring nothing back."""
    now = timezone.now()
    mine = KeptText.objects.filter(pk=page, writer_id=by.pk)
    if not mine.update(sealed=b"", at=now):
        over = KeptText(pk=page, writer_id=by.pk, form=_name(form), number=0, sealed=b"", at=now)
        KeptText.objects.bulk_create([over], ignore_conflicts=True)


def kept_by(user: models.Model, *, form: str | None = None) -> list[Kept]:
    """What somebody's own open pages have kept, newest first; of one form where it is named."""
    rows = _of(user).order_by("-at")
    return _opened_of(rows if form is None else rows.filter(form=_name(form)))


def find(page: uuid.UUID, *, by: models.Model) -> Kept | None:
    """One of somebody's own; None where there is none, or it is somebody else's."""
    return next(iter(_opened_of(_of(by).filter(pk=page))), None)


def discard(page: uuid.UUID, *, by: models.Model) -> None:
    KeptText.objects.filter(pk=page, writer_id=by.pk).delete()


def read_mark(value: str) -> tuple[uuid.UUID, str] | None:
    """The open page and its form, as the hidden field `kept_text` names them."""
    page, _space, form = value.partition(" ")
    try:
        return uuid.UUID(page), form
    except ValueError:
        return None


def _name(form: str) -> str:
    """The form's address as far as a row has room for it."""
    return form[: KeptText._meta.get_field("form").max_length or 0]


def _of(user: models.Model) -> models.QuerySet[KeptText]:
    return KeptText.objects.filter(writer_id=user.pk).exclude(sealed=b"")


def _opened_of(rows: models.QuerySet[KeptText]) -> list[Kept]:
    """Those that a key of the server's opens."""
    opened = [(row, _opened(row)) for row in rows]
    return [Kept(pk=row.pk, at=row.at, typed=typed) for row, typed in opened if typed is not None]


def _sealed(typed: Typed, writer_id: int, page: uuid.UUID) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    text = json.dumps(asdict(typed)).encode()
    return nonce + _key(settings.SECRET_KEY).encrypt(nonce, text, _bound_to(writer_id, page))


def _opened(row: KeptText) -> Typed | None:
    """What a row holds; None where no key of the server's opens it."""
    sealed = bytes(row.sealed)
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        try:
            text = _key(secret).decrypt(
                sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound_to(row.writer_id, row.pk)
            )
        except InvalidTag:
            continue
        content: dict[str, Any] = json.loads(text)
        return Typed(**content)
    return None


def _bound_to(writer_id: int, page: uuid.UUID) -> bytes:
    """A row that is given another writer or another id does not open."""
    return f"{writer_id}:{page}".encode()


def _key(secret: str) -> AESGCM:
    made = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"records.kept_text")
    return AESGCM(made.derive(secret.encode()))
