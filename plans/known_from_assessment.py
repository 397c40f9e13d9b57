"""What the assessment tells that the first plan asks for."""

from collections.abc import Iterable, Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.models import Assessment, AssessmentParticipant, LifeAreaEntry
from assessments.quotes import Quote, quotes_of
from assessments.vocabulary import YesNo
from cases.offers import Offer, unanswered
from plans.models import Plan

KIND = "plan"
KIND_OF_GOAL = "goal"


def offers_for(plan: Plan) -> list[Offer]:
    """Of the newest final assessment; a later version begins with the plan before it."""
    if not plan.is_draft or plan.based_on_id is not None:
        return []
    assessment = Assessment.objects.newest_of([plan.case_id]).first()
    if assessment is None:
        return []
    offers = _of_assessment(plan, assessment)
    new = [each for each in offers if each.told and each.told not in getattr(plan, each.place)]
    return unanswered(plan.case_id, KIND, new)


def goal_offers_for(plan: Plan) -> list[Offer]:
    """What the client said where there is a need, as the start of a goal of the first plan."""
    if not plan.is_draft or plan.based_on_id is not None:
        return []
    assessment = Assessment.objects.newest_of([plan.case_id]).first()
    if assessment is None:
        return []
    # Words that were taken stand in a goal as a paragraph of their own (`added_to`).
    stand = [f"\n\n{words}\n\n" for words in plan.goals.values_list("words", flat=True)]
    areas = assessment.areas.filter(need=YesNo.YES).prefetch_related("words")
    offers = [
        Offer("words", quote.text, _said(entry, quote, assessment), quote.text)
        for entry in areas
        for quote in quotes_of(entry)
        if not any(f"\n\n{quote.text}\n\n" in words for words in stand)
    ]
    return unanswered(plan.case_id, KIND_OF_GOAL, offers)


def _said(entry: LifeAreaEntry, quote: Quote, assessment: Assessment) -> str:
    """Of words from before their days were kept, the day of the assessment."""
    day = quote.on or assessment.finalised_on
    told = {"area": entry, "day": date_format(day) if day else ""}
    return _("assessment, %(area)s, %(day)s") % told


def _of_assessment(plan: Plan, assessment: Assessment) -> Iterator[Offer]:
    day = assessment.finalised_on
    source = _("assessment, %(day)s") % {"day": date_format(day) if day else ""}
    areas = list(assessment.areas.prefetch_related("words"))
    needed = [entry for entry in areas if entry.need == YesNo.YES]
    people = [
        person.who or str(person)
        for person in assessment.participants.all()
        if person.part == AssessmentParticipant.Part.TOOK_PART
    ]
    texts = [
        ("participants", ", ".join([plan.case.client.full_name, *people])),
        ("situation_worker", assessment.conclusions),
        ("client_estimate", assessment.client_opinion),
        ("differing_client", assessment.client_differs),
        ("differing_worker", assessment.worker_differs),
    ]
    for place, text in texts:
        yield Offer(place, text, source, text)
    yield _of_areas("situation_client", areas, "client_words", source)
    yield _of_areas("strengths", areas, "strengths", source)
    yield _of_areas("professional_estimate", needed, "worker_view", source)


def _of_areas(place: str, areas: Iterable[LifeAreaEntry], name: str, source: str) -> Offer:
    """The texts of the life areas, each below the name of its area."""
    told = [(str(entry), getattr(entry, name)) for entry in areas if getattr(entry, name)]
    value = "\n\n".join(f"{area}: {text}" for area, text in told)
    return Offer(place, value, source, "\n\n".join(text for _area, text in told))
