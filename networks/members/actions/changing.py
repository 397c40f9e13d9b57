"""Adding, changing and ending members of a network."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.models import Case
from networks.directory.offered_names import organisation_called
from networks.models import Closeness, FormerWish, NetworkMember
from records.refused import Refused
from timing import moves

SUCCESSION = ["successor", "nobody_needed", "nobody_because", "saved_by", "saved_at"]
LEAVING = ["ended_on", "end_reason", "departure", "own_end", "own_end_reason", *SUCCESSION]


class MemberEnded(Refused):
    """The member has left the network; what was recorded of them stays as it is."""

    words = _(
        "The member has already left the network, so nothing was changed. "
        "Add them anew if they have come back."
    )


class NotLeaving(Refused):
    """Nobody has told that the member leaves, so nobody takes their place."""

    words = _("It is not known that the member leaves. Tell it first, and who goes on with it.")


class StaysAlready(Refused):
    """No leaving is known, so there is none to take back."""

    words = _("It is not known that the member leaves, so nothing was changed.")


class NotInThisNetwork(Refused):
    """The successor is not in the same client's network, or is known to leave."""

    field = "successor"
    words = _("Whoever was chosen to go on is not in the network, or leaves it. Choose another.")


@transaction.atomic
def add_member(*, member: NetworkMember, by: User) -> None:
    """Put an unsaved `member` in its case's network."""
    case = Case.objects.lock(member.case_id)
    refuse_closed(case)
    member.organisation = organisation_called(member.organisation_name, case.county)
    member.saved_by = by
    member.save(force_insert=True)
    written(case, *moves.NETWORK)
    record(Action.NETWORK_MEMBER_ADDED, by=by, case=case, target=member)


@transaction.atomic
def edit_member(*, member: NetworkMember, seen: int, values: Mapping[str, Any], by: User) -> None:
    """Save `values` over the version that the editor saw; StaleVersion if it has moved on.

    A wish that changes is kept as a former one.
    """
    case = Case.objects.lock(member.case_id)
    refuse_closed(case)
    _refuse_ended(member)
    before = NetworkMember.objects.get(pk=member.pk)
    changed = [name for name, value in values.items() if getattr(before, name) != value]
    for name, value in values.items():
        setattr(member, name, value)
    if "organisation_name" in changed or before.organisation_id is None:
        member.organisation = organisation_called(member.organisation_name, case.county)
    else:
        # Whatever became of the organisation in the directory: it is the same.
        member.organisation_id = before.organisation_id
    member.saved_by, member.saved_at = by, timezone.now()
    member.save_over(seen, fields=[*values, "organisation", "saved_by", "saved_at"])
    if {"client_wish", "wish_words"} & set(changed):
        FormerWish.objects.create(
            member=member,
            client_wish=before.client_wish,
            wish_words=before.wish_words,
            changed_by=by,
        )
    written(case, *moves.NETWORK)
    record(
        Action.NETWORK_MEMBER_EDITED,
        by=by,
        case=case,
        target=member,
        details={"fields": changed},
    )


@transaction.atomic
def place_member(*, member: NetworkMember, closeness: Closeness, by: User) -> None:
    """Say how near to the client `member` is: what stands now counts, whatever was seen."""
    case = Case.objects.lock(member.case_id)
    refuse_closed(case)
    _refuse_ended(member)
    member.read_anew()
    if member.closeness == closeness:
        return
    member.closeness = closeness
    member.saved_by, member.saved_at = by, timezone.now()
    member.save_over(member.version, fields=["closeness", "saved_by", "saved_at"])
    written(case)
    record(
        Action.NETWORK_MEMBER_EDITED,
        by=by,
        case=case,
        target=member,
        details={"fields": ["closeness"]},
    )


