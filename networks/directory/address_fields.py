"""E-mail and web addresses of the directory, in its forms and in its file."""

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from records.text_lengths import SHORT_TEXT


def mail_field() -> forms.EmailField:
    return forms.EmailField(
        label=_("E-mail"),
        max_length=SHORT_TEXT,
        required=False,
        error_messages={"invalid": _("Check the address: name@example.fi is the form.")},
    )


class WebField(forms.URLField):
    """Only what a browser opens as a page; Django's field takes ftp, too."""

    default_validators = [URLValidator(schemes=["http", "https"])]


def web_field() -> forms.URLField:
    """Without a scheme it is taken for https."""
    return WebField(
        label=_("Web address"),
        max_length=SHORT_TEXT,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Check the address: example.fi is the form.")},
    )
