"""What is attached to a case, and why something is taken back."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.attached.field import FilesForm
from inputs.fields import ShortTextField


class TakeBackForm(forms.Form):
    """Why a file does not belong to the case."""

    because = ShortTextField(
        label=gettext_lazy("Why is it taken back?"),
        help_text=gettext_lazy(
            "For example: it is about somebody else. Do not write of whom: the client may see this."
        ),
        error_messages={"required": gettext_lazy("Tell briefly why it is taken back.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class CaseFilesForm(FilesForm):
    """Files of one kind, and what they are."""

    what = ShortTextField(
        label=gettext_lazy("What is it?"),
        help_text=gettext_lazy("For example: tenancy agreement. The client may see this."),
        error_messages={"required": gettext_lazy("Tell in a few words what the file is.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Demanded, though a browser that comes back from the sign-in brings none.
        self.fields["attachments"].conditional = True  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("what", "attachments")

    def clean(self) -> dict[str, Any]:
        """Without a file there is nothing to attach."""
        values = super().clean()
        if not values.get("attachments") and "attachments" not in self.errors:
            self.add_error("attachments", _("Choose at least one file."))
        return values

    def values(self) -> dict[str, Any]:
        return {"what": self.cleaned_data["what"], "files": self.cleaned_data["attachments"]}
