"""The client's own words, as they stand in the assessment and in the goals."""

import datetime as dt
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import LifeArea, LifeAreaEntry
from caseload.case_page.gathered_facts import CaseFacts
from plans.models import Goal

OF_EACH = 3


class Quote(NamedTuple):
    """What `components/quote.html` takes."""

    text: str
    on: dt.date | None
    about: str


def own_words(facts: CaseFacts) -> list[Quote]:
    """Goals of the plan first, then what was said of the life areas."""
    return [*_goals(facts), *_areas(facts)]


def _goals(facts: CaseFacts) -> list[Quote]:
    plan = facts.plan or facts.plan_draft
    if plan is None:
        return []
    day = plan.agreed_on or plan.drafted_on
    goals = Goal.objects.filter(plan=plan).values_list("words", flat=True)[:OF_EACH]
    return [Quote(words, day, _("goal")) for words in goals]


def _areas(facts: CaseFacts) -> list[Quote]:
    assessment = facts.assessment or facts.assessment_draft
    if assessment is None:
        return []
    day = timezone.localdate(assessment.finalised_at or assessment.saved_at)
    entries = LifeAreaEntry.objects.filter(assessment=assessment).exclude(client_words="")
    said = entries.order_by("pk").values_list("client_words", "area")[:OF_EACH]
    return [Quote(words, day, str(LifeArea(area).label).lower()) for words, area in said]
