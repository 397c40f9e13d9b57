"""How allauth behaves here: what happens is logged, mail goes by the outbox, guessing is slow."""

import datetime as dt
import time
from typing import Any
from uuid import uuid4

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import guessing, pace, sessions
from accounts.county_sign_in import own
from accounts.models import User
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

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse a try that comes too soon; what is counted is ours (`guessing`)."""
        login = credentials["email"].lower()
        self.allowances = guessing.allowances_of(request, login)
        try:
            pace.take(*self.allowances)
        except pace.TooFast as slowed:
            if guessing.is_about_account(slowed):
                guessing.warn_owner(login, request.build_absolute_uri("/"))
            raise self.validation_error("too_many_login_attempts") from None

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Only wrong passwords are counted."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            pace.give_back(*self.allowances)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log whose account was tried, if anybody has it; never what was typed."""
        super().authentication_failed(request, **credentials)
        tried = User.objects.filter(email__iexact=credentials["email"]).first()
        record(Action.SIGN_IN_FAILED, by=None, target=tried)

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        sessions.begin(request)
        how = "county" if own.came_by_county(request) else "here"
        record(Action.SIGNED_IN, by=user, details={"how": how})

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        """The browser is known from now on."""
        response: HttpResponse = super().post_login(request, user, **more)
        guessing.remember_device(request, response, user)
        return response

    def set_password(self, user: User, password: str) -> None:
        """Guesses from elsewhere keep nobody out who has just set a new password."""
        super().set_password(user, password)
        guessing.forget(user.email.lower())

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            record(Action.SIGNED_OUT, by=request.user)
        super().logout(request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Whoever came by the county's own sign-in confirms there, and in no other way."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if own.came_by_county(self.request):
            way = {"id": "county", "description": _("Use your county’s sign-in")}
            return [way | {"url": reverse("account_county_confirm")}]
        return methods

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Not to set up the first second factor, and see its codes, right after the password.

        Of whoever came by the county's own sign-in always: they may have no password here that
        would be asked.
        """
        if own.came_by_county(self.request):
            return not own.has_just_confirmed(self.request)
        required: bool = super().is_reauthentication_required(app=app, **more)
        return required and not (app == "allauth.mfa" and self._sets_up_their_first_factor())

    def _sets_up_their_first_factor(self) -> bool:
        """Signed in by the password just now, without a second factor by then."""
        user = self.request.user
        records = get_authentication_records(self.request, user)
        given_at = [each["at"] for each in records if each.get("method") == "password"]
        if not given_at or time.time() - given_at[-1] > account_settings.REAUTHENTICATION_TIMEOUT:
            return False
        then = dt.datetime.fromtimestamp(given_at[-1], dt.UTC)
        return not Authenticator.objects.filter(user=user, created_at__lt=then).exists()


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Words for a code that may only have been used before, and what a new passkey is called."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "The code is wrong, or it was used already. Wait until the app shows the next one, "
            "and write that."
        )
    }

    def generate_authenticator_name(self, user: User, type: str) -> str:
        return gettext("Passkey")
