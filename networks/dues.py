"""What is due in cases by the client's network: who answers for a service, and who follows."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.dues import maker_for
from cases.models import Case
from networks.models import NetworkMember
from timing.acts import Act
from timing.acts import register as register_acts
from timing.calendar import DAY
from timing.deriving import CASE, register
from timing.models import Due
from timing.rules import Rules
from timing.vocabulary import DueKind

NETWORK = {DueKind.CONTACT_PERSON}


def of_network(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """Services that nobody answers for by name, until the last day of those that leave."""
    present = {case.pk: case for case in cases if case.is_open}
    members = NetworkMember.objects.filter(case__in=list(present), name="")
    for member in members.order_by("pk"):
        case = present[member.case_id]
        last = member.ended_on - DAY if member.ended_on else None
        # Whoever had left when it was told is not asked about.
        if last is not None and last < timezone.localdate(member.saved_at):
            continue
        yield maker_for(case, rules).make(
            DueKind.CONTACT_PERSON,
            "ask_contact_person",
            counted_from=None,
            begun_on=case.opened_on,
            object_id=member.pk,
            shown_to=last,
        )


def of_successions(
    cases: Mapping[int, Case], rules: Rules, *, but: Collection[int | None]
) -> Iterator[Due | None]:
    """Whoever leaves, from the day on which it is known until somebody follows.

    `but` are those who are asked about otherwise: `continuity` knows whose services they are.
    """
    leaving = NetworkMember.objects.filter(case__in=list(cases), ended_on__isnull=False)
    found = {member.pk: member for member in leaving.order_by("pk")}
    asked = {_last_of(key, found) for key in but if key is not None}
    for member in found.values():
        if member.pk in asked or not member.leaves_nobody:
            continue
        assert member.ended_on is not None
        case = cases[member.case_id]
        # Late is nobody for what was told late.
        day = max(member.ended_on, timezone.localdate(member.saved_at))
        yield maker_for(case, rules).make(
            DueKind.SUCCESSION,
            "name_who_goes_on",
            counted_from=day,
            begun_on=day,
            object_id=member.pk,
            shown_from=None,
        )


def _last_of(key: int, leaving: Mapping[int, NetworkMember]) -> int:
    """Whoever came last in the member's place: the one of whom it is asked who follows."""
    while key in leaving and (following := leaving[key].successor_id) is not None:
        key = following
    return key


ACTS = (
    Act(
        "name_who_goes_on",
        title=_("Name who goes on"),
        why=_("Somebody of the network leaves, and nobody is named in their place."),
        button=_("Open the network"),
        where=lambda due: reverse("networks:network", kwargs={"case_pk": due.case_id}) + "#leaving",
        after=_("Then: tell the client who it is."),
    ),
    Act(
        "ask_contact_person",
        title=_("Ask who the contact person is"),
        why=_("A service in the network has nobody who answers for it by name."),
        button=_("Open the network"),
        where=lambda due: reverse("networks:network", kwargs={"case_pk": due.case_id}),
        after=_("Then: tell the client whom to call."),
    ),
)

register(CASE, NETWORK, of_network)
register_acts(*ACTS)
