"""Pages of assessments."""

from assessments.views.changes import assessment_changes
from assessments.views.delivering import assessment_deliver, delivery_take_back
from assessments.views.editing import assessment_finalise, assessment_map, assessment_part
from assessments.views.estimating import (
    estimates_record,
    estimates_take_back,
    own_estimates,
)
from assessments.views.reading import assessment_list, assessment_page
from assessments.views.replaced_in_assessment import assessment_replaced_texts
from assessments.views.starting import assessment_correct, assessment_start, assessment_supplement

__all__ = [
    "assessment_changes",
    "assessment_correct",
    "assessment_deliver",
    "assessment_finalise",
    "assessment_list",
    "assessment_map",
    "assessment_page",
    "assessment_part",
    "assessment_replaced_texts",
    "assessment_start",
    "assessment_supplement",
    "delivery_take_back",
    "estimates_record",
    "estimates_take_back",
    "own_estimates",
]
