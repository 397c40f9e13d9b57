"""The lists of a county's intake: what waits for a decision, and what was decided."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from listings.listing import Listing, Width, in_its_order
from listings.parts import Column, Sort
from listings.values import moment, target_day, text
from referrals.intake import cells
from referrals.intake.queue import WeekOf, most_urgent_first, reasons, with_standings
from referrals.intake.targets import day_due, target_for
from referrals.models import Referral, ReferralQuerySet, Triage
from timing.vocabulary import DueKind


def reads_contacts(user: User) -> bool:
    """Who decides on the county's contacts."""
    return user.county is not None and user.is_intake


def waiting(referrals: ReferralQuerySet, user: User) -> Any:
    """What nobody has decided on, with why it stands where it does by the target of today."""
    today = timezone.localdate()
    target = target_for(user, today)
    queue = with_standings(referrals.untriaged().not_offered(), today, target)
    return queue.annotate(due_on=day_due(DueKind.REFERRAL_DECISION))


def with_reasons(referrals: list[Any], user: User) -> list[Any]:
    """Each with the words for why it stands there."""
    today = timezone.localdate()
    target = target_for(user, today)
    for referral in referrals:
        referral.reasons = reasons(referral, today, target)
    return referrals


WAITING = Listing(
    name="waiting",
    page="referrals:queue",
    caption=_("Contacts waiting for triage"),
    width=Width.NAMED,
    seen_by=reads_contacts,
    right=Referral.objects.listable_to,
    about=waiting,
    ordered=most_urgent_first,
    prepared=with_reasons,
    columns=(
        Column(
            name="person",
            heading=_("Person"),
            cell=cells.person,
            sort=Sort("henkilo", ("last_name", "first_names")),
            is_key=True,
        ),
        Column(
            name="reasons",
            heading=_("Why here"),
            cell=cells.reasons,
            css="full",
            labelled=False,
        ),
        Column(
            name="release",
            heading=_("Release"),
            cell=cells.release,
            # By what the row shows: the week.
            sort=Sort("vapautuminen", (WeekOf("release_told"), "sent_at")),
            css="num nowrap",
        ),
        Column(
            name="arrived",
            heading=_("Arrived"),
            cell=cells.arrived,
            sort=Sort("saapunut", ("sent_at",)),
            css="num full",
        ),
        Column(name="target", heading=_("Target"), cell=target_day, css="num full"),
        Column(name="from", heading=_("From"), cell=cells.made_by, css="full"),
    ),
)

DECIDED = Listing(
    name="decided",
    page="referrals:triage_list",
    caption=_("Decisions on contacts"),
    width=Width.BARE,
    seen_by=reads_contacts,
    right=Triage.objects.listable_to,
    ordered=in_its_order,
    usual_sort="-ratkaistu",
    columns=(
        Column(
            name="reference",
            heading=_("Reference"),
            cell=cells.reference,
            is_key=True,
        ),
        Column(name="decision", heading=_("Decision"), cell=cells.decision),
        Column(name="decided_by", heading=_("Decided by"), cell=text("decided_by")),
        Column(
            name="decided_at",
            heading=_("When"),
            cell=moment("decided_at"),
            sort=Sort("ratkaistu", ("decided_at",)),
            css="num",
        ),
    ),
)
