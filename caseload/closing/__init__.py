"""Closing a case and opening it again: the acts over all apps."""

from caseload.closing.actions import close_case, reopen_case

__all__ = ["close_case", "reopen_case"]
