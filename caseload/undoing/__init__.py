"""Undoing a mistaken decision on a contact: it may have opened a case."""

from caseload.undoing.actions import (
    AlreadyUndone,
    CaseClosedMeanwhile,
    CaseHasWork,
    undo_triage,
    work_in,
)

__all__ = ["AlreadyUndone", "CaseClosedMeanwhile", "CaseHasWork", "undo_triage", "work_in"]
