"""Models of time."""

from timing.models.derivation import Derivation
from timing.models.due import Due, DueQuerySet
from timing.models.rule import TimeRule, WorkingDays

__all__ = ["Derivation", "Due", "DueQuerySet", "TimeRule", "WorkingDays"]
