"""Models of a client plan (asiakassuunnitelma, headings 15020)."""

from plans.models.goal import Goal, Step, StepDone
from plans.models.plan import Plan, PlanQuerySet
from plans.models.review import GoalOutcome, Review, ReviewAttendance
from plans.models.service import PlanService

__all__ = [
    "Goal",
    "GoalOutcome",
    "Plan",
    "PlanQuerySet",
    "PlanService",
    "Review",
    "ReviewAttendance",
    "Step",
    "StepDone",
]
