"""The client's own words in the assessment and the goals, with the day on which they were said.

Of words from before such days were kept, the day on which their record became final.
"""

import datetime as dt
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import ClientWords, LifeArea
from caseload.case_page.gathered_facts import CaseFacts
from plans.models import Goal

OF_EACH = 3


class Quote(NamedTuple):
    """What `components/quote.html` takes."""

    text: str
    on: dt.date | None
    about: str


def own_words(facts: CaseFacts) -> list[Quote]:
    """Goals of the plan first, then what was said last of each life area."""
    return [*_goals(facts), *_areas(facts)]


def _goals(facts: CaseFacts) -> list[Quote]:
    plan = facts.plan or facts.plan_draft
    if plan is None:
        return []
    goals = Goal.objects.filter(plan=plan).values_list("words", "words_on")[:OF_EACH]
    return [Quote(words, day or plan.agreed_on, _("goal")) for words, day in goals]


def _areas(facts: CaseFacts) -> list[Quote]:
    assessment = facts.assessment or facts.assessment_draft
    if assessment is None:
        return []
    rows = ClientWords.objects.filter(entry__assessment=assessment, replaced_by=None)
    newest = rows.order_by("entry_id", "-said_on", "-pk").distinct("entry_id")
    said = newest.values_list("words", "said_on", "entry__area")
    final = assessment.finalised_at and timezone.localdate(assessment.finalised_at)
    return [
        Quote(words, day or final, str(LifeArea(area).label).lower())
        for words, day, area in said[:OF_EACH]
    ]
