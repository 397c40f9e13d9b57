"""Acts that change what is known of the person."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.models import Case, Client, ContactDetail
from cases.models.client import ONE_CLIENT_PER_CODE
from cases.register import phone
from cases.vocabulary import ContactKind
from records.refused import Refused
from timing import moves


class IdentityCodeTaken(Refused):
    """Another client of the county has the identity code. The words say nothing of who."""

    field = "identity_code"
    words = _(
        "Another client of the county already has this identity code. Check the code. "
        "If it is right, ask the intake to look for the other record."
    )


@transaction.atomic
def edit_client(
    *,
    case: Case,
    values: dict[str, Any],
    seen: int,
    by: User,
    contacts: Sequence[ContactDetail] | None = None,
) -> None:
    """Save the details of the case's client, if nobody has saved over version `seen`.

    `contacts` (unsaved) take the place of those that the editor saw; what a non-disclosure
    order hides stays as it is. Raises StaleVersion where somebody has saved meanwhile. The
    log names the changed fields, not texts.
    """
    case = Case.objects.lock(case.pk)
    refuse_closed(case)
    client = Client.objects.get(pk=case.client_id)
    present = shown_contact_details(client)
    changed = [name for name, new in values.items() if new != getattr(client, name)]
    for name, value in values.items():
        setattr(client, name, value)
    try:
        with transaction.atomic():
            client.save_over(seen, fields=list(values))
    except IntegrityError as error:
        if ONE_CLIENT_PER_CODE in str(error):
            raise IdentityCodeTaken(client.pk) from error
        raise
    if contacts is not None and not _are_same(present, contacts):
        _replace(client, present, contacts)
        changed.append("contact_details")
    written(case, *moves.CLIENT)
    record(
        Action.CLIENT_EDITED,
        by=by,
        case=case,
        target=client,
        details={"fields": changed},
    )


def keep_guarded(client: Client, guards: Iterable[str], *, by: User, **logged_with: Any) -> None:
    """A known client's details stay, but what guards them elsewhere is never lost.

    `guards` are columns: the non-disclosure order, the secret contact details.
    """
    for name in guards:
        unguarded = Client.objects.filter(pk=client.pk, **{name: False})
        if unguarded.update(**{name: True}, version=F("version") + 1):
            details = {"fields": [name]}
            record(Action.CLIENT_EDITED, by=by, details=details, **logged_with)


def save_contact_detail(client: Client, detail: ContactDetail) -> None:
    """Write `detail` for `client`, a phone's number also in the form that is searched."""
    detail.client = client
    detail.digits = phone.comparable(detail.value) if detail.kind == ContactKind.PHONE else ""
    detail.save()


def shown_contact_details(client: Client) -> list[ContactDetail]:
    """How the client is reached, as far as it is shown to anybody."""
    details = ContactDetail.objects.filter(client=client).select_related("client")
    return [detail for detail in details if detail.is_shown]


def _are_same(present: Iterable[ContactDetail], wanted: Iterable[ContactDetail]) -> bool:
    return [each.content for each in present] == [each.content for each in wanted]


def _replace(
    client: Client, present: Sequence[ContactDetail], wanted: Sequence[ContactDetail]
) -> None:
    """Save the rows that are wanted; a row that is kept or corrected keeps its key."""
    left, new = list(present), []
    for row in wanted:
        same = next((each for each in left if each.content == row.content), None)
        if same is not None:
            left.remove(same)
        else:
            new.append(row)
    for old, row in zip(left, new, strict=False):
        row.pk = old.pk
    for old in left[len(new) :]:
        old.delete()
    for row in new:
        save_contact_detail(client, row)
