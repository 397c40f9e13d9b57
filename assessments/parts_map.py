"""How far each part of a draft has come, and which one is next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from accounts.models import User
from assessments.draft_parts import (
    AREAS,
    NETWORK,
    NEXT,
    PARTICIPANTS,
    PARTS,
    DraftPart,
    part_url,
    part_with,
)
from assessments.models import Assessment, LifeAreaEntry
from assessments.readiness import Advice, advice_on, missing_from
from assessments.vocabulary import YesNo
from cases.offers import Offer
from timing.missing import Missing


class HowFar(StrEnum):
    """A part that finalising asks nothing of is done as soon as something stands in it."""

    NOT_BEGUN = "not_begun"
    LACKS = "lacks"
    DONE = "done"


@dataclass
class PartRow:
    """A row of the map."""

    part: DraftPart
    url: str
    how_far: HowFar
    missing: Sequence[Missing] = ()
    advice: list[Advice] = field(default_factory=list)
    is_known: bool = False
    entry: LifeAreaEntry | None = None

    @property
    def needs(self) -> bool:
        """Whether a need of support was found in the life area."""
        return self.entry is not None and self.entry.need == YesNo.YES


@dataclass(frozen=True)
class PartsMap:
    """All rows; `next_row` is the first that is not done while finalising still lacks something."""

    rows: list[PartRow]
    next_row: PartRow | None


def map_of(assessment: Assessment, *, by: User, offers: Sequence[Offer] = ()) -> PartsMap:
    """The map as whoever `by` is sees it; `offers` are what is known and not taken yet."""
    missing = missing_from(assessment)
    entries = {entry.area: entry for entry in assessment.areas.all()}
    begun = _begun(assessment, entries)
    if all(each.key != "network" for each in missing):
        begun.add(NETWORK)
    known = {part_with(offer.place) for offer in offers}
    rows = {
        part: PartRow(
            part,
            part_url(assessment, part),
            HowFar.DONE if part in begun else HowFar.NOT_BEGUN,
            is_known=part in known,
            entry=entries.get(part.area),
        )
        for part in PARTS
    }
    for each in missing:
        row = rows[part_with(each.key)]
        row.missing = [*row.missing, each]
    for row in rows.values():
        if row.missing and row.part in begun:
            row.how_far = HowFar.LACKS
    for advice in advice_on(assessment, by=by):
        rows[PARTICIPANTS if advice.key == "no_answer" else NEXT].advice.append(advice)
    found = list(rows.values())
    not_done = [row for row in found if row.how_far != HowFar.DONE]
    return PartsMap(found, not_done[0] if missing else None)


def _begun(assessment: Assessment, entries: dict[str, LifeAreaEntry]) -> set[DraftPart]:
    """The parts in which somebody has written."""
    begun = {part for part in PARTS if any(getattr(assessment, name) for name in part.texts)}
    not_asked = LifeAreaEntry.State.NOT_ASKED
    for part in AREAS:
        entry = entries[part.area]
        if entry.state != not_asked or entry.has_text or entry.need:
            begun.add(part)
    if assessment.participants.all():
        begun.add(PARTICIPANTS)
    return begun
