"""The store of attached files: sealed, outside the web root, under names nobody can guess.

Each file is one AES-256-GCM seal under the installation's key, bound to its own random
name, so that files which were swapped on the disk do not open. A file is written before
the row that names it is committed: a transaction that fails leaves a file without a row,
which the sweep takes away; a row never waits for its file.
"""

import base64
import binascii
import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

NAME = re.compile(r"[0-9a-f]{64}")
NONCE = 12
# Longer than any request lives: what is younger may belong to a transaction under way.
UNCLAIMED_AFTER = 60 * 60


class FileGone(Exception):
    """There is a row, but its file is missing or is not what was stored."""


def keep(content: bytes) -> str:
    """Seal `content`, write it down for good, and return the name it lies under."""
    name = secrets.token_hex(32)
    nonce = secrets.token_bytes(NONCE)
    sealed = AESGCM(_keys()[0]).encrypt(nonce, content, name.encode())
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(nonce + sealed)
        file.flush()
        os.fsync(file.fileno())
    return name


def fetch(name: str) -> bytes:
    """Open what lies under `name`. Raises FileGone."""
    try:
        sealed = _path(name).read_bytes()
    except OSError as error:
        raise FileGone(name) from error
    for key in _keys():
        try:
            return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], name.encode())
        except (InvalidTag, ValueError):
            continue
    raise FileGone(name)


def digest(content: bytes) -> str:
    """What shows later that the content is what came."""
    return hashlib.sha256(content).hexdigest()


def forget(name: str) -> None:
    """Remove a file; it is no fault if it is gone already."""
    _path(name).unlink(missing_ok=True)


def exists(name: str) -> bool:
    """Whether something lies under `name`."""
    return _path(name).is_file()


def unclaimed(now: float | None = None) -> Iterator[str]:
    """The names of files that are old enough to have a row."""
    before = (time.time() if now is None else now) - UNCLAIMED_AFTER
    for path in _folder().glob("??/*"):
        try:
            if NAME.fullmatch(path.name) and path.stat().st_mtime < before:
                yield path.name
        except FileNotFoundError:
            continue


def _path(name: str) -> Path:
    if not NAME.fullmatch(name):
        raise FileGone(name)
    return _folder() / name[:2] / name


def _folder() -> Path:
    if not settings.ATTACHMENTS_FOLDER:
        raise ImproperlyConfigured("ATTACHMENTS_FOLDER must be set in the environment.")
    return Path(settings.ATTACHMENTS_FOLDER)


def _keys() -> list[bytes]:
    """The key that seals, and former ones that still open; 32 bytes each, in base64."""
    try:
        keys = [base64.b64decode(key, validate=True) for key in settings.ATTACHMENTS_KEYS]
    except binascii.Error:
        keys = []
    if not keys or any(len(key) != 32 for key in keys):
        raise ImproperlyConfigured("ATTACHMENTS_KEYS must hold 32 bytes in base64.")
    return keys
