"""The sign-in library's forms, which here say what to write where something is missing."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm
from django.utils.translation import gettext_lazy as _

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


class SignInForm(SaysWhatIsWanted, LoginForm):  # type: ignore[misc]
    """E-mail address and password."""


class ForgottenPasswordForm(SaysWhatIsWanted, ResetPasswordForm):  # type: ignore[misc]
    """Where the link is sent."""


class NewPasswordForm(SaysWhatIsWanted, ChangePasswordForm):  # type: ignore[misc]
    """The present password, and the new one twice."""
