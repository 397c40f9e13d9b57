"""The sign-in library's forms, which here say what to write where something is missing."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.reset_letter import order_reset

WANTED = {
    "login": _("Write your email address."),
    "email": _("Write your email address."),
    "password": _("Write your password."),
    "oldpassword": _("Write your present password."),
    "password1": _("Write a new password."),
    "password2": _("Write the new password again."),
}


class SaysWhatIsWanted:
    """Each empty field tells what belongs in it."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in WANTED.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = words


# What the outbox holds, and what an address may have by its standard (RFC 5321).
LONGEST_ADDRESS = 254


class SignInForm(SaysWhatIsWanted, LoginForm):  # type: ignore[misc]
    """E-mail address and password."""


class ForgottenPasswordForm(SaysWhatIsWanted, ResetPasswordForm):  # type: ignore[misc]
    """Where the link is sent. Whether anybody has the address is asked when it leaves.

    The request does the same work, and tells the same, for an address that nobody has.
    """

    def clean_email(self) -> str:
        email: str = get_adapter().clean_email(self.cleaned_data["email"].lower())
        if len(email) > LONGEST_ADDRESS:
            raise ValidationError(_("The address is too long. Check it."), code="too_long")
        return email

    def save(self, request: HttpRequest, **_more: Any) -> str:
        email: str = self.cleaned_data["email"]
        order_reset(email=email, site=request.build_absolute_uri("/"), now=timezone.now())
        return email


class NewPasswordForm(SaysWhatIsWanted, ChangePasswordForm):  # type: ignore[misc]
    """The present password, and the new one twice."""


class NewPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """What its owner calls it; the device gives the rest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
