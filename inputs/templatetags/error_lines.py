"""What is wrong in a form, as lines for `components/error_summary.html`."""

from collections import Counter
from typing import NamedTuple

from django import forms, template
from django.forms import BoundField

register = template.Library()


class Line(NamedTuple):
    """What to do, and the id of the place; a hidden field has none."""

    text: str
    place: str


@register.filter
def error_lines(form: forms.BaseForm) -> list[Line]:
    """One line for each field with errors, in the order of the page.

    Where two fields say the same, each says its name first; a question needs no colon.
    """
    wrong = [(field, " ".join(map(str, field.errors))) for field in _in_order(form) if field.errors]
    times = Counter(text for _field, text in wrong)
    return [
        Line(f"{_named(field)} {text}" if times[text] > 1 else text, _place(field))
        for field, text in wrong
    ]


def _named(field: BoundField) -> str:
    label = str(field.label)
    return label if label.endswith("?") else f"{label}:"


def _in_order(form: forms.BaseForm) -> list[BoundField]:
    """The fields as the form's layout shows them, and then those that it does not name."""
    layout = getattr(getattr(form, "helper", None), "layout", None)
    shown = [pointer.name for pointer in layout.get_field_names()] if layout else []
    names = dict.fromkeys([name for name in shown if name in form.fields] + list(form.fields))
    return [form[name] for name in names]


def _place(field: BoundField) -> str:
    """A group of choices is entered at its first one."""
    if field.is_hidden:
        return ""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
