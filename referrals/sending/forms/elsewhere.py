"""How and when a contact was sent in another way."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inputs.fields import DayField
from referrals.vocabulary import OtherWay


class ElsewhereForm(forms.Form):
    """The way and the day."""

    way = forms.ChoiceField(
        label=_("How did you send it?"),
        choices=OtherWay.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you sent it.")},
    )
    sent_on = DayField(label=_("On which day?"), future=False, initial=timezone.localdate)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("way", Field("sent_on", css_class="w-date"))
