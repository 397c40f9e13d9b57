"""What is due in a case by the day of a meeting, as lines for its agenda."""

import datetime as dt
from collections.abc import Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from caseload.course.details import details_of
from cases.models import Case
from networks.meetings.agenda import SOURCES, ProposedTopic
from plans.models import Goal
from records.text_lengths import SHORT_TEXT
from timing.models import Due
from timing.vocabulary import DueKind

# Needs with a gap, services, whom nobody answers for by name, and what was decided before.
BY_DETAIL = (
    DueKind.GAP,
    DueKind.SERVICE_EXPIRES,
    DueKind.CONTACT_PERSON,
    DueKind.MEETING_DECISION,
)


def of_dues(case: Case, on: dt.date) -> Iterator[ProposedTopic]:
    """Gaps first, as they are kept; a goal for its steps, and the review of the plan."""
    dues = Due.objects.present().of_cases([case.pk]).to_be_shown()
    near = [due for due in dues if due.is_shown_on(on)]
    details = details_of([due for due in near if due.kind in BY_DETAIL])
    for kind in BY_DETAIL:
        for due in near:
            if due.kind == kind and details.get(due.pk):
                yield ProposedTopic(_line(details[due.pk]), _in_sentence(_why(due)))
    yield from _goals([due for due in near if due.kind == DueKind.STEP])
    for due in near:
        if due.kind == DueKind.REVIEW:
            yield ProposedTopic(_why(due), _("due by the meeting"))


def _goals(dues: list[Due]) -> Iterator[ProposedTopic]:
    steps = [due.object_id for due in dues]
    goals = Goal.objects.filter(steps__in=steps).distinct().order_by("position", "pk")
    for goal in goals:
        yield ProposedTopic(_line(goal.words), _("a goal with a step that is due"))


def _line(words: str) -> str:
    """One line that fits on an agenda."""
    return Truncator(" ".join(words.split())).chars(SHORT_TEXT)


def _why(due: Due) -> str:
    return str(DueKind(due.kind).label)


def _in_sentence(words: str) -> str:
    return words[:1].lower() + words[1:]


SOURCES.append(of_dues)
