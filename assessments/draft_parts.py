"""The parts in which a draft is written, each on a page of its own, in the document's order."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, LifeArea


# Compared as the object it is: a label is another word in another language.
@dataclass(frozen=True, eq=False)
class DraftPart:
    """`key` stands in addresses; `fields` are the assessment's own that are written here."""

    key: str
    label: "str | Promise"
    fields: tuple[str, ...] = ()
    area: str = ""

    def __str__(self) -> str:
        return str(self.label)

    @property
    def texts(self) -> tuple[str, ...]:
        """The fields that stand empty until somebody writes in the part."""
        return tuple(name for name in self.fields if name not in DAYS)


# They are there from the first day.
DAYS = ("initiated_on", "started_on")

BEGINNING = DraftPart(
    "alku",
    _("How it was made"),
    (*DAYS, "initiation_manner", "initiation_reason", "how_carried_out"),
)
BACKGROUND = DraftPart("tausta", _("Background"), ("experiences", "own_actions", "services_so_far"))
PARTICIPANTS = DraftPart("osallistujat", _("Who was asked"))
NETWORK = DraftPart("verkosto", _("Network, and those in care"), ("dependants",))
CONCLUSIONS = DraftPart(
    "johtopaatokset",
    _("Opinion and conclusions"),
    (
        "client_opinion",
        "no_opinion_because",
        "conclusions",
        "special_support",
        "special_support_grounds",
    ),
)
NEXT = DraftPart(
    "jatko",
    _("Nature of the need, and what follows"),
    (
        "multi_actor",
        "multi_actor_reason",
        "need_nature",
        "needs_personal_worker",
        "makes_plan",
        "unlike_advice_because",
        "client_differs",
        "worker_differs",
        "next_steps",
    ),
)

KEY_OF_AREA = {
    LifeArea.HOUSING: "asuminen",
    LifeArea.IMMIGRATION: "kotoutuminen",
    LifeArea.EDUCATION: "koulutus",
    LifeArea.WORK: "tyo",
    LifeArea.FINANCES: "talous",
    LifeArea.HEALTH: "terveys",
    LifeArea.SUBSTANCES: "paihteet",
    LifeArea.RELATIONSHIPS: "suhteet",
    LifeArea.EVERYDAY: "arki",
    LifeArea.REHABILITATION: "kuntoutus",
    LifeArea.DIGITAL: "digi",
}
AREAS = tuple(DraftPart(key, area.label, area=area.value) for area, key in KEY_OF_AREA.items())

PARTS = (BEGINNING, BACKGROUND, PARTICIPANTS, NETWORK, *AREAS, CONCLUSIONS, NEXT)
PART_BY_KEY = {part.key: part for part in PARTS}
_PART_BY_PLACE = {
    **{name: part for part in PARTS for name in part.fields},
    **{part.area: part for part in AREAS},
    "network": NETWORK,
    "participants": PARTICIPANTS,
}


def part_with(place: str) -> DraftPart:
    """Where a field, a life area or a field of one, the network or who was asked is written."""
    return _PART_BY_PLACE[place.split("-")[1] if place.startswith("area-") else place]


def part_url(assessment: Assessment, part: DraftPart, anchor: str = "") -> str:
    """The part's page, or a place in it."""
    page = reverse(
        "assessments:assessment_part", kwargs={"assessment_pk": assessment.pk, "part": part.key}
    )
    return f"{page}#{anchor}" if anchor else page


def place_url(assessment: Assessment, place: str) -> str:
    """The page in which a field or a life area is written; of a field, its line."""
    part = part_with(place)
    return part_url(assessment, part, f"div_id_{place}" if place in part.fields else "")
