"""The factors that support desistance, as the operating model names them.

They are words to think and talk with, and not a test: the model gives them no
points, weights, order of merit or limits, and nothing here may be counted into
a score or a risk. Keys are stored and never change; a new wording is a new
label, a new meaning a new key.

The scope of a factor is our own reading: a property of services or of a way of
working is never recorded as a property of a client.
"""

from dataclasses import dataclass
from types import MappingProxyType

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Scope(models.TextChoices):
    """Whom or what a factor speaks of, and so who is asked about it."""

    CLIENT = "client", _("Client")
    WORKER = "worker", _("Way of working")
    SERVICE_SYSTEM = "service_system", _("Service system")
    ORGANISATION = "organisation", _("Organisation")

    @property
    def is_system(self) -> bool:
        """Observed for a unit or a region, as structural social work."""
        return self in (Scope.SERVICE_SYSTEM, Scope.ORGANISATION)


class Level(models.TextChoices):
    """The three levels of desistance; a client moves between them in any order."""

    PRIMARY = "primary", _("Primary desistance")
    SECONDARY = "secondary", _("Secondary desistance")
    TERTIARY = "tertiary", _("Tertiary desistance")

    @property
    def subtitle(self) -> Promise | str:
        return SUBTITLES[self]

    @property
    def factors(self) -> "tuple[Factor, ...]":
        return tuple(factor for factor in Factor if factor.level is self)


class Factor(models.TextChoices):
    """What a client's goal, assessment or note may be tied to."""

    CRIME_FREE_LIFE_CONDITIONS = (
        "crime_free_life_conditions",
        _("Supporting the preconditions for a crime-free life"),
    )
    SERVICE_NEED_ASSESSMENT = (
        "service_need_assessment",
        pgettext_lazy("factor", "Service-need assessment"),
    )
    DIGITAL_ACCESS_AND_SERVICES = (
        "digital_access_and_services",
        _("Making use of digital dealings and services"),
    )
    SERVICE_CONTINUITY_AT_TRANSITION = (
        "service_continuity_at_transition",
        _("Securing continuity of services at the transition of release from prison"),
    )
    SUPPORT_DURING_SUPERVISED_PROBATIONARY_FREEDOM = (
        "support_during_supervised_probationary_freedom",
        _("Support during supervised probationary freedom"),
    )
    INNER_CHANGE = "inner_change", _("Supporting inner change")
    TRUST_AND_OPPORTUNITIES = (
        "trust_and_opportunities",
        _("Trust in the client, giving and creating opportunities"),
    )
    RELATIONSHIP_BASED_SOCIAL_WORK = (
        "relationship_based_social_work",
        _("Relationship-based social work"),
    )
    NGO_AND_EXPERT_BY_EXPERIENCE_SUPPORT = (
        "ngo_and_expert_by_experience_support",
        _("Support from NGOs and experts by experience"),
    )
    SOCIAL_INCLUSION_STUDY_EMPLOYMENT = (
        "social_inclusion_study_employment",
        _("Supporting social inclusion, studying and employment"),
    )
    EQUAL_AND_ACCESSIBLE_SERVICES = (
        "equal_and_accessible_services",
        _("Equal and accessible services"),
    )
    MULTIACTOR_NETWORK_WORK = (
        "multiactor_network_work",
        _("Multi-actor network work and existing regional networks"),
    )
    PROFESSIONAL_COMPETENCE_AND_TRAINING = (
        "professional_competence_and_training",
        _(
            "Sufficient competence of, and training opportunities for, professionals who "
            "work with people being released from prison"
        ),
    )
    STRUCTURAL_SOCIAL_WORK = (
        "structural_social_work",
        _("Structural social work and influencing society"),
    )

    @property
    def level(self) -> Level:
        return MODEL[self].level

    @property
    def scope(self) -> Scope:
        return MODEL[self].scope

    @property
    def is_our_task(self) -> bool:
        """Whether the workers do it: then it is never the client's strength or need."""
        return self in OUR_TASKS

    @property
    def sub_items(self) -> "tuple[SubItem, ...]":
        return MODEL[self].sub_items


PROBATION = Factor.SUPPORT_DURING_SUPERVISED_PROBATIONARY_FREEDOM

OUR_TASKS = frozenset(
    {
        Factor.SERVICE_NEED_ASSESSMENT,
        Factor.DIGITAL_ACCESS_AND_SERVICES,
        Factor.SERVICE_CONTINUITY_AT_TRANSITION,
    }
)


