"""The lists of a county's intake: what waits for a decision, and what was decided."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from listings.listing import Listing, Named, Width, in_its_order
from listings.parts import Column, Filter, Sort
from listings.values import moment, target_day
from referrals.exchange.corrections import ORDER
from referrals.intake import cells
from referrals.intake.queue import (
    HAS_ANSWER,
    HAS_CORRECTION,
    HAS_REPORT,
    Standing,
    WeekOf,
    most_urgent_first,
    reasons,
    with_standings,
)
from referrals.intake.since import since_sent
from referrals.intake.targets import day_due, target_for
from referrals.models import Reading, Referral, ReferralQuerySet, Triage
from referrals.vocabulary import MadeBy
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
    since = since_sent(referrals)
    readings = Reading.objects.of_today().filter(referral__county=user.county)
    readers = {reading.referral_id: reading.by for reading in readings.with_names()}
    for referral in referrals:
        came = since[referral.pk]
        referral.reasons = reasons(referral, came, today, target)
        referral.reader = readers.get(referral.pk)
        referral.is_protected = came.facts[ORDER]
    return referrals


def of_kind(rows: Any, kind: str) -> Any:
    return rows.filter(kind=KINDS[kind])


def by_release(rows: Any, _near: str) -> Any:
    """Those that stand by their release."""
    return rows.filter(
        stands_at__in=(Standing.AT_GATE, Standing.RELEASE_NOW, Standing.RELEASE_NEAR)
    )


def made_by(rows: Any, who: str) -> Any:
    """By an authority or organisation, or by people themselves."""
    official = Q(made_by=MadeBy.OFFICIAL)
    return rows.filter(official if who == "virka" else ~official)


def told_something(rows: Any, _told: str) -> Any:
    """Where the sender has answered, corrected, withdrawn or told of a change."""
    return rows.filter(HAS_ANSWER | HAS_CORRECTION | HAS_REPORT)


KINDS = {"yhteydenotto": Referral.Kind.CONTACT, "ilmoitus": Referral.Kind.NOTIFICATION}
FILTERS = (
    Filter(
        name="laji",
        label=_("What"),
        narrow=of_kind,
        choices=(
            ("", _("All")),
            ("yhteydenotto", _("Contacts")),
            ("ilmoitus", _("Notifications without consent")),
        ),
    ),
    Filter(
        name="portti",
        label=_("Release"),
        narrow=by_release,
        choices=(("", _("All")), ("lahella", _("Near, or on any day"))),
    ),
    Filter(
        name="tekija",
        label=_("From whom"),
        narrow=made_by,
        choices=(
            ("", _("All")),
            ("virka", _("Authorities and organisations")),
            ("itse", _("Clients and close people")),
        ),
    ),
    Filter(
        name="kerrottu",
        label=_("Since the sending"),
        narrow=told_something,
        choices=(("", _("All")), ("uutta", _("The sender has told something"))),
    ),
)

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
    named=lambda referral: Named(referral=referral.pk),
    filters=FILTERS,
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
        Column(
            name="target",
            heading=_("Target"),
            cell=target_day,
            sort=Sort("tavoite", ("due_on", "sent_at")),
            css="num full",
        ),
        Column(name="from", heading=_("From"), cell=cells.made_by, css="full"),
    ),
)


def next_for(user: User) -> Referral | None:
    """The first of those that wait and nobody else reads today."""
    free = WAITING.rows(user).exclude(
        pk__in=Reading.objects.of_today().exclude(by=user).values("referral")
    )
    first: Referral | None = WAITING.in_order(free, user).first()
    return first


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
        Column(name="decided_by", heading=_("Decided by"), cell=cells.decided_by),
        Column(
            name="decided_at",
            heading=_("When"),
            cell=moment("decided_at"),
            sort=Sort("ratkaistu", ("decided_at",)),
            css="num",
        ),
    ),
)
