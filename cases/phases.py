"""The phases of the operating model, in its own words and with its own keys.

Source: the process description of the operating model of multi-actor social
work in support of a person being released from prison (28 October 2025).
"""

from dataclasses import dataclass
from types import MappingProxyType

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class PhaseItem:
    """One line under the heading of a phase."""

    key: str
    text: Promise | str


class Phase(models.TextChoices):
    """The four phases, from the contact to the end of multi-actor work."""

    CONTACT = "contact_or_notification", _("Contact or notification to social welfare")
    ASSESSMENT = "multiactor_assessment", _("Multi-actor service-need assessment")
    PLAN = "plan_and_followup", _("Plan and follow-up of multi-actor social work")
    CLOSURE = (
        "closure",
        _("The client no longer needs multi-actor / multi-professional social work"),
    )

    @property
    def number(self) -> int:
        return list(Phase).index(self) + 1

    @property
    def short_label(self) -> Promise | str:
        """The name in lists and on charts."""
        return SHORT_LABELS[self]

    @property
    def items(self) -> tuple[PhaseItem, ...]:
        return ITEMS[self]


SHORT_LABELS = MappingProxyType(
    {
        Phase.CONTACT: pgettext_lazy("phase", "Contact"),
        Phase.ASSESSMENT: pgettext_lazy("phase", "Assessment"),
        Phase.PLAN: pgettext_lazy("phase", "Plan and follow-up"),
        Phase.CLOSURE: pgettext_lazy("phase", "Closure"),
    }
)

ITEMS = MappingProxyType(
    {
        Phase.CONTACT: (
            PhaseItem(
                "contact_as_early_as_possible",
                _("Contact with social welfare at as early a stage as possible"),
            ),
            PhaseItem(
                "need_assessed_during_custody",
                _("The client’s service need is assessed during the time in prison"),
            ),
            PhaseItem(
                "trust_takes_time",
                _(
                    "The work emphasises building trust between the client and the worker, "
                    "which may take time"
                ),
            ),
        ),
        Phase.ASSESSMENT: (
            PhaseItem(
                "assessment_started_in_custody",
                _("The service-need assessment is started during the time in prison"),
            ),
            PhaseItem(
                "multidisciplinary_cooperation",
                _("Multidisciplinary cooperation (Social Welfare Act, section 41)"),
            ),
            PhaseItem(
                "needs_and_wishes",
                _("Taking the client’s individual needs and wishes into account"),
            ),
            PhaseItem(
                "personal_worker_named",
                _("A personal social worker is appointed for the client"),
            ),
            PhaseItem(
                "network_assembled",
                _("Assembling an individual network to support the person being released"),
            ),
            PhaseItem(
                "network_members",
                _("Public services, other actors and the client’s close network"),
            ),
            PhaseItem(
                "continuity_at_transition",
                _(
                    "Securing services and their continuity at the transition of release "
                    "from prison"
                ),
            ),
        ),
        Phase.PLAN: (
            PhaseItem("parallel_services_and_plans", _("Parallel services and client plans")),
            PhaseItem(
                "plan_made_with_client_and_network",
                _("The plan is drawn up together with the client and the rest of the network"),
            ),
            PhaseItem(
                "services_arranged_and_followed_up",
                _("Arranging, delivering and following up the services in the plan"),
            ),
            PhaseItem(
                "plan_reviewed_at_agreed_time",
                _("The client plan is reviewed at the agreed time"),
            ),
            PhaseItem(
                "interaction_and_relationship",
                _("Client work emphasises interaction and relationship-based social work"),
            ),
        ),
        Phase.CLOSURE: (
            PhaseItem(
                "ending_assessed_per_service",
                _(
                    "The ending of a service is assessed individually in each service "
                    "together with the client"
                ),
            ),
        ),
    }
)

IN_EVERY_PHASE = (
    PhaseItem(
        "digital_and_multichannel",
        _(
            "Making use of digital services and multi-channel dealings in the different "
            "phases of the client process"
        ),
    ),
    PhaseItem(
        "information_flow_agreements",
        _(
            "Agreeing with the client and the rest of the network on practices for the "
            "flow and giving of information"
        ),
    ),
    PhaseItem(
        "desistance_support_in_all_phases",
        _("Supporting desistance (disengagement from crime) in every phase of the client process"),
    ),
)
