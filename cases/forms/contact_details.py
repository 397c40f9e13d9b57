"""The rows of how a client is reached: any number, one way each."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.actions.client import shown_contact_details
from cases.models import Client, ContactDetail
from cases.models.contact_detail import SHOWN_WHEN_PROTECTED
from cases.register import phone
from cases.vocabulary import ContactKind
from inputs.fields import ShortTextField

PREFIX = "contact"
MOST_ROWS = 20
# The empty rows that "Save and add rows" gives.
MORE_ROWS = 3


class ContactDetailRow(forms.Form):
    """One way to reach the client. An untouched new row is no row."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=gettext_lazy("Way of reaching"),
        choices=ContactKind.choices,
        initial=ContactKind.PHONE,
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )
    value = ShortTextField(
        label=gettext_lazy("Number or address"),
        error_messages={
            "required": gettext_lazy("Write the number or address, or tick “Remove this row”.")
        },
    )
    whose = ShortTextField(label=gettext_lazy("Whose, if not the client’s own"), required=False)
    message_may_be_left = forms.BooleanField(
        label=gettext_lazy("A message may be left"), required=False
    )

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if client.protected_address:
            kinds: Any = self.fields["kind"]
            kinds.choices = [
                kind for kind in ContactKind.choices if kind[0] in SHOWN_WHEN_PROTECTED
            ]
            kinds.error_messages["invalid_choice"] = _(
                "With a non-disclosure order only a phone and a contact address are shown "
                "and added. Choose one of them."
            )

    def full_clean(self) -> None:
        """The errors of a row that is removed do not count."""
        super().full_clean()
        if getattr(self, "cleaned_data", {}).get("DELETE"):
            self._errors = forms.utils.ErrorDict()

    def clean_value(self) -> str:
        """A phone number has digits, and an e-mail address the form of one."""
        value: str = self.cleaned_data["value"]
        kind = self.cleaned_data.get("kind")
        if kind == ContactKind.PHONE and not phone.comparable(value):
            raise ValidationError(_("Write the number in digits, for example 040 123 4567."))
        if kind == ContactKind.EMAIL:
            try:
                validate_email(value)
            except ValidationError:
                raise ValidationError(
                    _("Write the whole e-mail address, for example name@example.fi.")
                ) from None
        return value

    def detail(self) -> ContactDetail:
        """The row as written, unsaved."""
        names = ("kind", "value", "whose", "message_may_be_left")
        return ContactDetail(**{name: self.cleaned_data[name] for name in names})


class ContactDetailRows(BaseFormSet):  # type: ignore[type-arg]
    """All rows of the page; works without a script: the empty row is there from the start."""

    default_error_messages = {
        "missing_management_form": gettext_lazy(
            "The contact details did not come along whole. Open the page again."
        ),
    }

    def add_fields(self, form: Any, index: int | None) -> None:
        """The tick that removes a row, in our words; a new row is left empty instead."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove this row")

    def clean(self) -> None:
        """A count that no page has sent must not remove the rows that are saved."""
        told = self.management_form.cleaned_data
        saved, total = told["INITIAL_FORMS"] or 0, told["TOTAL_FORMS"] or 0
        if not 0 <= saved <= total:
            raise ValidationError(self.default_error_messages["missing_management_form"])

    def details(self) -> list[ContactDetail]:
        """The rows to keep, unsaved, in the order of the page."""
        return [
            row.detail()
            for row in self.forms
            if row.has_changed() and not row.cleaned_data.get("DELETE")
        ]


def contact_detail_rows(
    client: Client, data: Mapping[str, Any] | None = None, *, more: bool = False
) -> ContactDetailRows:
    """The rows of `client`, as saved or as sent in `data`."""
    made = formset_factory(
        ContactDetailRow,
        formset=ContactDetailRows,
        extra=MORE_ROWS if more else 1,
        can_delete=True,
        max_num=MOST_ROWS,
        absolute_max=2 * MOST_ROWS,
        validate_max=True,
    )
    saved = None if data is not None else [_initial(each) for each in shown_contact_details(client)]
    rows: Any = made(data, initial=saved, prefix=PREFIX, form_kwargs={"client": client})
    return rows  # type: ignore[no-any-return]


def in_words(details: list[ContactDetail]) -> str:
    """The rows as lines, to be compared side by side."""
    return "\n".join(_line(each) for each in details) or "–"


def _line(detail: ContactDetail) -> str:
    parts = [f"{detail.get_kind_display()}: {detail.value}", detail.whose]
    if detail.message_may_be_left:
        parts.append(_("a message may be left"))
    return ", ".join(part for part in parts if part)


def _initial(detail: ContactDetail) -> dict[str, Any]:
    names = ("kind", "value", "whose", "message_may_be_left")
    return {name: getattr(detail, name) for name in names}
