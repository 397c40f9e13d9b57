"""What came of one fault: what was answered, and what is there of what was said to be saved."""

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.reliability.replies import Reply, Request

# A person looks at these letters: whether they left is not known (decision 35).
FOR_A_PERSON = {"uncertain", "claimed"}
SHOWN = 5


@dataclass
class Verdict:
    """Of one fault. `found` is what `marks.py` told, `letters` who got mail, and how many."""

    words: str
    requests: Sequence[Request]
    found: Mapping[str, Any]
    letters: Mapping[str, int]
    mended_at: float
    latest: float
    lost: list[str] = field(init=False, default_factory=list)
    twice: list[str] = field(init=False, default_factory=list)
    for_a_person: list[str] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        for request in self.requests:
            if request.mark and request.kind == "letter":
                self._judge_letter(request)
            elif request.mark:
                self._judge_writing(request)

    def _judge_writing(self, request: Request) -> None:
        there = self.found[request.kind].get(request.mark, 0)
        if request.is_taken and there == 0:
            self.lost.append(f"{request.kind} {request.mark}")
        if there > 1:
            self.twice.append(f"{request.kind} {request.mark}: {there} times")

    def _judge_letter(self, request: Request) -> None:
        arrived, states = self.letters.get(request.mark, 0), self.found["letters"]
        if arrived > 1:
            self.twice.append(f"letter to {request.mark}: {arrived} times")
        if not request.is_taken or arrived:
            return
        if FOR_A_PERSON & set(states.get(request.mark, [])):
            self.for_a_person.append(request.mark)
        else:
            self.lost.append(f"letter to {request.mark}: {states.get(request.mark)}")

    @property
    def replies(self) -> list[Reply]:
        """Each answer, those to what was sent again among them."""
        return [reply for request in self.requests for reply in request.replies]

    @property
    def statuses(self) -> Counter[str]:
        """How often each kind of answer came: success, the allowed ones by number, others."""
        return Counter(
            "2xx, 3xx" if each.is_well else str(each.status or "none") for each in self.replies
        )

    @property
    def wrong(self) -> Counter[str]:
        """Answers that nobody should ever get."""
        return Counter(
            f"{request.kind}: {reply.wrong}"
            for request in self.requests
            for reply in request.replies
            if reply.wrong
        )

    @property
    def taken(self) -> int:
        """How many writings were said to be saved."""
        return sum(request.is_taken for request in self.requests if request.mark)

    @property
    def sent_again(self) -> int:
        """How many writings were sent a second time, since nobody said that they are saved."""
        return sum(len(request.replies) > 1 for request in self.requests)

    @property
    def not_taken(self) -> list[str]:
        """What was not said to be saved even when it was sent again."""
        return [
            f"{each.kind} {each.mark}"
            for each in self.requests
            if each.mark and each.may_be_repeated and not each.is_taken
        ]

    @property
    def back_after(self) -> float:
        """Seconds from the mending until the last answer that was no success."""
        bad = [reply.at - self.mended_at for reply in self.replies if not reply.is_well]
        return max([0.0, *bad])

    @property
    def faults(self) -> list[str]:
        """Everything that breaks a promise, in words."""
        told = [f"{words} ({times})" for words, times in self.wrong.most_common()]
        for what, cases in [
            ("lost", self.lost),
            ("there more than once", self.twice),
            ("not taken when sent again", self.not_taken),
        ]:
            if cases:
                told.append(f"{what} ({len(cases)}): {'; '.join(cases[:SHOWN])}")
        return told + list(self.found["faults"])

    def row(self) -> list[str]:
        """For the table."""
        statuses = self.statuses
        others = {k: v for k, v in statuses.items() if k not in ("2xx, 3xx", "409", "429", "503")}
        seconds = sorted(reply.seconds for reply in self.replies)
        late = seconds[min(len(seconds) - 1, round(0.95 * len(seconds)))]
        return [
            self.words,
            str(len(self.replies)),
            *(str(statuses[key]) for key in ("2xx, 3xx", "409", "429", "503")),
            ", ".join(f"{n} × {status}" for status, n in sorted(others.items())) or "0",
            str(self.taken),
            f"{len(self.lost)} / {len(self.twice)}",
            str(self.sent_again),
            f"{sum(self.letters.get(r.mark, 0) for r in self.requests if r.kind == 'letter')}"
            + (f" (+{len(self.for_a_person)} for a person)" if self.for_a_person else ""),
            f"{statistics.median(seconds):.2f} / {late:.2f} / {seconds[-1]:.1f}",
            f"{self.back_after:.0f}",
        ]


HEAD = [
    "fault",
    "answers",
    "2xx, 3xx",
    "409",
    "429",
    "503, our page",
    "any other",
    "writings acknowledged",
    "lost / twice",
    "sent again",
    "letters",
    "seconds p50 / p95 / longest",
    "last refusal, seconds after the mending",
]
