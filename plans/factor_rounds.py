"""When a round of the factors is due: the assessment, the plan or a review is finished.

Asked once: only after the last of them, and only where no round belongs to it. The client may
decline, which is a round too. In remand nothing is asked.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from cases.dues import maker_for
from cases.models import Case
from desistance.models import Checklist
from desistance.occasions import Occasion
from plans.models import Plan, Review
from timing.acts import Act
from timing.models import Due
from timing.rules import Rules
from timing.vocabulary import DueKind

# What was finished before this was asked is not asked about afterwards.
ASKED_FROM = dt.date(2026, 11, 1)
# A round belongs to what is finished so soon after it, or so long after what was before.
AHEAD, AFTER_FORMER = dt.timedelta(days=14), dt.timedelta(days=28)
ASKED = (Occasion.ASSESSMENT, Occasion.PLAN, Occasion.REVIEW)


class Finished(NamedTuple):
    """What was finished on which day; in the order of time, on one day in that of the work."""

    day: dt.date
    place: int

    @property
    def occasion(self) -> Occasion:
        return ASKED[self.place]


def of_rounds(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """A round that belongs to what was finished last in a case, and is not there."""
    asked = {case.pk: case for case in cases if case.is_open and not case.is_in_remand}
    finished = _finished(list(asked))
    talked: dict[tuple[int, str], list[dt.date]] = defaultdict(list)
    rounds = Checklist.objects.filter(case__in=list(finished), occasion__in=ASKED)
    for each in rounds.only("case_id", "occasion", "talked_on", "filled_at"):
        talked[each.case_id, each.occasion].append(each.day)
    for key, events in finished.items():
        last, case = max(events), asked[key]
        if last.day < ASKED_FROM or _is_covered(last, events, talked[key, last.occasion]):
            continue
        yield maker_for(case, rules).make(
            DueKind.ROUND,
            f"talk_after_{last.occasion.value}",
            counted_from=last.day,
            begun_on=last.day,
            detail=last.occasion.value,
        )


def _is_covered(last: Finished, events: list[Finished], talked: list[dt.date]) -> bool:
    """Whether a round belongs to it and not to the one before it of its kind."""
    former = [each.day for each in events if each.place == last.place and each < last]
    if not former:
        return bool(talked)
    latest = max(former)
    since = max(latest, min(last.day - AHEAD, latest + AFTER_FORMER))
    return any(day > since for day in talked)


def _finished(keys: list[int]) -> dict[int, list[Finished]]:
    """By the case: first final assessments (a correction is none), agreed plans, reviews."""
    found: dict[int, list[Finished]] = defaultdict(list)
    final = Assessment.objects.final().filter(case__in=keys, corrects=None)
    for case, at in final.order_by().values_list("case", "finalised_at"):
        found[case].append(Finished(timezone.localdate(at), 0))
    plans = Plan.objects.filter(case__in=keys).exclude(status=Plan.Status.DRAFT)
    for case, on in plans.order_by().values_list("case", "agreed_on"):
        found[case].append(Finished(on, 1))
    reviews = Review.objects.filter(plan__case__in=keys)
    for case, on in reviews.order_by().values_list("plan__case", "reviewed_on"):
        found[case].append(Finished(on, 2))
    return found


def _fill(due: Due) -> str:
    occasion = Occasion(due.detail)
    return reverse(
        "desistance:checklist_fill", kwargs={"case_pk": due.case_id, "occasion": occasion}
    )


WHY = {
    Occasion.ASSESSMENT: _("The assessment is ready."),
    Occasion.PLAN: _("The plan is agreed."),
    Occasion.REVIEW: _("The plan was reviewed."),
}
ACTS = tuple(
    Act(
        f"talk_after_{occasion.value}",
        title=_("Talk over what supports desistance"),
        why=why,
        button=_("Open the checklist"),
        where=_fill,
        after=_("One factor is enough, and the client may decline."),
    )
    for occasion, why in WHY.items()
)
