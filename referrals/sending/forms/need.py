"""What the person needs, what has been agreed, and how to go on."""

from typing import Any

from crispy_forms.layout import Field, Fieldset
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.fields import LongTextField, ShortTextField
from inputs.not_known import NotKnown
from referrals.sending.forms.page_form import ReferralPart
from referrals.vocabulary import SupportNeed


class NeedFields(ReferralPart):
    """The need in the national list's terms and in the sender's words."""

    can_be_unknown: tuple[str, ...] = ("needs", "description")
    columns: tuple[str, ...] = (
        "needs",
        "description",
        "agreed_with_client",
        "how_to_reach",
        "contact_phone",
        "contact_times",
    )

    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What does the person need support with?"),
        help_text=gettext_lazy("Choose all that apply."),
        choices=SupportNeed.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy(
                "Choose what the person needs support with, or “Not known, because”."
            )
        },
    )
    description = LongTextField(
        label=gettext_lazy("Situation and concern"),
        help_text=gettext_lazy(
            "What must be in place by the release, and what is there already? "
            "Write nothing about the offence."
        ),
        error_messages={
            "required": gettext_lazy(
                "Tell briefly what the situation is, or choose “Not known, because”. "
                "One sentence will do."
            )
        },
    )
    agreed_with_client = LongTextField(
        label=gettext_lazy("What have you agreed with the person?"),
        rows=3,
        required=False,
    )
    how_to_reach = LongTextField(
        label=gettext_lazy("How is the person best reached?"),
        help_text=gettext_lazy("For example: by phone through the unit, on weekdays after 14."),
        rows=3,
        required=False,
    )
    contact_phone = ShortTextField(
        label=gettext_lazy("Your phone"),
        max_length=40,
        error_messages={
            "required": gettext_lazy("Write the phone number that the county can call.")
        },
    )
    contact_times = ShortTextField(label=gettext_lazy("When are you reached?"), required=False)


class NeedForm(NeedFields):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact_phone"].initial = self.sender.phone
        self.draw(
            Fieldset(
                _("Need for support"),
                NotKnown("needs"),
                NotKnown("description"),
                *self.agreed(),
                css_class="field-group",
            ),
            Fieldset(
                _("How to reach you both"),
                Field("contact_phone", css_class="w-phone"),
                "how_to_reach",
                Field("contact_times", css_class="w-half"),
                css_class="field-group",
            ),
        )

    def agreed(self) -> list[str]:
        """What is agreed with the person, who knows of the contact."""
        return ["agreed_with_client"]


class NotifiedNeedForm(NeedForm):
    """The same of a notification: nothing has been agreed with the person."""

    columns = tuple(name for name in NeedFields.columns if name != "agreed_with_client")

    def agreed(self) -> list[str]:
        """Not asked here: nothing was agreed with the person."""
        del self.fields["agreed_with_client"]
        return []
