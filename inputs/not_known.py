"""“Not known, because”: a hard fact may be missing, but never without a reason."""

from typing import TYPE_CHECKING, Any

from crispy_forms.layout import Field, Fieldset
from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.fields import ShortTextField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class NotKnown(Field):  # type: ignore[misc]
    """A field with the tick “Not known, because” and its reason beneath."""

    def __init__(self, field: str, **attrs: str) -> None:
        super().__init__(field, **attrs)
        self.name = field

    def render(self, form: forms.BaseForm, context: Any, *args: Any, **kwargs: Any) -> SafeString:
        beneath = {
            "not_known": form[unknown_name(self.name)],
            "not_known_reason": form[reason_name(self.name)],
        }
        html: SafeString = super().render(form, context, *args, extra_context=beneath, **kwargs)
        return html


class Folded(Fieldset):  # type: ignore[misc]
    """Fields that nobody need touch, behind a line to open; open where one is filled or wrong."""

    template = "%s/layout/folded.html"

    def render(self, form: forms.BaseForm, context: Any, *args: Any, **kwargs: Any) -> SafeString:
        """Draw the fields, opened when there is something to see."""
        self.is_open = self.is_touched(form)
        html: SafeString = super().render(form, context, *args, **kwargs)
        return html

    def is_touched(self, form: forms.BaseForm) -> bool:
        """Whether there is something to see."""
        names = [pointer.name for pointer in self.get_field_names()]
        return any(form[name].value() or form[name].errors for name in names)


class NotKnownMixin(forms.BaseForm):
    """A form in which some fields take a value or a reason why it is not known.

    Name the fields in `can_be_unknown`. The tick and the reason are added unless the form
    has them already, as a ModelForm may.
    """

    can_be_unknown: tuple[str, ...] = ()
    neither_message: "StrOrPromise" = gettext_lazy(
        "Fill this in, or choose “Not known, because” and tell why."
    )
    both_message: "StrOrPromise" = gettext_lazy(
        "You wrote an answer and also why it is not known. Remove one of them."
    )
    reason_message: "StrOrPromise" = gettext_lazy(
        "Tell briefly why this is not known. For example: the decision comes in December."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.can_be_unknown:
            self._allow_unknown(name)

    def clean(self) -> dict[str, Any] | None:
        """Hold each field to a value or a reason."""
        cleaned = super().clean()
        for name in self.can_be_unknown:
            self._clean_unknown(name)
        return cleaned

    def _allow_unknown(self, name: str) -> None:
        field = self.fields[name]
        field.required = False
        reason = self.fields.setdefault(reason_name(name), ShortTextField())
        reason.required = False
        reason.label = _("Why this is not known: %(what)s") % {"what": field.label or name}
        reason.widget.attrs |= {"aria-label": reason.label, "data-reason": "true"}
        ticked = self.fields.setdefault(unknown_name(name), forms.BooleanField())
        ticked.required = False
        ticked.initial = bool(self.get_initial_for_field(reason, reason_name(name)))

    def _clean_unknown(self, name: str) -> None:
        value = self.cleaned_data.get(name)
        reason = self.cleaned_data.get(reason_name(name), "")
        answered = value not in self.fields[name].empty_values
        # A reason is meant even where the tick was forgotten: what was typed is not dropped.
        unknown = bool(self.cleaned_data.get(unknown_name(name)) or reason)
        self.cleaned_data[unknown_name(name)] = unknown
        if {name, reason_name(name)} & self.errors.keys():
            return
        if unknown and answered:
            self.add_error(name, self.both_message)
        elif unknown and not reason:
            self.add_error(reason_name(name), self.reason_message)
        elif not unknown and not answered:
            self.add_error(name, self.neither_message)


def unknown_name(field: str) -> str:
    """The form field that says that `field` is not known."""
    return f"{field}_unknown"


def reason_name(field: str) -> str:
    """The form field that says why `field` is not known."""
    return f"{field}_unknown_reason"
