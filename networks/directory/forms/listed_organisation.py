"""An organisation of the directory as its administrator fills it in."""

from typing import Any

from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Municipality, Organisation
from inputs.fields import DayField, ShortTextField
from inputs.record_form import RecordForm
from networks.models import Authority, DirectoryOrganisation


class DaysForm(RecordForm):
    """From when until when an entry holds."""

    valid_from = DayField(label=gettext_lazy("Holds from"))
    valid_until = DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Write it when it is known that this ends. Nothing is removed."),
    )

    def clean(self) -> dict[str, Any]:
        """The last day does not come before the first."""
        super().clean()
        first, last = self.cleaned_data.get("valid_from"), self.cleaned_data.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("The last day is before the first one. Check them."))
        return self.cleaned_data

    @staticmethod
    def days() -> Fieldset:
        """Their place in a layout."""
        return Fieldset(
            _("From when until when"),
            Field("valid_from", css_class="w-date"),
            Field("valid_until", css_class="w-date"),
            css_class="field-group",
        )


class ListedOrganisationForm(DaysForm):
    """Its names, what it is, and where it gives services."""

    written = (
        *("name_fi", "name_sv", "name_en", "kind", "authority", "municipalities"),
        *("valid_from", "valid_until"),
    )

    name_fi = ShortTextField(
        label=gettext_lazy("Name in Finnish"),
        error_messages={"required": gettext_lazy("Write the name of the organisation.")},
    )
    name_sv = ShortTextField(label=gettext_lazy("Name in Swedish"), required=False)
    name_en = ShortTextField(label=gettext_lazy("Name in English"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=DirectoryOrganisation.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what it is.")},
    )
    authority = forms.ChoiceField(
        label=gettext_lazy("Which authority (SHL 41 §)"),
        choices=[("", gettext_lazy("Not an authority")), *Authority.choices],
        required=False,
    )
    municipalities = forms.MultipleChoiceField(
        label=gettext_lazy("Municipalities"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Choose none if it serves the whole county."),
    )

    def __init__(
        self,
        *args: Any,
        county: Organisation,
        organisation: DirectoryOrganisation | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"valid_from": timezone.localdate()}
        super().__init__(*args, record=organisation, **kwargs)
        area: Any = self.fields["municipalities"]
        offered = municipalities_of(county)
        stored = organisation.municipalities if organisation else []
        area.choices = offered + _former(stored, offered)
        self.helper.layout = Layout(
            Fieldset(
                _("Name"),
                Field("name_fi", css_class="w-half"),
                Field("name_sv", css_class="w-half"),
                Field("name_en", css_class="w-half"),
                css_class="field-group",
            ),
            "kind",
            Field("authority", css_class="w-half"),
            "municipalities",
            self.days(),
        )

    def clean(self) -> dict[str, Any]:
        """Only a public service is an authority."""
        super().clean()
        is_public = self.cleaned_data.get("kind") == DirectoryOrganisation.Kind.PUBLIC
        if self.cleaned_data.get("authority") and "kind" in self.cleaned_data and not is_public:
            self.add_error(
                "authority", _("Only a public service is an authority. Check what it is.")
            )
        return self.cleaned_data


def _former(stored: list[str], offered: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those that have merged since they were chosen: an edit would lose them in silence."""
    codes = [code for code in stored if code not in dict(offered)]
    found = Municipality.objects.filter(code__in=codes).order_by("valid_from")
    names = {each.code: each.name for each in found}
    return [(code, names.get(code, code)) for code in codes]


def municipalities_of(county: Organisation) -> list[tuple[str, str]]:
    """(code, name) of those that the county has today, in the reader's language."""
    found = Municipality.objects.on(timezone.localdate()).filter(county=county)
    return [(each.code, each.name) for each in found]
