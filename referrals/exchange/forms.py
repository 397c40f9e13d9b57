"""Questions of the county, and what senders answer with: text and files."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy

from inputs.attached.field import FilesForm
from inputs.fields import LongTextField


class AskForm(forms.Form):
    """A question to the sender of a contact."""

    text = LongTextField(
        label=gettext_lazy("Question"),
        help_text=gettext_lazy(
            "The sender sees this and the county’s name, not yours. Ask only for what you "
            "need, and tell nothing that the county knows of the person."
        ),
        error_messages={"required": gettext_lazy("Write what you ask.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("text")


class WhatHelpsForm(forms.Form):
    """The client's own words of what helps, and that they may be told."""

    text = LongTextField(
        label=gettext_lazy("What the client says helps"),
        help_text=gettext_lazy(
            "In the client’s own words. Write nothing of the offence, the sentence or "
            "dangerousness."
        ),
        error_messages={"required": gettext_lazy("Write at least a few words.")},
    )
    consent = forms.BooleanField(
        label=gettext_lazy("The client agrees that this is told to the county"),
        error_messages={
            "required": gettext_lazy("The client’s words are told only with the client’s consent.")
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("text", "consent")


class MessageForm(FilesForm):
    """What a sender answers or adds."""

    text = LongTextField(
        label=gettext_lazy("Answer"),
        help_text=gettext_lazy(
            "Tell what you know. Write nothing of the offence, the sentence or dangerousness."
        ),
        error_messages={"required": gettext_lazy("Write at least a few words.")},
    )

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["text"].label = label
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("text", "attachments")

    def values(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"], "files": self.cleaned_data["attachments"]}
