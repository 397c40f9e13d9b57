"""Service-need assessments and their parts."""

from assessments.models.area import LifeArea, LifeAreaEntry
from assessments.models.assessment import Assessment, AssessmentQuerySet
from assessments.models.assessment_delivery import AssessmentDelivery
from assessments.models.client_words import ClientWords
from assessments.models.estimates import Estimate, EstimateSet, Moment
from assessments.models.participant import AssessmentParticipant

__all__ = [
    "Assessment",
    "AssessmentDelivery",
    "AssessmentParticipant",
    "AssessmentQuerySet",
    "ClientWords",
    "Estimate",
    "EstimateSet",
    "LifeArea",
    "LifeAreaEntry",
    "Moment",
]
