"""A page that a door did not open is logged in a transaction of its own.

Such a page rolls its transaction back, so the door only notes it on the request; the
middleware writes it after the page's transaction is over.
"""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from audit.models import AuditEvent
from audit.recording import LONGEST_NAME
from audit.vocabulary import Action

# What the log's columns hold.
LARGEST_ID = models.BigIntegerField.MAX_BIGINT
LONGEST_TARGET = 100


def note_refused_opening(
    request: HttpRequest,
    action: Action,
    *,
    case_id: int | None = None,
    referral_id: int | None = None,
    target: str = "",
) -> None:
    """Have it logged that a door did not open, when the page's own transaction has ended.

    The ids come from the address, so they may be numbers that no row can have.
    """
    request.refused_opening = {  # type: ignore[attr-defined]
        "action": action.value,
        "case_id": _possible(case_id),
        "referral_id": _possible(referral_id),
        "target": target[:LONGEST_TARGET],
    }


def _possible(number: int | None) -> int | None:
    return number if number is not None and number <= LARGEST_ID else None


class RefusedOpeningMiddleware:
    """Writes what a door noted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer first; the refusal that was noted is logged outside the answer's transaction."""
        response = self.get_response(request)
        noted: dict[str, Any] | None = getattr(request, "refused_opening", None)
        if noted is not None:
            user: Any = request.user
            AuditEvent.objects.create(
                by_id=user.pk,
                by_name=user.get_full_name()[:LONGEST_NAME] if user.is_authenticated else "",
                by_unit=user.organisation_name if user.is_authenticated else "",
                details={
                    "method": request.method or "",
                    "status": response.status_code,
                },
                **noted,
            )
        return response
