"""What was told that may be a need, and what is asked: nothing is noted without an answer.

An answer stands until something asks anew. A kind is asked again when
 * somebody told of it after it was answered (a later contact, a later assessment),
 * the span before the next gate has begun since it was answered,
 * the client has come back to prison since it was answered.
Each of these asks once: the next answer stands again. A present need answers for good.
On the short tracks the kinds of the first days are asked from the beginning; on the others
what must hold without a break is asked from the span before the gate on. Where no gate
lies ahead neither is asked.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from cases.custody import Track
from cases.gates import gate_ahead_of
from cases.models import Case, CustodyFact
from cases.outside import last_return
from continuity.models import GateAnswer, GateState, Need, NoNeed
from continuity.need_kinds import NeedKind, asked_on
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from timing.rules import Rules
from timing.vocabulary import DueKind


@dataclass(frozen=True)
class Proposal:
    """What one sender or one life area tells of a kind, and when; words may be missing."""

    kind: NeedKind
    words: str
    source: str
    told_on: dt.date


@dataclass(frozen=True)
class Question:
    """One kind to be answered, or (`is_open` is False) answered as no need, which stands."""

    kind: NeedKind
    proposals: tuple[Proposal, ...]
    declined: NoNeed | None
    is_open: bool

    @property
    def words(self) -> str:
        """All that was told of it, as it is kept in the need."""
        told = dict.fromkeys(each.words for each in self.proposals if each.words)
        return "\n".join(told)[:LONG_TEXT]

    @property
    def source(self) -> str:
        return "; ".join(dict.fromkeys(each.source for each in self.proposals))[:SHORT_TEXT]


def questions(
    case: Case,
    proposals: Sequence[Proposal],
    facts: Sequence[CustodyFact],
    today: dt.date,
    rules: Rules | None = None,
    *,
    before_span: bool = False,
) -> list[Question]:
    """What is asked in a case, and what was declined, in the order of kinds.

    `facts` are those of custody, newest first. `before_span`: also what will only be asked.
    """
    needs = list(Need.objects.filter(case=case))
    declined: dict[str, NoNeed] = {}
    for answer in _standing_answers(case):
        declined.setdefault(answer.kind, answer)
    present = {need.kind for need in needs if need.ended_on is None} - {NeedKind.OTHER}
    told = _by_kind(proposals)
    span = _span_begun(case, rules or Rules([DueKind.GAP]), today)
    returned = last_return(facts)
    asks = [span, returned.told_day if returned else None]
    kinds = {*told, *declined, *_asked(case, near=span is not None or before_span)}
    heard = _heard(needs, declined)
    found = []
    for kind in NeedKind:
        if kind in kinds and kind not in present:
            about = told.get(kind, ())
            since = max([day for day in (*asks, *_days(about)) if day], default=None)
            answered = heard.get(kind)
            is_open = answered is None or (since is not None and answered < since)
            if is_open or kind in declined:
                found.append(Question(kind, about, declined.get(kind), is_open))
    return found


def _standing_answers(case: Case) -> "QuerySet[NoNeed]":
    """That there is no need, unless the day at the gate was answered otherwise after it."""
    otherwise = GateAnswer.objects.filter(
        case=OuterRef("case"), item=OuterRef("kind"), saved_at__gt=OuterRef("recorded_at")
    ).exclude(state=GateState.NOT_NEEDED)
    answers = NoNeed.objects.filter(~Exists(otherwise), case=case)
    return answers.select_related("recorded_by")


def _days(proposals: Collection[Proposal]) -> list[dt.date]:
    return [each.told_on for each in proposals]


def _by_kind(proposals: Sequence[Proposal]) -> dict[NeedKind, tuple[Proposal, ...]]:
    found: dict[NeedKind, tuple[Proposal, ...]] = {}
    for each in proposals:
        found[each.kind] = (*found.get(each.kind, ()), each)
    return found


def _asked(case: Case, *, near: bool) -> Sequence[NeedKind]:
    if gate_ahead_of(case) is None:
        return ()
    return asked_on(case.track) if Track(case.track).is_short or near else ()


def _span_begun(case: Case, rules: Rules, today: dt.date) -> dt.date | None:
    """Since when the next gate is near by the track's own rule; None while it is not."""
    gate = gate_ahead_of(case)
    if gate is None or gate.on is None:
        return None
    rule = rules.find(DueKind.GAP, case.county_id, gate.on, track=case.track)
    if rule is None:
        return None
    begun = gate.on - dt.timedelta(days=rule.shown_before)
    return begun if begun <= today else None


def _heard(needs: Sequence[Need], declined: Mapping[str, NoNeed]) -> dict[str, dt.date]:
    """When each kind was answered last: by a need or by none."""
    heard = {kind: answer.answered_on for kind, answer in declined.items()}
    for need in needs:
        day = need.ended_on or need.noted_on
        heard[need.kind] = max(day, heard.get(need.kind, day))
    return heard
