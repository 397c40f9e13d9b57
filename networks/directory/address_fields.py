"""E-mail and web addresses of the directory, in its forms and in its file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from records.text_lengths import SHORT_TEXT


def mail_field() -> forms.EmailField:
    return forms.EmailField(
        label=_("E-mail"),
        max_length=SHORT_TEXT,
        required=False,
        error_messages={"invalid": _("Check the address: name@example.fi is the form.")},
    )


def web_field() -> forms.URLField:
    """Without a scheme it is taken for https; no other than a web address is one."""
    return forms.URLField(
        label=_("Web address"),
        max_length=SHORT_TEXT,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Check the address: example.fi is the form.")},
    )
