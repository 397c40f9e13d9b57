"""Undoing a mistaken decision on a contact: it may have opened a case."""

from caseload.undoing.actions import (
    AlreadyUndone,
    CaseClosedMeanwhile,
    CaseHasWork,
    has_work,
    undo_triage,
)

__all__ = ["AlreadyUndone", "CaseClosedMeanwhile", "CaseHasWork", "has_work", "undo_triage"]
