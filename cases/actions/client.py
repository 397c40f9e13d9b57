"""Changing what is known of the person."""

from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed import refuse_closed
from cases.actions.facts import touch
from cases.models import Case, Client


class IdentityCodeTaken(Exception):
    """Another client of the county got the same identity code a moment ago."""


@transaction.atomic
def update_client(*, case: Case, values: dict[str, Any], seen: int, by: User) -> None:
    """Save the details of the case's client, if nobody has saved over version `seen`.

    Raises StaleVersion where somebody has. The log names the changed fields, not texts.
    """
    case = Case.objects.lock(case.pk)
    refuse_closed(case)
    client = Client.objects.get(pk=case.client_id)
    changed = [name for name, new in values.items() if new != getattr(client, name)]
    for name, value in values.items():
        setattr(client, name, value)
    try:
        with transaction.atomic():
            client.save_over(seen, fields=list(values))
    except IntegrityError as error:
        raise IdentityCodeTaken(client.pk) from error
    touch(case)
    record(
        Action.CLIENT_UPDATED,
        by=by,
        case=case,
        target=client,
        details={"fields": changed},
    )
