"""The details of a unit."""

from typing import Any

from crispy_forms.layout import Field, Fieldset, Layout
from django.utils.translation import gettext_lazy as _

from accounts.actions.units import DETAILS
from accounts.models import Unit
from inputs.fields import ShortTextField
from inputs.record_form import RecordForm


class UnitForm(RecordForm):
    """Its names, and how it is reached: this stands on receipts and papers."""

    written = tuple(DETAILS)

    name_fi = ShortTextField(
        label=_("Name in Finnish"),
        max_length=200,
        error_messages={"required": _("Write the name of the unit.")},
    )
    name_sv = ShortTextField(label=_("Name in Swedish"), max_length=200, required=False)
    name_en = ShortTextField(label=_("Name in English"), max_length=200, required=False)
    address = ShortTextField(
        label=_("Address"),
        max_length=200,
        required=False,
        help_text=_("For example: Esimerkkikatu 1, 70100 Kuopio"),
    )
    phone = ShortTextField(label=_("Phone in office hours"), max_length=40, required=False)
    opening_hours = ShortTextField(
        label=_("Opening hours"),
        max_length=120,
        required=False,
        help_text=_("For example: Mon–Fri 9–15"),
    )
    on_call_phone = ShortTextField(
        label=_("On-call phone at other times"),
        max_length=40,
        required=False,
        help_text=_("Where a place is empty, the county’s own is shown."),
    )
    on_call_address = ShortTextField(
        label=_("Address of the social services on call"),
        max_length=200,
        required=False,
        help_text=_(
            "Belongs to the number above. With the county’s number the county’s address is shown."
        ),
    )

    def __init__(self, *args: Any, unit: Unit | None, **kwargs: Any) -> None:
        super().__init__(*args, record=unit, **kwargs)
        self.helper.layout = Layout(
            Fieldset(
                _("Name"),
                Field("name_fi", css_class="w-half"),
                Field("name_sv", css_class="w-half"),
                Field("name_en", css_class="w-half"),
                css_class="field-group",
            ),
            Fieldset(
                _("How the unit is reached"),
                Field("address", css_class="w-half"),
                Field("phone", css_class="w-phone"),
                Field("opening_hours", css_class="w-half"),
                Field("on_call_phone", css_class="w-phone"),
                Field("on_call_address", css_class="w-half"),
                css_class="field-group",
            ),
            *(["version"] if unit else []),
        )
