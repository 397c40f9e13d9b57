"""Looking through the changes of rights of one month."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import RightsChange
from inputs.fields import ShortTextField

RIGHT, NOT_RIGHT = "right", "not_right"


class ReviewForm(forms.Form):
    """All is right, or what is not."""

    said = forms.ChoiceField(
        label=_("Are the changes right?"),
        choices=[
            (RIGHT, _("Yes, all of them")),
            (NOT_RIGHT, _("No; the administrators are told")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whether the changes are right."),
            "invalid_choice": _("Choose whether the changes are right."),
        },
    )
    remark = ShortTextField(
        label=_("What is not right?"),
        required=False,
        help_text=_("For example: the substitute’s role should have ended."),
    )
    # The changes that the page showed.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, changes: list[RightsChange], **kwargs: Any) -> None:
        self.stands = ",".join(str(change.pk) for change in changes)
        initial = kwargs.pop("initial", {}) | {"seen": self.stands}
        super().__init__(*args, **kwargs | {"initial": initial})
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("said", "remark", "seen")

    def clean(self) -> dict[str, Any]:
        """Words where something is wrong."""
        values = super().clean() or {}
        if values.get("said") == NOT_RIGHT and not values.get("remark"):
            self.add_error("remark", _("Tell briefly what is not right."))
        return values

    @property
    def shown_before(self) -> list[int]:
        """The keys that the page showed; what is none is left out, and the act refuses."""
        given = str(self.cleaned_data.get("seen", "")).split(",")
        return [int(key) for key in given if key.isascii() and key.isdigit() and len(key) < 18]