@dataclass(frozen=True)
class SubItem:
    """A part of a factor that the operating model names by itself."""

    key: str
    label: Promise | str


@dataclass(frozen=True)
class Placement:
    """Where a factor stands in the model, and what it consists of."""

    level: Level
    scope: Scope
    sub_items: tuple[SubItem, ...] = ()


SUBTITLES = MappingProxyType(
    {
        Level.PRIMARY: _("Disengaging from crime"),
        Level.SECONDARY: _("Forming a new identity"),
        Level.TERTIARY: _("Social integration and acceptance"),
    }
)

MODEL = MappingProxyType(
    {
        Factor.CRIME_FREE_LIFE_CONDITIONS: Placement(
            Level.PRIMARY,
            Scope.CLIENT,
            (
                SubItem(
                    "substance_free_life",
                    _("Supporting a life free of alcohol and drugs"),
                ),
                SubItem("close_relationships", _("Supporting close relationships")),
                SubItem("housing_and_livelihood", _("Supporting housing and livelihood")),
            ),
        ),
        Factor.SERVICE_NEED_ASSESSMENT: Placement(
            Level.PRIMARY,
            Scope.CLIENT,
            (
                SubItem(
                    "recognise_need_for_multiactor_work",
                    _("Recognising the need for multi-actor social work"),
                ),
                SubItem(
                    "individual_needs_and_wishes",
                    _("Taking the client’s individual needs and wishes into account"),
                ),
                SubItem(
                    "individual_support_network",
                    _("Assembling an individual support network"),
                ),
            ),
        ),
        Factor.DIGITAL_ACCESS_AND_SERVICES: Placement(
            Level.PRIMARY,
            Scope.CLIENT,
            (
                SubItem("digital_inclusion", _("Digital inclusion")),
                SubItem("provision_of_digital_services", _("Providing digital services")),
            ),
        ),
        Factor.SERVICE_CONTINUITY_AT_TRANSITION: Placement(Level.PRIMARY, Scope.CLIENT),
        Factor.SUPPORT_DURING_SUPERVISED_PROBATIONARY_FREEDOM: Placement(
            Level.PRIMARY, Scope.CLIENT
        ),
        Factor.INNER_CHANGE: Placement(
            Level.SECONDARY,
            Scope.CLIENT,
            (
                SubItem(
                    "community_and_meaningful_everyday_life",
                    _(
                        "Supporting a sense of community and a meaningful everyday life "
                        "of one’s own"
                    ),
                ),
                SubItem(
                    "inclusion_agency_self_efficacy",
                    _("Strengthening inclusion, agency and self-efficacy"),
                ),
            ),
        ),
        Factor.TRUST_AND_OPPORTUNITIES: Placement(Level.SECONDARY, Scope.WORKER),
        Factor.RELATIONSHIP_BASED_SOCIAL_WORK: Placement(
            Level.SECONDARY,
            Scope.WORKER,
            (
                SubItem(
                    "trusting_client_worker_relationship",
                    _("A trusting relationship between client and worker"),
                ),
                SubItem(
                    "individual_and_respectful_encounter",
                    _("Individual and respectful encounter"),
                ),
                SubItem("reflective_way_of_working", _("A reflective way of working")),
            ),
        ),
        Factor.NGO_AND_EXPERT_BY_EXPERIENCE_SUPPORT: Placement(Level.SECONDARY, Scope.CLIENT),
        Factor.SOCIAL_INCLUSION_STUDY_EMPLOYMENT: Placement(Level.TERTIARY, Scope.CLIENT),
        Factor.EQUAL_AND_ACCESSIBLE_SERVICES: Placement(Level.TERTIARY, Scope.SERVICE_SYSTEM),
        Factor.MULTIACTOR_NETWORK_WORK: Placement(Level.TERTIARY, Scope.SERVICE_SYSTEM),
        Factor.PROFESSIONAL_COMPETENCE_AND_TRAINING: Placement(Level.TERTIARY, Scope.ORGANISATION),
        Factor.STRUCTURAL_SOCIAL_WORK: Placement(Level.TERTIARY, Scope.ORGANISATION),
    }
)

LEVELS = tuple(Level)
# The keys of all parts of factors.
PARTS = tuple(part.key for placement in MODEL.values() for part in placement.sub_items)


def client_factors() -> tuple[Factor, ...]:
    """The factors that may be tied to one client."""
    return tuple(factor for factor in Factor if factor.scope is Scope.CLIENT)
