"""How the offer of an expert by experience stands in a case."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.models import Case
from networks.models import ExpertOffer, MemberKind, NetworkMember


@dataclass(frozen=True)
class ExpertStanding:
    """All offers, the newest first, and the experts who are in the network."""

    offers: list[ExpertOffer]
    members: list[NetworkMember]

    @property
    def newest(self) -> ExpertOffer | None:
        return self.offers[0] if self.offers else None

    @property
    def is_wanted(self) -> bool:
        """The client wants one, and nobody is in the network yet."""
        wants = self.newest is not None and self.newest.answer == ExpertOffer.Answer.ACCEPTED
        return wants and not self.members

    @property
    def lacks(self) -> bool:
        """Nobody was available when it was last asked: that is an observation, too."""
        none = ExpertOffer.Answer.NONE_AVAILABLE
        return self.newest is not None and self.newest.answer == none


def expert_standing(
    case: Case, *, present: Iterable[NetworkMember] | None = None
) -> ExpertStanding:
    """`present` are the members of today, where the page has them already."""
    if present is None:
        present = NetworkMember.objects.present().filter(case=case)
    experts = [each for each in present if each.kind == MemberKind.EXPERT]
    return ExpertStanding(list(ExpertOffer.objects.filter(case=case)), experts)
