"""What is due in cases by the client's network: who answers for a service by name."""

from collections.abc import Iterator, Sequence

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


ACTS = (
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
