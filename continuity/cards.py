"""All that is known of the needs of a case, as the page of its continuity shows it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cases.gates import Gate, gates_of
from cases.models import Case
from continuity.gap_facts import NeedFacts
from continuity.gap_words import ShownGap, in_words
from continuity.lane_parts import NeedLanes, NumberedGap
from continuity.lanes import lanes_of
from continuity.models import Interim, Need, NoNeed, Service, ServiceState
from continuity.needs_known import needs_of, order_of, rows_of
from continuity.people_words import in_turn
from continuity.state_words import in_a_line, interim_in_a_line
from networks.models import NetworkMember

PEOPLE = ("provider_member", "contact_inside", "contact_outside")
# The rows of the report by the key of their need.
Numbered = dict[int, list[NumberedGap]]


@dataclass(frozen=True)
class Told:
    """One state of a service as it was told, and the row that took it back, if one did."""

    state: ServiceState
    words: str
    taken_back: ServiceState | None = None

    @property
    def is_taken_back(self) -> bool:
        return self.taken_back is not None


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
    """A need with all that is told of it, and its rows in the report, if it has any."""

    need: Need
    services: Sequence[ServiceCard]
    interims: Sequence[InterimCard]
    gaps: Sequence[NumberedGap] = ()


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
    numbered: Numbered = defaultdict(list)
    for place, gap in enumerate(shown, 1):
        numbered[gap.gap.need.key].append(NumberedGap(place, gap))
    cards = _cards_of(case, numbered)
    return Overview(
        gaps=shown,
        lanes=[_lanes(need, numbered, cards) for need in _most_urgent_first(facts, numbered)],
        gates=gates_of(case),
        present=[cards[need.key] for need in _most_urgent_first(facts, numbered)],
        ended=[card for card in cards.values() if card.need.ended_on is not None],
        no_needs=list(NoNeed.objects.filter(case=case).select_related("recorded_by")),
    )


def _most_urgent_first(facts: Sequence[NeedFacts], numbered: Numbered) -> list[NeedFacts]:
    """As the rows of the report are, then those that are covered, by kind."""

    def place(need: NeedFacts) -> tuple[bool, int, int, int]:
        rows = numbered.get(need.key, ())
        return (not rows, rows[0].number if rows else 0, need.kind.rank, need.key)

    return sorted(facts, key=place)


def _lanes(need: NeedFacts, numbered: Numbered, cards: Mapping[int, NeedCard]) -> NeedLanes:
    card = cards[need.key]
    words: dict[tuple[int, bool], tuple[str, dt.date | None]] = {}
    for each in card.services:
        since = each.present.holds_from if each.present else None
        place = each.service.get_place_display()
        words[each.service.pk, False] = (f"{place}: {each.words.lower()}", since)
    temporary = _("Temporary:")
    for told in card.interims:
        words[told.interim.pk, True] = (f"{temporary} {told.words}", None)
    return NeedLanes(need, lanes_of(need, words), numbered.get(need.key, ()))


def _cards_of(case: Case, numbered: Numbered) -> dict[int, NeedCard]:
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
            numbered.get(need.pk, ()),
        )
        for need in needs
    }


def _services_of(case: Case) -> dict[int, list[ServiceCard]]:
    states = _states_of(case)
    found: dict[int, list[ServiceCard]] = defaultdict(list)
    services = list(Service.objects.filter(case=case).order_by("pk"))
    _name_people(services, case)
    for service in services:
        told = states.get(service.pk, [])
        present = next((each.state for each in told if not each.is_taken_back), None)
        former = [each for each in told if each.state is not present]
        found[service.need_id].append(ServiceCard(service, in_a_line(present), present, former))
    return found


def _name_people(services: Sequence[Service], case: Case) -> None:
    """Give each service its people of the network, with whoever follows them, in one query."""
    named = [(each, name, getattr(each, f"{name}_id")) for each in services for name in PEOPLE]
    if not any(key for _service, _name, key in named):
        return
    members = NetworkMember.objects.filter(case=case).linked()
    for service, name, key in named:
        if key in members:
            setattr(service, name, members[key])


def _states_of(case: Case) -> dict[int, list[Told]]:
    """By service, the one that holds first."""
    rows = list(ServiceState.objects.filter(case=case).select_related("recorded_by"))
    taken_back = {row.takes_back_id: row for row in rows if row.takes_back_id}
    told = sorted((row for row in rows if row.state), key=order_of)
    found: dict[int, list[Told]] = defaultdict(list)
    for row in reversed(told):
        found[row.service_id].append(Told(row, in_a_line(row), taken_back.get(row.pk)))
    return found
