"""What is due in cases by the client's network: who answers for a service by name."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.dues import maker_for
from cases.models import Case
from networks.models import NetworkMember
from timing.acts import Act
from timing.acts import register as register_acts
from timing.deriving import CASE, register
from timing.models import Due
from timing.rules import Rules
from timing.vocabulary import DueKind

NETWORK = {DueKind.CONTACT_PERSON}


def of_network(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """Present services that nobody answers for by name."""
    present = {case.pk: case for case in cases if case.is_open}
    members = NetworkMember.objects.present().filter(case__in=list(present), name="")
    for key, case_id in members.order_by("pk").values_list("pk", "case"):
        case = present[case_id]
        yield maker_for(case, rules).make(
            DueKind.CONTACT_PERSON,
            "ask_contact_person",
            counted_from=None,
            begun_on=case.opened_on,
            object_id=key,
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
