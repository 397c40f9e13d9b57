"""Putting a sent contact right, and taking it back: rows beside it; what was sent stays.

Whoever reads a contact sees what holds now beside what was sent. What is made of a contact
(a client, a search for one) is made of what holds now: `as_corrected`.
"""

import copy
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from referrals.exchange.conversation import messages_of
from referrals.models import CorrectedFact, Referral, ReferralMessage
from referrals.permissions import ReferralPermission

# A release and a move have a way of their own (moving/actions/custody_reports.py): a change
# that the county confirms. What it is about is told anew, as more information.
ORDER = "protected_address"
OF_PERSON = (
    "last_name",
    "first_names",
    "identity_code",
    "birth_date",
    "home_municipality",
    ORDER,
    "phone",
    "message_may_be_left",
    "service_language",
    "needs_interpreter",
)
OF_CUSTODY = ("custody_kind", "facility", "custody_started_on")
TO_REACH = ("how_to_reach", "contact_phone", "contact_times")
OF_CONSENT = ("consent_on", "consent_received_by")
# Of a person with a non-disclosure order neither is shown (661/2009).
HIDDEN = ("home_municipality", "how_to_reach")


@dataclass(frozen=True)
class Changed:
    """One fact, as it was sent or said before, and as it is now."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Corrections:
    """All that was put right in one contact, oldest first, and whether it was taken back."""

    rows: list[tuple[ReferralMessage, list[Changed]]] = field(default_factory=list)
    withdrawal: ReferralMessage | None = None


def corrigible(referral: Referral) -> tuple[str, ...]:
    """Which facts its sender may put right."""
    by_client_or_law = referral.is_notification or not referral.consent_manner
    return (*OF_PERSON, *OF_CUSTODY, *TO_REACH, *(() if by_client_or_law else OF_CONSENT))


def as_corrected(referral: Referral) -> Referral:
    """A copy with what holds now; it is never saved."""
    now = copy.copy(referral)
    now._state = copy.copy(referral._state)
    now._state.fields_cache = dict(referral._state.fields_cache)
    for fact in _facts_of(referral):
        column = _column(fact.name)
        if column.is_relation:
            setattr(now, column.attname, int(fact.after) if fact.after else None)
        else:
            setattr(now, column.attname, read(column, fact.after))
    return now


def is_protected(referral: Referral) -> bool:
    """Whether there is a non-disclosure order by what was told last."""
    told = [fact.after for fact in _facts_of(referral) if fact.name == ORDER]
    return bool(told[-1]) if told else referral.protected_address


def put_right_among(keys: Collection[int], names: Collection[str]) -> list[tuple[int, str, Any]]:
    """The contact's key, the name and the value of each such fact, the last one last."""
    facts = CorrectedFact.objects.filter(name__in=names, message__referral__in=keys)
    rows = facts.order_by("message_id").values_list("message__referral", "name", "after")
    return [(pk, name, read(_column(name), after)) for pk, name, after in rows]


def corrections_of(referral: Referral) -> Corrections:
    """For a reader of the contact; for whoever only follows it, nothing."""
    if ReferralPermission.READ not in referral.rights:
        return Corrections()
    messages = messages_of(referral)
    rows = [each for each in messages if each.kind == ReferralMessage.Kind.CORRECTION]
    withdrawn = [each for each in messages if each.kind == ReferralMessage.Kind.WITHDRAWAL]
    hidden = HIDDEN if rows and is_protected(referral) else ()
    named = _named([fact for fact in _facts_of(referral) if fact.name not in hidden])
    return Corrections(
        rows=[(row, [_in_words(fact, hidden, named) for fact in row.facts.all()]) for row in rows],
        withdrawal=withdrawn[0] if withdrawn else None,
    )


def differences(referral: Referral, values: Mapping[str, Any]) -> list[CorrectedFact]:
    """What `values` would put right in a contact, as unsaved rows."""
    now = as_corrected(referral)
    found = []
    for name in corrigible(referral):
        column = _column(name)
        before, after = written(getattr(now, column.attname)), written(values.get(name))
        if before != after:
            found.append(CorrectedFact(name=name, before=before, after=after))
    return found


def written(value: Any) -> str:
    """A value of a column as text: yes is 1, and no is nothing."""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, bool):
        return "1" if value else ""
    return "" if value is None else str(value)


def read(column: Any, text: str) -> Any:
    """The value of a column that was written as `text`."""
    if isinstance(column, models.BooleanField):
        return bool(text)
    if isinstance(column, models.DateField):
        return column.to_python(text) if text else None
    return text


def _facts_of(referral: Referral) -> list[CorrectedFact]:
    return [fact for message in messages_of(referral) for fact in message.facts.all()]


def _named(facts: Iterable[CorrectedFact]) -> dict[tuple[str, str], str]:
    """What the facts that are keys stand for, by one question for each such column."""
    keys: dict[str, set[str]] = {}
    for fact in facts:
        if _column(fact.name).is_relation:
            keys.setdefault(fact.name, set()).update(filter(None, (fact.before, fact.after)))
    return {
        (name, str(pk)): str(row)
        for name, found in keys.items()
        for pk, row in _column(name).related_model.objects.in_bulk(found).items()
    }


def _in_words(
    fact: CorrectedFact, hidden: tuple[str, ...], named: Mapping[tuple[str, str], str]
) -> Changed:
    column = _column(fact.name)
    label = str(column.verbose_name)
    label = label[:1].upper() + label[1:]
    if fact.name in hidden:
        shown = _("not shown because of the non-disclosure order")
        return Changed(label, shown, shown)
    if column.is_relation:
        before, after = (named.get((fact.name, key), "") for key in (fact.before, fact.after))
        return Changed(label, before, after)
    return Changed(label, _value(column, fact.before), _value(column, fact.after))


def _value(column: Any, text: str) -> str:
    if isinstance(column, models.BooleanField):
        return _("Yes") if text else _("No")
    if not text:
        return ""
    if isinstance(column, models.DateField):
        return date_format(column.to_python(text))
    if column.choices:
        return str(dict(column.flatchoices).get(text, text))
    return text


def _column(name: str) -> Any:
    return Referral._meta.get_field(name)
