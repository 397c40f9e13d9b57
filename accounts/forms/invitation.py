"""The one thing that is asked of somebody who takes an account into use."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class FirstPasswordForm(forms.Form):
    """A password, asked once: whoever mistypes it orders a link to a new one."""

    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        max_length=400,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Several words that only you would put together."),
        error_messages={
            "required": _("Write a password."),
            "max_length": _("The password is too long. Write at most 400 characters."),
        },
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("password")

    def clean_password(self) -> str:
        """By the same rules as a password that is changed."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password
