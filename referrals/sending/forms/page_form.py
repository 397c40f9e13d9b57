"""What every page of a contact's form has in common."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext as _

from accounts.models import User
from inputs.not_known import NotKnownMixin, reason_name, unknown_name


def ask_conditionally(form: forms.BaseForm, *names: str) -> None:
    """Mark fields that an answer elsewhere may demand, so that they are not shown as optional."""
    for name in names:
        if name in form.fields:
            form.fields[name].conditional = True  # type: ignore[attr-defined]


class ReferralPart(NotKnownMixin, forms.Form):
    """Some fields of a contact. `columns` are those that go into the record as they are."""

    columns: tuple[str, ...] = ()

    def __init__(self, *args: Any, sender: User, **kwargs: Any) -> None:
        self.sender = sender
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def _clean_unknown(self, name: str) -> None:
        """Errors that say which fact they are about: the summary lists them side by side."""
        field = self.fields[name]
        self.neither_message = field.error_messages["required"]
        self.reason_message = _("%(what)s: tell briefly why it is not known.") % {
            "what": field.label
        }
        super()._clean_unknown(name)

    def draw(self, *parts: Any) -> None:
        """Draw the fields in this order, which is also that of the error summary."""
        self.helper.layout = Layout(*parts)
        order = []
        for pointer in self.helper.layout.get_field_names():
            order += [pointer.name, unknown_name(pointer.name), reason_name(pointer.name)]
        self.order_fields(order)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.columns}

    def reasons(self) -> dict[str, str]:
        """Why what is missing is not known, by the name of the fact."""
        found = {n: self.cleaned_data.get(reason_name(n), "") for n in self.can_be_unknown}
        return {name: reason for name, reason in found.items() if reason}
