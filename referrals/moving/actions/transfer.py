"""Handing a contact over to another county: offered, then accepted or returned.

The contact itself moves (decision 18): one contact, one reference. Until the other county
accepts it the first one answers for it; the row of the transfer is the trace on both sides.
"""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation, User
from audit.recording import record
from audit.vocabulary import Action
from notifications.telling import cancel_notices, tell, tell_all
from notifications.vocabulary import NoticeKind
from records.imprint import imprint_of
from records.refused import Refused
from referrals.intake.actions import FOR_INTAKE, AlreadyTriaged, MovedAway
from referrals.models import Referral, Transfer, Triage
from referrals.routing import intake_workers, receiving_counties
from referrals.vocabulary import TransferOutcome
from timing import moves
from timing.deriving import REFERRAL, derive


class AlreadyOffered(Refused):
    """The contact has been handed over already; `transfer` waits for an answer."""

    def __init__(self, transfer: Transfer) -> None:
        super().__init__(str(transfer))
        self.transfer = transfer

    @property
    def words(self) -> str:
        words = _("%(who)s has offered the contact to %(county)s already. Your text is still here.")
        county = self.transfer.to_county.name
        return words % {"who": self.transfer.asked_by, "county": county}


class TransferDecided(Refused):
    """Somebody has accepted, returned or withdrawn the contact already."""

    words = gettext_lazy("Somebody has answered the offer already. Nothing was changed.")


class NotReceiving(Refused):
    """Nobody reads contacts in the chosen county, or it is the county's own."""

    words = gettext_lazy("Nobody reads contacts in that county any more. Look again.")


@transaction.atomic
def offer_transfer(*, transfer: Transfer, by: User) -> None:
    """Offer the contact of an unsaved `transfer` (its `to_county`, `reason`) to that county.

    Raises AlreadyTriaged for what has been decided on, AlreadyOffered for what another
    county looks at, MovedAway for what it has taken, NotReceiving where nobody would read it.
    """
    referral = Referral.objects.lock(transfer.referral_id)
    decided = Triage.objects.filter(referral=referral).select_related("decided_by").first()
    if decided is not None:
        raise AlreadyTriaged(decided)
    if referral.county_id != by.organisation_id:
        raise MovedAway
    waiting = _waiting(referral)
    if waiting is not None:
        raise AlreadyOffered(waiting)
    assert referral.county is not None  # the database holds it of what is sent
    others = receiving_counties().exclude(pk=referral.county.pk)
    if not others.filter(pk=transfer.to_county_id).exists():
        raise NotReceiving(str(transfer.to_county))
    transfer.from_county, transfer.asked_by = referral.county, by
    transfer.imprint = imprint_of(asked_by=by)
    transfer.save(force_insert=True)
    referral.offered_county = transfer.to_county
    referral.save(update_fields=["offered_county"])
    derive(REFERRAL, [referral], moves.TRANSFER)
    record(
        Action.TRANSFER_OFFERED,
        by=by,
        referral=referral,
        target=transfer,
        details={"to": transfer.to_county_id},
    )
    _tell_intake(
        NoticeKind.TRANSFER_OFFERED,
        transfer,
        transfer.to_county,
        by,
        _url("transfer_answer", referral),
    )


@transaction.atomic
def accept_transfer(*, transfer: Transfer, by: User) -> None:
    """Take the contact over to the offered county: from now on it is that county's alone.

    Its messages, attachments and reports come along. The sender is told. Raises
    TransferDecided where somebody was first, or offered it to another county meanwhile.
    """
    referral, current = _lock(transfer)
    if current.to_county_id != by.organisation_id:
        raise TransferDecided(str(transfer))
    former = current.from_county
    _decide(current, TransferOutcome.ACCEPTED, by)
    referral.county, referral.offered_county = current.to_county, None
    referral.save(update_fields=["county", "offered_county"])
    derive(REFERRAL, [referral], moves.TRANSFER)
    record(
        Action.TRANSFER_ACCEPTED,
        by=by,
        referral=referral,
        target=current,
        details={"from": former.pk},
    )
    # What was told to the former county is of no use to it any more.
    cancel_notices(referral_id=referral.pk, kinds=FOR_INTAKE)
    # It may no longer open the contact: the trace is what remains to it.
    _tell_intake(
        NoticeKind.TRANSFER_ACCEPTED, current, former, by, reverse("referrals:transfer_list")
    )
    if referral.holder is not None:
        tell(
            NoticeKind.REFERRAL_TRANSFERRED,
            receiver=referral.holder,
            about=f"transfer:{current.pk}",
            referral_id=referral.pk,
            # What a county wrote down its worker may no longer open.
            link="" if referral.holder.county else referral.get_absolute_url(),
            parameters={"reference": referral.reference},
        )


@transaction.atomic
def return_transfer(*, transfer: Transfer, because: str, by: User) -> None:
    """Give the contact back, or withdraw one's own offer: it waits in the first county again.

    Raises as accepting does.
    """
    referral, current = _lock(transfer)
    if by.organisation_id not in (current.from_county_id, current.to_county_id):
        raise TransferDecided(str(transfer))
    current.returned_because = because
    _decide(current, TransferOutcome.RETURNED, by)
    referral.offered_county = None
    referral.save(update_fields=["offered_county"])
    derive(REFERRAL, [referral], moves.TRANSFER)
    record(Action.TRANSFER_RETURNED, by=by, referral=referral, target=current)
    cancel_notices(referral_id=referral.pk, kinds=(NoticeKind.TRANSFER_OFFERED,))
    _tell_intake(
        NoticeKind.TRANSFER_RETURNED,
        current,
        current.from_county,
        by,
        _url("referral_triage", referral),
    )


def _lock(transfer: Transfer) -> tuple[Referral, Transfer]:
    """Take the contact for this transaction; the offer must still be open."""
    referral = Referral.objects.lock(transfer.referral_id)
    current = _waiting(referral)
    if current is None or current.pk != transfer.pk:
        raise TransferDecided(str(transfer))
    return referral, current


def _waiting(referral: Referral) -> Transfer | None:
    offers = Transfer.objects.waiting().filter(referral=referral)
    return offers.select_related("from_county", "to_county", "asked_by").first()


def _decide(transfer: Transfer, outcome: TransferOutcome, by: User) -> None:
    transfer.outcome, transfer.decided_by, transfer.decided_at = outcome, by, timezone.now()
    transfer.imprint = transfer.imprint | imprint_of(decided_by=by)
    transfer.save()


def _tell_intake(
    kind: NoticeKind, transfer: Transfer, county: Organisation, by: User, link: str
) -> None:
    tell_all(
        kind,
        receivers=intake_workers().filter(organisation=county).exclude(pk=by.pk),
        about=f"transfer:{transfer.pk}",
        referral_id=transfer.referral_id,
        link=link,
        parameters={"reference": transfer.referral.reference},
    )


def _url(page: str, referral: Referral) -> str:
    return reverse(f"referrals:{page}", kwargs={"referral_pk": referral.pk})
