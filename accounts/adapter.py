"""How allauth behaves here: signing in, signing out and failing to are logged."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.models import User
from audit.models import AuditEvent
from audit.recording import record
from audit.vocabulary import Action


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Records signing in, signing out and failed attempts."""

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        record(Action.SIGNED_IN, by=user)

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            record(Action.SIGNED_OUT, by=request.user)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log a failed attempt, without the address that was tried."""
        super().authentication_failed(request, **credentials)
        AuditEvent.objects.create(action=Action.SIGN_IN_FAILED.value)
