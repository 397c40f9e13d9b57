"""What all documents for the national archive have in common.

Documents follow the headings of THL's definitions (Sosmeta). Their labels are Finnish,
whoever runs the export; what people wrote stays in the language that they wrote it in.
"""

import datetime as dt
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.template.defaultfilters import date
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import Case
from cases.register import identity_code
from records.imprint import Person

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


def label_of(record: models.Model, name: str) -> str:
    try:
        field: Any = record._meta.get_field(name)
    except FieldDoesNotExist:
        return _("A fact")
    return str(capfirst(field.verbose_name))


def in_words(record: models.Model, name: str) -> str:
    """The value of a field; what is empty or “no” says nothing."""
    value: Any = getattr(record, name)
    if not value:
        return ""
    if isinstance(value, bool):
        return _("Yes")
    if isinstance(value, dt.date):
        return str(date(value))
    if isinstance(value, models.Model):
        return str(getattr(value, "name_fi", value))
    shown = getattr(record, f"get_{name}_display", None)
    return str(shown()) if shown else str(value)


def told(record: models.Model, name: str) -> str:
    """A field with its label, or nothing where it is empty."""
    return line(label_of(record, name), in_words(record, name))


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


def client_part(case: Case) -> Document:
    """The client (Asiakas); without an identity code the case's number stands for one."""
    code = identity_code_part(case.client.identity_code)
    return without_empty(
        {
            "sukunimi": case.client.last_name,
            "etunimet": case.client.first_names,
            "henkilotunnus": code,
            "tilapainen_yksilointitunnus": {} if code else {"value": case.number},
        }
    )


def identified_client_part(case: Case) -> Document:
    """The client of a document that takes nothing but an identity code."""
    if not case.client.identity_code:
        raise CannotBeExported("the client’s identity code is missing")
    return client_part(case)


def writer(user: Person | None) -> Document:
    """The professional who wrote the document (Laatija); both names are demanded."""
    if user is None or not (user.last_name and user.first_name):
        raise CannotBeExported("the writer’s name is missing")
    return without_empty(
        {"sukunimi": user.last_name, "etunimet": user.first_name, "tehtavanimike": user.title}
    )


def not_known(reason: str) -> str:
    """Why a fact is missing, in words."""
    return _("Not known, because: %(reason)s") % {"reason": reason}
