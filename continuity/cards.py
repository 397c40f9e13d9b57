"""All that is known of the needs of a case, as the page of its continuity shows it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cases.gates import Gate, gates_of
from cases.models import Case
from continuity.gap_report import NeedFacts
from continuity.gap_words import ShownGap, in_words
from continuity.lane_parts import NeedLanes
from continuity.lanes import lanes_of
from continuity.models import Interim, Need, NoNeed, Service, ServiceState
from continuity.needs_known import needs_of, order_of, rows_of
from continuity.people_words import in_turn
from continuity.state_words import in_a_line, interim_in_a_line


@dataclass(frozen=True)
class Told:
    """One state of a service as it was told, and whether it was taken back."""

    state: ServiceState
    words: str
    is_taken_back: bool = False


@dataclass(frozen=True)
class ServiceCard:
    """A service, how far it is, and what was told of it before, newest first."""

    service: Service
    words: str
    present: ServiceState | None
    former: Sequence[Told]

    @property
    def provided_by(self) -> str:
        """Who provides it, and who goes on."""
        return self.service.provider or in_turn(self.service.provider_member)

    @property
    def contact_inside(self) -> str:
        return in_turn(self.service.contact_inside)

    @property
    def contact_outside(self) -> str:
        return in_turn(self.service.contact_outside)


@dataclass(frozen=True)
class InterimCard:
    """An interim solution and when it helps."""

    interim: Interim
    words: str


@dataclass(frozen=True)
class NeedCard:
    """A need with all that is told of it, and its row in the report, if it has one."""

    need: Need
    services: Sequence[ServiceCard]
    interims: Sequence[InterimCard]
    gap: ShownGap | None = None
    number: int = 0


@dataclass(frozen=True)
class Overview:
    """The needs of a case: those that go on, those that ended, what is not needed."""

    gaps: Sequence[ShownGap]
    lanes: Sequence[NeedLanes]
    gates: Sequence[Gate]
    present: Sequence[NeedCard]
    ended: Sequence[NeedCard] = ()
    no_needs: Sequence[NoNeed] = field(default=())


def overview_of(case: Case, today: dt.date) -> Overview:
    """Read in a fixed number of queries."""
    facts = needs_of([case]).get(case.pk, [])
    shown = [in_words(gap, case, today) for gap in rows_of(case, facts, today)]
    numbers = {gap.gap.need.key: (gap, place) for place, gap in enumerate(shown, 1)}
    cards = _cards_of(case, numbers)
    return Overview(
        gaps=shown,
        lanes=[_lanes(need, numbers, cards) for need in _most_urgent_first(facts, numbers)],
        gates=gates_of(case),
        present=[cards[need.key] for need in _most_urgent_first(facts, numbers)],
        ended=[card for card in cards.values() if card.need.ended_on is not None],
        no_needs=list(NoNeed.objects.filter(case=case).select_related("recorded_by")),
    )


def _most_urgent_first(
    facts: Sequence[NeedFacts], numbers: Mapping[int, tuple[ShownGap, int]]
) -> list[NeedFacts]:
    """As the rows of the report are, then those that are covered, by kind."""
    last = len(numbers) + 1

    def place(need: NeedFacts) -> tuple[int, int, int]:
        number = numbers[need.key][1] if need.key in numbers else last
        return (number, need.kind.rank, need.key)

    return sorted(facts, key=place)


def _lanes(
    need: NeedFacts,
    numbers: Mapping[int, tuple[ShownGap, int]],
    cards: Mapping[int, NeedCard],
) -> NeedLanes:
    card = cards[need.key]
    words: dict[tuple[int, bool], tuple[str, dt.date | None]] = {}
    for each in card.services:
        since = each.present.holds_from if each.present else None
        place = each.service.get_place_display()
        words[each.service.pk, False] = (f"{place}: {each.words.lower()}", since)
    for told in card.interims:
        words[told.interim.pk, True] = (f"{_('Temporary:')} {told.words}", None)
    gap, number = numbers.get(need.key, (None, 0))
    return NeedLanes(need, lanes_of(need, words), gap, number)


def _cards_of(case: Case, numbers: Mapping[int, tuple[ShownGap, int]]) -> dict[int, NeedCard]:
    services = _services_of(case)
    interims: dict[int, list[InterimCard]] = defaultdict(list)
    for interim in Interim.objects.filter(case=case).order_by("pk"):
        interims[interim.need_id].append(InterimCard(interim, interim_in_a_line(interim)))
    needs = Need.objects.filter(case=case).select_related("replaced_by").order_by("pk")
    return {
        need.pk: NeedCard(
            need,
            services.get(need.pk, ()),
            interims.get(need.pk, ()),
            *numbers.get(need.pk, (None, 0)),
        )
        for need in needs
    }


def _services_of(case: Case) -> dict[int, list[ServiceCard]]:
    states = _states_of(case)
    found: dict[int, list[ServiceCard]] = defaultdict(list)
    people = ("provider_member", "contact_inside", "contact_outside")
    with_people = [f"{each}__successor" for each in people]
    for service in Service.objects.filter(case=case).select_related(*with_people).order_by("pk"):
        told = states.get(service.pk, [])
        present = next((each.state for each in told if not each.is_taken_back), None)
        former = [each for each in told if each.state is not present]
        found[service.need_id].append(ServiceCard(service, in_a_line(present), present, former))
    return found


def _states_of(case: Case) -> dict[int, list[Told]]:
    """By service, the one that holds first."""
    rows = list(ServiceState.objects.filter(case=case).select_related("recorded_by"))
    taken_back = {row.takes_back_id for row in rows if row.takes_back_id}
    told = sorted((row for row in rows if row.state), key=order_of)
    found: dict[int, list[Told]] = defaultdict(list)
    for row in reversed(told):
        found[row.service_id].append(Told(row, in_a_line(row), row.pk in taken_back))
    return found
