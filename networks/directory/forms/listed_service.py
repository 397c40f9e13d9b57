"""A service of the directory as its administrator fills it in."""

from typing import Any

from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.fields import DayField, LongTextField, ShortTextField
from inputs.not_known import Folded
from networks.directory.address_fields import mail_field, web_field
from networks.directory.forms.listed_organisation import DaysForm
from networks.models import DirectoryService, SpokenLanguage
from networks.models.directory_service import ANSWER

NOT_TOLD = ("", gettext_lazy("Not told"))


def _answer(label: Any, help_text: Any = "") -> LongTextField:
    return LongTextField(
        label=label, rows=2, max_length=ANSWER, required=False, help_text=help_text
    )


class ListedServiceForm(DaysForm):
    """What it is and for whom, how one gets it, and when that was last checked."""

    written = (
        *("name_fi", "name_sv", "name_en", "what_fi", "what_sv", "what_en"),
        *("for_whom_fi", "for_whom_sv", "for_whom_en", "access", "languages"),
        *("phone", "email", "web", "address", "visiting"),
        *("hours_fi", "hours_sv", "hours_en", "in_prison", "queue", "queue_told_on"),
        *("checked_on", "is_public", "valid_from", "valid_until"),
    )

    name_fi = ShortTextField(
        label=gettext_lazy("Name in Finnish"),
        error_messages={"required": gettext_lazy("Write the name of the service.")},
    )
    name_sv = ShortTextField(label=gettext_lazy("Name in Swedish"), required=False)
    name_en = ShortTextField(label=gettext_lazy("Name in English"), required=False)
    what_fi = _answer(gettext_lazy("What it is, in Finnish"), gettext_lazy("In plain words."))
    what_sv = _answer(gettext_lazy("What it is, in Swedish"))
    what_en = _answer(gettext_lazy("What it is, in English"))
    for_whom_fi = _answer(gettext_lazy("For whom, in Finnish"))
    for_whom_sv = _answer(gettext_lazy("For whom, in Swedish"))
    for_whom_en = _answer(gettext_lazy("For whom, in English"))
    access = forms.ChoiceField(
        label=gettext_lazy("How one gets it"),
        choices=DirectoryService.Access.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how one gets it.")},
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=SpokenLanguage.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("In which the service is given without an interpreter."),
    )
    phone = ShortTextField(label=gettext_lazy("Phone"), max_length=40, required=False)
    email = mail_field()
    web = web_field()
    address = ShortTextField(label=gettext_lazy("Address"), required=False)
    visiting = forms.ChoiceField(
        label=gettext_lazy("How one meets somebody"),
        choices=[NOT_TOLD, *DirectoryService.Visiting.choices],
        required=False,
    )
    hours_fi = ShortTextField(
        label=gettext_lazy("Opening hours, in Finnish"),
        required=False,
        help_text=gettext_lazy("For example: Mon–Fri 9–15"),
    )
    hours_sv = ShortTextField(label=gettext_lazy("Opening hours, in Swedish"), required=False)
    hours_en = ShortTextField(label=gettext_lazy("Opening hours, in English"), required=False)
    in_prison = forms.ChoiceField(
        label=gettext_lazy("Do they come to the prison?"),
        choices=[NOT_TOLD, *DirectoryService.InPrison.choices],
        required=False,
    )
    queue = ShortTextField(
        label=gettext_lazy("Queue, as it was last told"),
        required=False,
        help_text=gettext_lazy("For example: about three weeks. Workers see it, others do not."),
    )
    queue_told_on = DayField(label=gettext_lazy("When it was told"), future=False, required=False)
    checked_on = DayField(
        label=gettext_lazy("Checked on"),
        future=False,
        help_text=gettext_lazy("When somebody last made sure that all of this holds."),
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Is shown on the public page"),
        required=False,
        help_text=gettext_lazy("Anybody can read that page without signing in."),
    )

    def __init__(self, *args: Any, service: DirectoryService | None = None, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs["initial"] = {"valid_from": today, "checked_on": today}
        super().__init__(*args, record=service, **kwargs)
        self.helper.layout = Layout(
            Fieldset(
                _("The service"),
                Field("name_fi", css_class="w-half"),
                "what_fi",
                "for_whom_fi",
                css_class="field-group",
            ),
            Folded(_("In Swedish"), Field("name_sv", css_class="w-half"), "what_sv", "for_whom_sv"),
            Folded(_("In English"), Field("name_en", css_class="w-half"), "what_en", "for_whom_en"),
            Fieldset(_("How one gets it"), "access", "languages", css_class="field-group"),
            self._reached(),
            Fieldset(
                _("What workers ask"),
                Field("in_prison", css_class="w-half"),
                Field("queue", css_class="w-half"),
                Field("queue_told_on", css_class="w-date"),
                Field("checked_on", css_class="w-date"),
                css_class="field-group",
            ),
            "is_public",
            self.days(),
        )

    @staticmethod
    def _reached() -> Fieldset:
        return Fieldset(
            _("How it is reached"),
            Field("phone", css_class="w-phone"),
            Field("email", css_class="w-half"),
            Field("web", css_class="w-half"),
            Field("address", css_class="w-half"),
            Field("visiting", css_class="w-half"),
            Field("hours_fi", css_class="w-half"),
            Field("hours_sv", css_class="w-half"),
            Field("hours_en", css_class="w-half"),
            css_class="field-group",
        )

    def clean(self) -> dict[str, Any]:
        """A queue and its day are told together."""
        super().clean()
        queue, told_on = (self.cleaned_data.get(name) for name in ("queue", "queue_told_on"))
        if queue and not told_on and "queue_told_on" not in self.errors:
            self.add_error("queue_told_on", _("Write when it was told: a queue changes."))
        elif told_on and not queue and "queue" not in self.errors:
            self.add_error("queue", _("Write what was told of the queue, or remove the day."))
        return self.cleaned_data
