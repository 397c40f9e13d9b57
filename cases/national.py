"""What all documents for the national archive have in common.

Documents follow the headings of THL's definitions (Sosmeta). Their labels are Finnish,
whoever runs the export; what people wrote stays in the language that they wrote it in.
"""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases import identity_code

Document = dict[str, Any]

IDENTITY_CODES = "urn:oid:1.2.246.21"


class CannotBeExported(Exception):
    """A heading that the document demands is missing in our record; the text names it."""


def day_of(moment: dt.datetime | None) -> dt.date:
    """The day in Finland of a moment that every final record has."""
    assert moment is not None
    return timezone.localdate(moment)


def line(label: Any, value: Any) -> str:
    """`Label: value`, or nothing where there is no value."""
    return f"{label}: {value}" if value else ""


def lines(*rows: str) -> str:
    """The rows that say something, one below the other."""
    return "\n".join(filter(None, rows))


def paragraphs(*texts: str) -> str:
    """The texts that say something, with an empty line between them."""
    return "\n\n".join(filter(None, texts))


def without_empty(document: Document) -> Document:
    """Without the headings that have nothing below them; “no” and 0 are something."""
    return {key: value for key, value in document.items() if value not in ("", None, [], {})}


def identity_code_part(stored: str) -> Document:
    """The code as the national documents carry it, or nothing."""
    if not stored:
        return {}
    return {"system": IDENTITY_CODES, "value": identity_code.in_full(stored)}


def writer(user: User | None) -> Document:
    """The professional who wrote the document (Laatija); both names are demanded."""
    if user is None or not (user.last_name and user.first_name):
        raise CannotBeExported("the writer’s name is missing")
    return without_empty(
        {"sukunimi": user.last_name, "etunimet": user.first_name, "tehtavanimike": user.title}
    )


def not_known(reason: str) -> str:
    """Why a fact is missing, in words."""
    return _("Not known, because: %(reason)s") % {"reason": reason}
