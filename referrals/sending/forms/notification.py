"""The ground of a notification, which is made without consent (SHL 35 §)."""

from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.fields import LongTextField
from inputs.shown_when import ShownWhen
from referrals.sending.forms.page_form import ReferralPart, ask_conditionally
from referrals.vocabulary import Ground


class GroundFields(ReferralPart):
    """One of the grounds that the law knows, with reasons; there is no other ground."""

    columns: tuple[str, ...] = (
        "ground",
        "ground_reasons",
        "no_consent_because",
        "sender_is_secret",
        "sender_secret_because",
    )

    ground = forms.ChoiceField(
        label=gettext_lazy("On which ground is the notification made?"),
        help_text=gettext_lazy("The law knows these two only."),
        choices=Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the ground of the notification.")},
    )
    ground_reasons = LongTextField(
        label=gettext_lazy("What is the ground based on?"),
        help_text=gettext_lazy("What have you seen or heard, and when? Keep to what is needed."),
        rows=4,
        error_messages={"required": gettext_lazy("Tell what the ground is based on.")},
    )
    no_consent_because = LongTextField(
        label=gettext_lazy("Why can consent not be obtained?"),
        help_text=gettext_lazy("For example: the person does not understand what is asked."),
        rows=3,
        error_messages={"required": gettext_lazy("Tell why consent cannot be obtained.")},
    )
    sender_is_secret = forms.BooleanField(
        label=gettext_lazy("Who made the notification is to be kept secret from the person"),
        help_text=gettext_lazy(
            "Only for a weighty reason, such as a threat to your safety. The county decides."
        ),
        required=False,
    )
    sender_secret_because = LongTextField(
        label=gettext_lazy("Reasons for the secrecy"),
        rows=3,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_conditionally(self, "sender_secret_because")

    def clean(self) -> dict[str, Any]:
        """Keeping the notifier secret needs reasons, and reasons mean that it is asked for."""
        super().clean()
        values = self.cleaned_data
        because = values.get("sender_secret_because", "")
        if because:
            values["sender_is_secret"] = True
        elif values.get("sender_is_secret") and "sender_secret_because" not in self.errors:
            self.add_error(
                "sender_secret_because", _("Tell why the notifier is to be kept secret.")
            )
        return values


class GroundForm(GroundFields):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draw(
            Fieldset(
                _("Ground for the notification"),
                "ground",
                "ground_reasons",
                "no_consent_because",
                css_class="field-group",
            ),
            Fieldset(
                _("Secrecy of the notifier"),
                "sender_is_secret",
                ShownWhen("sender_is_secret", ("on",), "sender_secret_because"),
                css_class="field-group",
            ),
        )
