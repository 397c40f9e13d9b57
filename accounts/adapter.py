"""How allauth behaves here: what happens is logged, and mail goes by the outbox."""

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from audit.recording import record
from audit.vocabulary import Action
from notifications.models import MailKind
from notifications.outbox import post_letter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Records signing in, signing out and failed attempts; writes letters into the outbox."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """By the outbox: no request waits for the mail server, or fails with it."""
        more = {"request": self.request, "email": email, "current_site": None}
        letter = self.render_mail(template_prefix, email, more | context)
        post_letter(
            key=f"{MailKind.LETTER.value}|{uuid4()}",
            to=email,
            subject=letter.subject,
            text=letter.body,
            now=timezone.now(),
        )

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
