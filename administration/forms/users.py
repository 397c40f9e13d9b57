"""Who somebody is, and what they do here."""

from typing import Any, cast

from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.actions.users import DETAILS
from accounts.forms.qualifications import QualificationFields
from accounts.models import Organisation, UnitRole, User
from administration.forms.roles import ROLE, RoleFields
from administration.forms.vouching import VOUCHER, VouchingFields
from inputs.fields import ShortTextField
from inputs.record_form import RecordForm

ADMINISTRATOR = "administrator"
ROLES = [*UnitRole.choices, (ADMINISTRATOR, _("Administrator of the county"))]
WHO = (
    Field("first_name", css_class="w-half"),
    Field("last_name", css_class="w-half"),
    Field("email", css_class="w-half"),
    Field("title", css_class="w-half"),
    Field("phone", css_class="w-phone"),
    Field("language", css_class="w-half"),
)


class UserForm(RecordForm):
    """Name, address, title, phone and language."""

    written = tuple(DETAILS)

    first_name = ShortTextField(
        label=_("First name"),
        max_length=90,
        error_messages={"required": _("Write the first name.")},
    )
    last_name = ShortTextField(
        label=_("Last name"),
        max_length=90,
        error_messages={"required": _("Write the last name.")},
    )
    email = forms.EmailField(
        label=_("Work e-mail"),
        max_length=254,
        help_text=_("The person signs in with it, and the invitation goes there."),
        error_messages={
            "required": _("Write the work e-mail."),
            "invalid": _("Write the address as in this example: maija.meikalainen@example.fi"),
            "max_length": _("The address is too long. Check it."),
        },
    )
    title = ShortTextField(label=_("Job title"), max_length=120, required=False)
    phone = ShortTextField(label=_("Phone"), max_length=40, required=False)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        error_messages={
            "required": _("Choose the language."),
            "invalid_choice": _("Choose the language from the list."),
        },
    )

    def __init__(self, *args: Any, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, record=user, **kwargs)
        self.helper.layout = Layout(*WHO, *(["version"] if user else []))

    def clean_email(self) -> str:
        """As it is compared everywhere.

        Before the @ in plain letters: others are taken for these in one place and not in another.
        """
        field: Any = self.fields["email"]
        email = str(self.cleaned_data["email"]).lower()
        if not email.rpartition("@")[0].isascii():
            raise forms.ValidationError(field.error_messages["invalid"], code="invalid")
        if len(email) > field.max_length:
            raise forms.ValidationError(field.error_messages["max_length"], code="max_length")
        return email


class NewEmployeeForm(RoleFields, QualificationFields, UserForm):
    """Somebody of the county: who, in which unit, as what, from when to when."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=None, **kwargs)
        role, unit = cast(forms.ChoiceField, self.fields["role"]), self.fields["unit"]
        role.choices = ROLES
        unit.required, unit.help_text = False, _("An administrator has no unit.")
        self.helper.layout = Layout(
            Fieldset(_("Who"), *WHO, css_class="field-group"),
            Fieldset(_("Work"), *ROLE, css_class="field-group"),
            Fieldset(
                _("Office and licence"),
                "is_office_holder",
                "is_social_worker",
                css_class="field-group",
            ),
        )

    def clean(self) -> dict[str, Any]:
        """A unit for everybody but an administrator."""
        values = super().clean()
        if values.get("role") and not self.is_administrator and not values.get("unit"):
            if "unit" not in self.errors:
                self.add_error("unit", _("Choose the unit in which the person works."))
        elif self.is_administrator and values.get("unit"):
            self.add_error("unit", _("An administrator sees no client and so has no unit."))
        return values

    @property
    def is_administrator(self) -> bool:
        return bool(self.cleaned_data.get("role") == ADMINISTRATOR)


class NewOutsiderForm(VouchingFields, UserForm):
    """Somebody of a prison or another organisation, and who vouches for them."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        empty_label=_("Choose"),
        error_messages={
            "required": _("Choose the organisation."),
            "invalid_choice": _("Choose the organisation from the list."),
        },
    )

    def __init__(self, *args: Any, county: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, user=None, **kwargs)
        organisation: Any = self.fields["organisation"]
        organisation.queryset = Organisation.objects.vouched_to(county).order_by("kind", "name_fi")
        self.helper.layout = Layout(
            Fieldset(
                _("Who"), Field("organisation", css_class="w-half"), *WHO, css_class="field-group"
            ),
            Fieldset(_("Who vouches"), *VOUCHER, css_class="field-group"),
        )
