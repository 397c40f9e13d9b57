"""The lists of contacts between two counties, for their intake."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.templatetags.words import waited
from listings.listing import Listing, Named, Width, in_its_order
from listings.parts import Column, Sort
from listings.values import moment, text
from referrals.models import Transfer, TransferQuerySet
from referrals.moving import cells


def reads_contacts(user: User) -> bool:
    """Who answers for the county's contacts."""
    return user.county is not None and user.is_intake


def to_us(transfers: TransferQuerySet, user: User) -> TransferQuerySet:
    """What waits for our answer."""
    return transfers.offered_to(user.county) if user.county else transfers.none()


def by_us(transfers: TransferQuerySet, user: User) -> TransferQuerySet:
    return transfers.offered_by(user.county) if user.county else transfers.none()


def away(transfers: TransferQuerySet, user: User) -> TransferQuerySet:
    """What another county took over from ours."""
    return transfers.moved_from(user.county) if user.county else transfers.none()


REASON = Column(name="reason", heading=_("Reason"), cell=cells.reason)
WAITED = Column(name="waited", heading=_("Waited"), cell=lambda transfer: waited(transfer.asked_at))

OFFERED_TO_US = Listing(
    name="offered_to_us",
    page="referrals:queue",
    caption=_("Another county hands over to you"),
    width=Width.NAMED,
    seen_by=reads_contacts,
    right=Transfer.objects.listable_to,
    about=to_us,
    ordered=in_its_order,
    named=lambda transfer: Named(referral=transfer.referral_id),
    columns=(
        Column(
            name="person",
            heading=_("Person"),
            cell=cells.offered_to_us,
            is_key=True,
        ),
        Column(name="from", heading=_("From"), cell=cells.from_whom),
        REASON,
        WAITED,
    ),
)

OFFERED_BY_US = Listing(
    name="offered_by_us",
    page="referrals:queue",
    caption=_("Waiting for the other county"),
    width=Width.NAMED,
    seen_by=reads_contacts,
    right=Transfer.objects.listable_to,
    about=by_us,
    ordered=in_its_order,
    named=lambda transfer: Named(referral=transfer.referral_id),
    columns=(
        Column(
            name="person",
            heading=_("Person"),
            cell=cells.offered_by_us,
            is_key=True,
        ),
        Column(name="to", heading=_("Offered to"), cell=cells.to_whom),
        REASON,
        WAITED,
    ),
)

MOVED = Listing(
    name="moved",
    page="referrals:transfer_list",
    caption=_("Moved to another county"),
    width=Width.BARE,
    seen_by=reads_contacts,
    right=Transfer.objects.listable_to,
    about=away,
    ordered=in_its_order,
    usual_sort="-siirretty",
    columns=(
        Column(
            name="reference",
            heading=_("Reference"),
            cell=text("referral.reference"),
            css="num",
            is_key=True,
        ),
        Column(name="to", heading=_("Moved to"), cell=text("to_county")),
        Column(
            name="decided_at",
            heading=_("When"),
            cell=moment("decided_at"),
            sort=Sort("siirretty", ("decided_at",)),
            css="num",
        ),
        Column(name="asked_by", heading=_("Handed over by"), cell=cells.asked_by),
        REASON,
    ),
)
