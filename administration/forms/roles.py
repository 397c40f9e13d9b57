"""A role in a unit, from a day to a day."""

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions.roles import days_of
from accounts.models import Organisation, Unit, UnitMembership, UnitRole
from inputs.fields import DayField

# How they stand in a form.
ROLE = (
    "role",
    Field("unit", css_class="w-half"),
    Field("first_on", css_class="w-date"),
    Field("last_on", css_class="w-date"),
)


class SpanOfDays(forms.Form):
    """Of a form with `first_on` and `last_on`: the last day is not before the first."""

    def clean(self) -> dict[str, Any]:
        """Both days are included, so that they may be one."""
        values = super().clean() or {}
        first, last = values.get("first_on"), values.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The last day is before the first."))
        return values


class RoleFields(SpanOfDays):
    """As what somebody works, in which unit of the county, from when to when."""

    role = forms.ChoiceField(
        label=_("What does the person do?"),
        choices=UnitRole.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what the person does."),
            "invalid_choice": _("Choose what the person does."),
        },
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        empty_label=_("Choose"),
        error_messages={
            "required": _("Choose the unit in which the person works."),
            "invalid_choice": _("Choose the unit from the list."),
        },
    )
    first_on = DayField(label=_("First day"), required=False, help_text=_("Empty: from now on."))
    last_on = DayField(
        label=_("Last day"), required=False, help_text=_("Empty: until further notice.")
    )

    def __init__(self, *args: Any, county: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = county.units.order_by("name_fi", "pk")


class RoleForm(RoleFields):
    """A further role of somebody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*ROLE)


class DaysForm(SpanOfDays):
    """From when to when a role holds."""

    first_on = DayField(
        label=_("First day"),
        required=False,
        help_text=_("Empty: since the account was made."),
    )
    last_on = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Empty: until further notice. Yesterday’s day ends the role at once."),
    )
    # The days as the page showed them.
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, *args: Any, held: UnitMembership, **kwargs: Any) -> None:
        days = {"first_on": held.first_on, "last_on": held.last_on, "seen": days_of(held)}
        super().__init__(*args, **kwargs | {"initial": days})
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field("first_on", css_class="w-date"), Field("last_on", css_class="w-date"), "seen"
        )


class MoveForm(forms.Form):
    """To which unit, and from which day on."""

    unit = forms.ModelChoiceField(
        label=_("New unit"),
        queryset=Unit.objects.none(),
        empty_label=_("Choose"),
        error_messages={
            "required": _("Choose the unit to which the person moves."),
            "invalid_choice": _("Choose the unit from the list."),
        },
    )
    first_on = DayField(label=_("First day in the new unit"))
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, *args: Any, held: UnitMembership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"initial": {"seen": days_of(held)}})
        unit: Any = self.fields["unit"]
        others = held.unit.county.units.exclude(pk=held.unit_id)
        unit.queryset = others.order_by("name_fi", "pk")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field("unit", css_class="w-half"), Field("first_on", css_class="w-date"), "seen"
        )

    def clean_first_on(self) -> dt.date:
        """The past has been worked in the former unit."""
        day: dt.date = self.cleaned_data["first_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("The day has passed. Write today or a later day."))
        return day
