"""Making two records of one person one, and two again."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.facts import derive_dues
from cases.models import Case, Client, ClientMerge
from cases.register import identity_code
from cases.register.merged_fields import MOVED, TAKEN
from records.refused import Refused
from timing import moves


class CannotMerge(Refused):
    """The records stay two; each reason is a subclass."""


class SameRecord(CannotMerge):
    """Both keys are of the same record."""

    words = _("This is one and the same record. Choose two records.")


class MergedAlready(CannotMerge):
    """One of them has given way to another record, which may be merged instead."""

    words = _(
        "One of the records has been merged already. Search again to see the record "
        "that stands now."
    )


class BothOpen(CannotMerge):
    """A client has at most one open case."""

    words = _(
        "Both records have an open case. Ask the personal workers to agree which case "
        "goes on and to close the other one. Then merge the records."
    )


class CodesDiffer(CannotMerge):
    """Nobody has checked which of two identity codes is right."""

    words = _("The records have different identity codes. Look again which one is right.")


class CannotSeparate(Refused):
    """The merge was undone already, or the kept record was itself merged since."""

    words = _(
        "The records could not be separated: they have been separated already, or "
        "the record that stayed was itself merged. Undo the newest merge first."
    )


def codes_differ(one: Client, other: Client) -> bool:
    """Whether both have an identity code, and the codes are not the same."""
    codes = (one.identity_code, other.identity_code)
    return all(codes) and not identity_code.same(*codes)


@transaction.atomic
def merge_clients(
    *, kept: Client, merged: Client, reason: str, by: User, codes_checked: bool = False
) -> ClientMerge:
    """Put `kept` in the place of `merged`: its cases and contact details move, it stays as it is.

    `kept` takes what it lacks. With two different identity codes somebody must have
    checked that the kept one is right (`codes_checked`). Raises CannotMerge; nothing has
    then been written. Of two who merge at once the second meets it.
    """
    assert kept.county_id == merged.county_id  # counties share nothing
    kept, merged = _lock(kept.pk, merged.pk)
    if kept.pk == merged.pk:
        raise SameRecord
    if kept.merged_into_id or merged.merged_into_id:
        raise MergedAlready
    if Case.objects.open().filter(client__in=[kept, merged]).count() > 1:
        raise BothOpen
    if codes_differ(kept, merged) and not codes_checked:
        raise CodesDiffer
    merge = ClientMerge.objects.create(
        kept=kept,
        merged=merged,
        reason=reason,
        merged_by=by,
        **{noted: _move(merged, rows, to=kept) for rows, noted in MOVED.items()},
        taken=_take(kept, merged),
    )
    merged.merged_into = kept
    _save(merged, kept)
    _derive_dues_of(kept)
    _log(Action.CLIENTS_MERGED, merge, by)
    return merge


@transaction.atomic
def separate_clients(*, merge: ClientMerge, reason: str, by: User) -> None:
    """Undo `merge`: what moved goes back, and what was taken, unless it was rewritten since.

    An identity code goes back to whom it came from, corrected or not. Raises
    CannotSeparate.
    """
    kept, merged = _lock(merge.kept_id, merge.merged_id)
    merge = ClientMerge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at is not None or kept.merged_into_id:
        raise CannotSeparate(str(merge))
    _log(Action.CLIENTS_SEPARATED, merge, by)
    for rows, noted in MOVED.items():
        getattr(kept, rows).filter(pk__in=getattr(merge, noted)).update(client=merged)
    _give_back(kept, merged, merge.taken)
    merged.merged_into = None
    _save(kept, merged)
    merge.undone_by, merge.undone_at, merge.undone_because = by, timezone.now(), reason
    merge.save(update_fields=["undone_by", "undone_at", "undone_because"])
    _derive_dues_of(kept, merged)


def _derive_dues_of(*clients: Client) -> None:
    """A birth date that came or went decides whether a matter is a child's own (SHL 36 §)."""
    cases = Case.objects.select_for_update(of=("self",)).open().filter(client__in=clients)
    derive_dues(list(cases.order_by("pk")), moves.CLIENT)


def _lock(one: int, other: int) -> tuple[Client, Client]:
    """Lock both records and their cases, always in the same order: two acts cannot deadlock."""
    cases = Case.objects.select_for_update(of=("self",)).order_by("pk")
    list(cases.filter(client__in=[one, other]))
    locked = Client.objects.select_for_update(of=("self",)).order_by("pk")
    clients = {client.pk: client for client in locked.filter(pk__in=[one, other])}
    return clients[one], clients[other]


def _move(merged: Client, rows: str, *, to: Client) -> list[int]:
    """Hang these rows of `merged` on `to`; return their keys."""
    moved = list(getattr(merged, rows).values_list("pk", flat=True))
    getattr(merged, rows).update(client=to)
    return moved


def _take(kept: Client, merged: Client) -> list[str]:
    """Fill what `kept` lacks; return the names of what it got."""
    taken: list[str] = []
    for group in TAKEN:
        has = [any(getattr(client, name) for name in group) for client in (kept, merged)]
        if has != [False, True]:
            continue
        for name in group:
            setattr(kept, name, getattr(merged, name))
        taken += group
    if "identity_code" in taken:
        merged.identity_code = ""
    return taken


def _give_back(kept: Client, merged: Client, taken: list[str]) -> None:
    if "identity_code" in taken:
        merged.identity_code = kept.identity_code
    empty = Client()
    for name in taken:
        if getattr(kept, name) == getattr(merged, name):
            setattr(kept, name, getattr(empty, name))


def _save(giver: Client, taker: Client) -> None:
    """The giver first: two clients of a county never hold one identity code at once.

    A version that neither had shows those who are writing that something has changed.
    """
    version = max(giver.version, taker.version) + 1
    for client in (giver, taker):
        client.version = version
        client.save()


def _log(action: Action, merge: ClientMerge, by: User) -> None:
    """In every case of the person, those that moved and those that were there."""
    found = Case.objects.filter(Q(client=merge.kept_id) | Q(client=merge.merged_id))
    details = {"kept": merge.kept_id, "merged": merge.merged_id}
    for case in found.order_by("pk"):
        record(action, by=by, case=case, target=merge, details=details)
    if not found:
        record(action, by=by, target=merge, details=details)