@transaction.atomic
def end_member(
    *,
    member: NetworkMember,
    on: dt.date,
    reason: str,
    by: User,
    successor: NetworkMember | None = None,
    nobody_because: str = "",
) -> None:
    """Record that `member` left or will leave, why, and who goes on in their place.

    An unsaved `successor` joins the network with it. Until its day a leaving may be told anew.
    `nobody_because` tells why nobody needs to go on.
    """
    case = Case.objects.lock(member.case_id)
    refuse_closed(case)
    _refuse_ended(member)
    before = NetworkMember.objects.get(pk=member.pk)
    if successor is not None:
        _join_or_refuse(member, successor, by)
    # A day that the team knows better is not moved by what the directory tells of all.
    member.departure_id = before.departure_id if before.ended_on == on else None
    if member.departure_id is None:
        member.own_end, member.own_end_reason = None, ""
    member.ended_on, member.end_reason = on, reason
    member.successor = successor
    # Of rows from before the words were asked only the tick is kept.
    is_kept = before.nobody_needed and not before.nobody_because and successor is None
    member.nobody_needed, member.nobody_because = bool(nobody_because) or is_kept, nobody_because
    member.saved_by, member.saved_at = by, timezone.now()
    member.save_over(member.version, fields=LEAVING)
    written(case, *moves.NETWORK)
    record(Action.NETWORK_MEMBER_ENDED, by=by, case=case, target=member)


@transaction.atomic
def withdraw_leaving(*, member: NetworkMember, by: User) -> None:
    """Take back a leaving that was told ahead: the member stays, and nobody takes their place.

    A successor who joined the network stays in it, too. The log keeps that it was told. A
    departure of the directory by which they left does not end them again.
    """
    case = Case.objects.lock(member.case_id)
    refuse_closed(case)
    _refuse_ended(member)
    before = NetworkMember.objects.get(pk=member.pk)
    if before.ended_on is None:
        raise StaysAlready(f"member {member.pk}")
    member.stays_despite_id = before.departure_id or before.stays_despite_id
    member.ended_on, member.end_reason, member.departure = None, "", None
    member.own_end, member.own_end_reason = None, ""
    member.successor, member.nobody_needed, member.nobody_because = None, False, ""
    member.saved_by, member.saved_at = by, timezone.now()
    member.save_over(member.version, fields=[*LEAVING, "stays_despite"])
    written(case, *moves.NETWORK)
    record(Action.NETWORK_LEAVING_WITHDRAWN, by=by, case=case, target=member)


@transaction.atomic
def name_successor(*, member: NetworkMember, successor: NetworkMember, by: User) -> None:
    """Say who goes on in the place of a member whose leaving is known, whenever it is known.

    An unsaved `successor` joins the network with it.
    """
    case = Case.objects.lock(member.case_id)
    refuse_closed(case)
    _refuse_staying(member)
    _join_or_refuse(member, successor, by)
    member.successor, member.nobody_needed, member.nobody_because = successor, False, ""
    member.saved_by, member.saved_at = by, timezone.now()
    member.save_over(member.version, fields=SUCCESSION)
    written(case, *moves.NETWORK)
    record(Action.NETWORK_SUCCESSOR_NAMED, by=by, case=case, target=member)


@transaction.atomic
def do_without(*, member: NetworkMember, because: str, by: User) -> None:
    """Say why nobody goes on in the place of a member whose leaving is known."""
    case = Case.objects.lock(member.case_id)
    refuse_closed(case)
    _refuse_staying(member)
    member.successor, member.nobody_needed, member.nobody_because = None, True, because
    member.saved_by, member.saved_at = by, timezone.now()
    member.save_over(member.version, fields=SUCCESSION)
    written(case, *moves.NETWORK)
    record(Action.NETWORK_NOBODY_NEEDED, by=by, case=case, target=member)


def _refuse_staying(member: NetworkMember) -> None:
    if not NetworkMember.objects.filter(pk=member.pk, ended_on__isnull=False).exists():
        raise NotLeaving(f"member {member.pk}")


def _join_or_refuse(member: NetworkMember, successor: NetworkMember, by: User) -> None:
    if successor.pk is None:
        successor.case = member.case
        add_member(member=successor, by=by)
    elif not NetworkMember.objects.who_may_follow(member).filter(pk=successor.pk).exists():
        raise NotInThisNetwork(f"member {successor.pk}, case {member.case_id}")


def _refuse_ended(member: NetworkMember) -> None:
    if not NetworkMember.objects.present().filter(pk=member.pk).exists():
        raise MemberEnded(f"member {member.pk}")
