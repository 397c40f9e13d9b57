"""Sending a contact to the county."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.register import identity_code
from notifications.telling import tell_all
from notifications.vocabulary import NoticeKind
from records.versions import StaleVersion
from referrals.models import Referral
from referrals.reference import new_reference
from referrals.routing import intake_of
from referrals.sending.actions.drafts import lock_draft
from referrals.vocabulary import MadeBy
from timing import moves
from timing.deriving import REFERRAL, begin

# What sending leaves as it was when the draft was begun, and what the database writes itself.
OF_THE_DRAFT = {"id", "version", "kind", "path", "created_at", "saved_at"}
OF_THE_DATABASE = {"is_decided", "release_told"}


def send_referral(
    *,
    referral: Referral,
    by: User | None,
    readers: Collection[User] | None = None,
    at: dt.datetime | None = None,
) -> None:
    """Send a filled-in contact, a draft or an unsaved one, to its county.

    `by` is None for the public form, which has no sender and names whoever made the
    contact itself. From here on it never changes. Raises AlreadySent for a draft that has
    gone, StaleVersion for one that was saved after it was read. The county's intake is
    told, which is `readers` where the caller knows them; a bell that does not ring delays
    nothing. Only examples are sent at another time (`at`) than now.
    """
    with transaction.atomic(savepoint=False):
        _send(referral, by, at or timezone.now())
        _tell_intake(referral, by, readers)


def _send(referral: Referral, by: User | None, at: dt.datetime) -> None:
    referral.enter(Referral.Status.SENT)
    if by is not None:
        _take_responsibility(referral, by)
    if not referral.contact_name:
        _name_whoever_made_it(referral, by)
    if referral.identity_code:
        referral.birth_date = identity_code.birth_date(referral.identity_code)
    referral.reference = new_reference()
    referral.typed = {}
    referral.sent_at = at
    if referral.pk is None:
        referral.save()
    else:
        _save_over_draft(referral)
    begin(REFERRAL, [referral], moves.SENDING)
    record(Action.REFERRAL_SENT, by=by, referral=referral)


def _save_over_draft(referral: Referral) -> None:
    """Write it over the draft as it was read. Whoever else sends or saves it has to wait."""
    columns = {field.attname for field in Referral._meta.concrete_fields}
    written = columns - OF_THE_DRAFT - OF_THE_DATABASE
    values = {name: getattr(referral, name) for name in sorted(written)}
    draft = Referral.objects.filter(pk=referral.pk, status=Referral.Status.DRAFT)
    if not draft.filter(version=referral.version).update(**values):
        raise StaleVersion(lock_draft(referral))


def _tell_intake(
    referral: Referral, by: User | None, readers: Collection[User] | None = None
) -> None:
    if readers is None:
        readers = intake_of(referral.county_id)
    tell_all(
        NoticeKind.REFERRAL_ARRIVED,
        receivers=[reader for reader in readers if reader != by],
        about=f"referral:{referral.pk}",
        referral_id=referral.pk,
        link=reverse("referrals:referral_triage", kwargs={"referral_pk": referral.pk}),
        parameters={"reference": referral.reference},
    )


def _take_responsibility(referral: Referral, by: User) -> None:
    """The sender answers for the contact until a colleague takes it over."""
    assert by.organisation is not None  # the door lets nobody else in
    referral.sender, referral.sender_organisation = by, by.organisation
    referral.holder, referral.holder_organisation = by, by.organisation


def _name_whoever_made_it(referral: Referral, by: User | None) -> None:
    """The sender, or the person themself where they asked for it."""
    if referral.made_by == MadeBy.CLIENT:
        referral.contact_name = referral.full_name
    elif by is not None:
        referral.contact_name, referral.contact_title = by.get_full_name(), by.title
