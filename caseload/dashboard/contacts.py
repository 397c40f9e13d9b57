"""The lists of a supervisor's contacts: references, days and how long they wait; no names."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from caseload.case_list.listings import leads_a_unit
from cases.templatetags.words import waited
from listings.listing import Listing, Width
from listings.parts import Column, Filter, Sort
from listings.values import day, moment, target_day, text
from referrals.intake.targets import day_due
from referrals.models import Referral, ReferralQuerySet
from timing.models import Due, DueQuerySet
from timing.vocabulary import DueKind

ALL, OVER = "kaikki", "yli"


def untriaged(referrals: ReferralQuerySet, _user: User) -> ReferralQuerySet:
    """Nobody has decided on them."""
    return referrals.untriaged()


def first_come(referrals: ReferralQuerySet) -> ReferralQuerySet:
    return referrals.annotate(due_on=day_due(DueKind.REFERRAL_DECISION)).order_by("sent_at")


def over_target(referrals: ReferralQuerySet, value: str) -> ReferralQuerySet:
    """All, or those whose decision is late."""
    if value != OVER:
        return referrals
    late = late_decisions(timezone.localdate())
    return referrals.filter(pk__in=late.values("referral_id"))


def late_decisions(today: dt.date) -> DueQuerySet:
    """The decisions on contacts that are past their day."""
    return Due.objects.late_on(today).filter(kind=DueKind.REFERRAL_DECISION)


def unanswered(referrals: ReferralQuerySet, _user: User) -> ReferralQuerySet:
    """The county has asked, and the sender has not answered."""
    asked = Due.objects.present().filter(kind=DueKind.QUESTION)
    return referrals.filter(pk__in=asked.values("referral_id"))


def first_asked(referrals: ReferralQuerySet) -> ReferralQuerySet:
    return referrals.annotate(due_on=day_due(DueKind.QUESTION)).order_by("due_on", "pk")


BY_TARGET = Filter(
    name="tavoite",
    label=_("Show"),
    narrow=over_target,
    choices=((ALL, _("All that wait")), (OVER, _("Over the target"))),
    default=ALL,
)

REFERENCE = Column(
    name="reference",
    heading=_("Reference"),
    cell=text("reference"),
    css="num",
    is_key=True,
)
ARRIVED = Column(
    name="arrived",
    heading=_("Arrived"),
    cell=moment("sent_at"),
    sort=Sort("saapunut", ("sent_at",)),
    css="num",
    labelled=False,
)


def _waited(referral: Any) -> object:
    return waited(referral.sent_at)


UNTRIAGED = Listing(
    name="untriaged",
    page="caseload:untriaged_list",
    caption=_("Contacts waiting for triage"),
    width=Width.BARE,
    seen_by=leads_a_unit,
    right=Referral.objects.listable_to,
    about=untriaged,
    ordered=first_come,
    usual_sort="saapunut",
    filters=(BY_TARGET,),
    columns=(
        REFERENCE,
        ARRIVED,
        Column(name="waited", heading=_("Waited"), cell=_waited, labelled=False),
        Column(name="target", heading=_("Target"), cell=target_day, css="num"),
    ),
)

UNANSWERED = Listing(
    name="unanswered",
    page="caseload:unanswered_list",
    caption=_("Questions that nobody has answered"),
    width=Width.BARE,
    seen_by=leads_a_unit,
    right=Referral.objects.listable_to,
    about=unanswered,
    ordered=first_asked,
    columns=(
        REFERENCE,
        Column(name="target", heading=_("Answer by"), cell=target_day, css="num"),
        Column(name="arrived", heading=_("Arrived"), cell=day("sent_at"), css="num"),
    ),
)
