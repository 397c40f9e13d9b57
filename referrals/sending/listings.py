"""What a user and the user's organisation have sent."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from listings.listing import Listing, Named, Width
from listings.parts import Column, Filter, Grouping
from listings.values import moment
from referrals.models import Referral, ReferralQuerySet
from referrals.sending import cells

MINE = "omat"


def works_somewhere(user: User) -> bool:
    """For whom contacts are sent."""
    return user.organisation is not None


def only(referrals: Any, _mine: str) -> ReferralQuerySet:
    """Those that the user answers for."""
    own: ReferralQuerySet = referrals.filter(is_sender=True)
    return own


def with_status(referrals: ReferralQuerySet) -> ReferralQuerySet:
    return referrals.for_sent_list()


BY_HOLDER = Filter(
    name="nayta",
    label=_("Show"),
    narrow=only,
    choices=(("", _("Show my organisation’s too")), (MINE, _("Show only mine"))),
)

SENT = Listing(
    name="sent",
    page="referrals:referral_list",
    caption=_("Sent contacts"),
    width=Width.NAMED,
    seen_by=works_somewhere,
    right=Referral.objects.sent_by_organisation_of,
    ordered=with_status,
    named=lambda referral: Named(referral=referral.pk if referral.is_sender else None),
    filters=(BY_HOLDER,),
    grouping=Grouping(
        order=("-is_sender",),
        field="is_sender",
        of=lambda referral: referral.is_sender,
        label=lambda is_sender: _("Mine") if is_sender else _("My organisation’s"),
    ),
    columns=(
        Column(
            name="reference",
            heading=_("Reference"),
            cell=cells.reference,
            is_key=True,
        ),
        Column(name="status", heading=_("Status"), cell=cells.status),
        Column(name="sent_at", heading=_("Sent"), cell=moment("sent_at"), css="num"),
        Column(name="holder", heading=_("Answers for it"), cell=cells.who_answers),
    ),
)
