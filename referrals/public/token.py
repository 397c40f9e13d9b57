"""What the public form carries instead of a session: a key, and when it was handed out."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.core import signing
from django.utils import timezone

FORM_SALT = "referrals.public.form"
RECEIPT_SALT = "referrals.public.receipt"
# A form that was left open longer is checked once more before it is sent.
GOOD_FOR = dt.timedelta(days=1)
RECEIPT_OPENS_FOR = dt.timedelta(days=30)


@dataclass(frozen=True)
class FormToken:
    """One form that was handed out."""

    key: uuid.UUID
    age: dt.timedelta

    def submission_key(self, content: object) -> uuid.UUID:
        """The same for the same answers in the same form: it is sent once, however often."""
        return uuid.uuid5(self.key, repr(content))


def new_token() -> str:
    """For a form that is shown now."""
    return signing.dumps([uuid.uuid4().hex, timezone.now().timestamp()], salt=FORM_SALT)


def read_token(text: str) -> FormToken | None:
    """The token, or None where it is missing, forged or too old."""
    try:
        key, at = signing.loads(text, salt=FORM_SALT)
        token = FormToken(uuid.UUID(key), dt.timedelta(seconds=timezone.now().timestamp() - at))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return token if token.age < GOOD_FOR else None


def receipt_address(reference: str) -> str:
    """What stands in the receipt's address: nobody can make one up from a reference."""
    return signing.TimestampSigner(salt=RECEIPT_SALT).sign(reference)


def reference_of(receipt: str) -> str | None:
    """The reference that a receipt's address names, or None."""
    try:
        return signing.TimestampSigner(salt=RECEIPT_SALT).unsign(receipt, max_age=RECEIPT_OPENS_FOR)
    except signing.BadSignature:
        return None
