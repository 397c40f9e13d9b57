"""The functions that write the log, and the only ones."""

import re
from collections.abc import Iterable
from typing import Any, Protocol

from django.db import models

from audit.models import AuditEvent
from audit.vocabulary import Action

# Names begin with a capital, sentences have spaces, identity codes a hyphen or a capital.
CODE = re.compile(r"[a-z0-9_.:]{0,100}")
# What the columns hold; a longer name may keep nobody from their work, and `by_id` tells who.
LONGEST_NAME = 200


class CaseLike(Protocol):
    """What the log needs to know of a case: this app may not import `cases`."""

    pk: int
    client_id: int


class ReferralLike(Protocol):
    """What the log needs to know of a contact."""

    pk: int


def record(
    action: Action,
    *,
    by: Any,
    case: CaseLike | None = None,
    referral: ReferralLike | None = None,
    target: models.Model | None = None,
    purpose: str = "",
    details: dict[str, Any] | None = None,
    clients: Iterable[int] = (),
    referrals: Iterable[int] = (),
) -> None:
    """Remember `action` in the caller's own transaction: no log, no act and no page.

    `by` is a user, or None for the system and for people without an account. `clients` and
    `referrals` are the keys of all whom a list, a search or a comparison showed.
    `details` holds ids and codes, never names, identity codes or free text: ValueError.
    """
    if not all(_is_code(value) for value in (details or {}).values()):
        # Which value it was may not be said: it may be what must not be told.
        raise ValueError(f"{action.value}: a detail is neither id nor code")
    event = _event(action, by, case, target)
    event.referral_id = referral.pk if referral else None
    event.purpose, event.details = purpose, details or {}
    event.client_ids = sorted(set(clients)) or None
    event.referral_ids = sorted(set(referrals)) or None
    event.save(force_insert=True)


def record_each(
    action: Action, *, by: Any, targets: Iterable[tuple[CaseLike, models.Model]]
) -> None:
    """As `record`, for an act that changes a record in each of many cases: in one statement."""
    events = [_event(action, by, case, target) for case, target in targets]
    AuditEvent.objects.bulk_create(events)


def _event(
    action: Action, by: Any, case: CaseLike | None, target: models.Model | None
) -> AuditEvent:
    return AuditEvent(
        action=action.value,
        by_id=by.pk if by else None,
        by_name=by.get_full_name()[:LONGEST_NAME] if by else "",
        by_unit=by.organisation_name[:LONGEST_NAME] if by else "",
        case_id=case.pk if case else None,
        client_id=case.client_id if case else None,
        target=target_label(target),
    )


def _is_code(value: Any) -> bool:
    """A number, yes or no, a code in small letters; or a list or table of those."""
    if isinstance(value, dict):
        return _is_code([*value, *value.values()])
    if isinstance(value, list):
        return all(_is_code(each) for each in value)
    return isinstance(value, int) or bool(isinstance(value, str) and CODE.fullmatch(value))


def target_label(target: models.Model | None) -> str:
    """`plans.plan:17`: the record's model and key, which says nothing of the client."""
    return f"{target._meta.label_lower}:{target.pk}" if target is not None else ""
