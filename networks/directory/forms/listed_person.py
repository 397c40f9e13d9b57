"""A contact person of the directory as its administrator fills them in."""

from typing import Any

from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inputs.fields import ShortTextField
from networks.directory.address_fields import mail_field
from networks.directory.forms.listed_organisation import DaysForm
from networks.models import DirectoryPerson


class ListedPersonForm(DaysForm):
    """Name, role and how they are reached."""

    written = ("name", "role", "phone", "email", "is_public", "valid_from", "valid_until")

    name = ShortTextField(
        label=_("Name"), error_messages={"required": _("Write the name of the contact person.")}
    )
    role = ShortTextField(label=_("Role"), required=False)
    phone = ShortTextField(label=_("Phone"), max_length=40, required=False)
    email = mail_field()
    is_public = forms.BooleanField(
        label=_("Is shown on the public page and on paper"),
        required=False,
        help_text=_("Only if the person has agreed to it."),
    )

    def __init__(self, *args: Any, person: DirectoryPerson | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"valid_from": timezone.localdate()}
        super().__init__(*args, record=person, **kwargs)
        self.helper.layout = Layout(
            Field("name", css_class="w-half"),
            Field("role", css_class="w-half"),
            Field("phone", css_class="w-phone"),
            Field("email", css_class="w-half"),
            "is_public",
            self.days(),
        )
