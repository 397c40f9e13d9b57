"""A form that is sent after the session has ended is kept sealed for its writer.

Each form carries its writer's id, signed. When a POST meets a page that wants a
sign-in, the middleware seals what was typed under a random key, stores it, and sends
the browser to sign in; the key travels in the `next` address. After the sign-in the
same user, and nobody else, gets it back with one button that sends it on. Rows that
nobody fetched are removed after a day.
"""

import base64
import datetime as dt
import json
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import models
from django.http import QueryDict
from django.utils import timezone

from records.form_tokens import CSRF, KEPT_TEXT, SAVES_DRAFT, WRITTEN_BY
from records.models import HeldText

SALT = "accounts.written_by"
KEPT_FOR = dt.timedelta(days=1)
SIGNED_FOR = dt.timedelta(days=2)
# The hidden field that names the files which did not come along: only text is kept.
LOST_FILES = "lost_files"
NOT_WRITTEN = {LOST_FILES, KEPT_TEXT}
NONCE = b"\0" * 12  # each key seals one text only
# Tokens that are made anew, and secrets, which are no text that anybody would miss.
NOT_KEPT = {
    CSRF,
    WRITTEN_BY,
    "password",
    "oldpassword",
    "password1",
    "password2",
    "code",
}


@dataclass(frozen=True)
class Kept:
    """What was typed, and the page it was sent to."""

    path: str
    fields: list[tuple[str, str]]

    @property
    def saves_draft(self) -> bool:
        return (SAVES_DRAFT, "1") in self.fields

    @property
    def words(self) -> list[str]:
        """What a person wrote: the values that are more than a choice or a number."""
        return [value for name, value in self.fields if is_written(name, value)]


def fields_of(posted: QueryDict) -> list[tuple[str, str]]:
    """What a form holds, without secrets and what is made anew with each page."""
    return [(n, v) for n, values in posted.lists() if n not in NOT_KEPT for v in values]


def is_written(name: str, value: str) -> bool:
    """Whether a person wrote it: more than a choice or a number, and nothing of a program's."""
    return name not in NOT_WRITTEN and len(value.split()) > 1 and not _is_data(value)


def _is_data(value: str) -> bool:
    """Whether the page carries it for itself, as the prints of what its editor saw."""
    if not value.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(value)
    except (ValueError, RecursionError):
        return False
    return True


def sign_writer(user: models.Model) -> str:
    """The value of the hidden field `written_by`."""
    return signing.dumps(user.pk, salt=SALT)


def signed_writer(token: str) -> int | None:
    """The user who was shown the form, or None where the token is missing or forged."""
    try:
        return int(signing.loads(token, salt=SALT, max_age=SIGNED_FOR))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def keep(*, path: str, posted: QueryDict, lost_files: Sequence[str] = ()) -> str | None:
    """Seal and store the form; return the address part that opens it, or None.

    Only a form with a valid `written_by` is kept, so that strangers cannot fill the
    database.
    """
    writer_id = signed_writer(posted.get(WRITTEN_BY, ""))
    if writer_id is None or not is_active(writer_id):
        return None
    fields = fields_of(posted) + [(LOST_FILES, name) for name in lost_files]
    key = secrets.token_bytes(32)
    held_id = uuid.uuid4()
    text = json.dumps({"path": path, "fields": fields}).encode()
    sealed = AESGCM(key).encrypt(NONCE, text, held_id.bytes)
    HeldText.objects.create(id=held_id, writer_id=writer_id, sealed=sealed)
    return f"{held_id}.{base64.urlsafe_b64encode(key).decode().rstrip('=')}"


def open_held(token: str, *, by: models.Model) -> Kept | None:
    """Give back what was typed, to its writer only; None for everyone else."""
    held_id, _dot, encoded = token.partition(".")
    try:
        held = HeldText.objects.get(pk=uuid.UUID(held_id), writer_id=by.pk)
        key = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
        text = AESGCM(key).decrypt(NONCE, bytes(held.sealed), held.id.bytes)
    except (HeldText.DoesNotExist, InvalidTag, ValueError):
        return None
    content = json.loads(text)
    return Kept(path=content["path"], fields=[(n, v) for n, v in content["fields"]])


def forget(token: str, *, by: models.Model) -> None:
    try:
        HeldText.objects.filter(pk=uuid.UUID(token.partition(".")[0]), writer_id=by.pk).delete()
    except ValueError:
        return


def remove_old() -> None:
    """Remove what nobody fetched."""
    HeldText.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()


def is_active(user_id: int) -> bool:
    """Whether somebody may still sign in."""
    return get_user_model().objects.filter(pk=user_id, is_active=True).exists()
