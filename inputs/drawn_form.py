"""A form drawn by its layout without a template for each field.

Gives the same HTML as `{% crispy form %}` with the pack in `templates/jatkumo`, which stays
for forms of a few fields; a long one is drawn in a third of the time.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from crispy_forms.layout import HTML, Column, Div, Field, Fieldset, LayoutObject, Row
from django import forms
from django.forms import BoundField
from django.forms.utils import flatatt
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from inputs.not_known import Folded
from inputs.shown_when import Few, ShownWhen

ALERT = format_html(
    '<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>', "alert"
)
# A value with its words, or the name of a group with such choices.
Choice = tuple[str, "str | tuple[Choice, ...]"]


class DrawnOnce(Div):  # type: ignore[misc]
    """Fields of which only the language changes the words, drawn once for each while all is empty.

    For those whose form gives them no first values.
    """

    def __init__(self, *fields: Any, **options: Any) -> None:
        super().__init__(*fields, **options)
        self.drawn: dict[str | None, SafeString] = {}

    def drawn_for(self, form: forms.BaseForm, context: Context) -> SafeString:
        """The fields; what was sent is drawn for whoever sent it."""
        if form.is_bound:
            return _div(self, form, _all(self, form, context))
        language = get_language()
        if language not in self.drawn:
            self.drawn[language] = _div(self, form, _all(self, form, context))
        return self.drawn[language]


def draw(form: forms.BaseForm, context: Context) -> SafeString:
    """All that the layout of the form's helper names; `context` is for its `HTML`."""
    layout: LayoutObject = form.helper.layout  # type: ignore[attr-defined]
    return _all(layout, form, context)


def _all(parent: LayoutObject, form: forms.BaseForm, context: Context) -> SafeString:
    return _lines([_part(part, form, context) for part in parent.fields])


def _lines(parts: Sequence[SafeString]) -> SafeString:
    """Each on a line of its own, in one call: a form has eighty parts."""
    return format_html("\n".join(["{}"] * len(parts)), *parts)


def _part(part: Any, form: forms.BaseForm, context: Context) -> SafeString:
    """One part of a layout: a field by its name, a field with a width, or what holds others."""
    if isinstance(part, str):
        return draw_field(form[part])
    if isinstance(part, HTML):
        return _template(part.html).render(context)
    if isinstance(part, DrawnOnce):
        return part.drawn_for(form, context)
    if type(part) is Field:
        css = part.attrs.get("class", "")
        return _lines([draw_field(form[name], css) for name in part.fields])
    return AROUND[type(part)](part, form, _all(part, form, context))


def _fieldset(part: Fieldset, _form: forms.BaseForm, inner: SafeString) -> SafeString:
    return format_html(
        "<fieldset{}><legend>{}</legend><div>{}</div></fieldset>",
        format_html(' class="{}"', part.css_class) if part.css_class else "",
        part.legend,
        inner,
    )


def _folded(part: Folded, form: forms.BaseForm, inner: SafeString) -> SafeString:
    return format_html(
        '<details class="folded {}"{}><summary>{}</summary><div>{}</div></details>',
        part.css_class or "",
        " open" if part.is_touched(form) else "",
        part.legend,
        inner,
    )


def _div(part: Div, _form: forms.BaseForm, inner: SafeString) -> SafeString:
    return format_html('<div class="{}">{}</div>', part.css_class or "", inner)


def _ruled(part: ShownWhen | Few, _form: forms.BaseForm, inner: SafeString) -> SafeString:
    css = {"class": part.css_class} if part.css_class else {}
    return format_html("<div{}>{}</div>", flatatt(css | part.rule), inner)


def _row(part: Row, _form: forms.BaseForm, inner: SafeString) -> SafeString:
    return format_html('<div class="row">{}</div>', inner)


AROUND: Mapping[type, Callable[[Any, forms.BaseForm, SafeString], SafeString]] = {
    Fieldset: _fieldset,
    Folded: _folded,
    Div: _div,
    Row: _row,
    Column: _div,
    ShownWhen: _ruled,
    Few: _ruled,
}


def draw_field(field: BoundField, css: str = "") -> SafeString:
    """Label, hint, what is wrong, and the input; `css` is the width of the input.

    Below it what is known already and may be taken into it (`cases/offers.py`).
    """
    drawn = _draw_field(field, css)
    offers = getattr(field.field, "offers", None)
    if not offers:
        return drawn
    known = render_to_string("components/offers.html", {"offers": offers, "label": field.label})
    return _lines([drawn, known])


def _draw_field(field: BoundField, css: str) -> SafeString:
    errors = _errors(field)
    wrong = " field-error" if errors else ""
    hint = _hint(field.auto_id, str(field.help_text)) if field.help_text else ""
    needs_no_answer = not field.field.required and not getattr(field.field, "conditional", False)
    optional = _("(optional)") if needs_no_answer else ""
    if field.use_fieldset:
        return _choices(field, wrong, _words(str(field.label), optional), hint, errors)
    return format_html(
        '<div id="div_{}" class="field{}">{}{}{}{}</div>',
        field.auto_id,
        wrong,
        _label(field.id_for_label, str(field.label), optional),
        hint,
        errors,
        _widget(field, css),
    )


# What a form says of its fields is drawn once; what somebody typed is never kept so.


@lru_cache(maxsize=1000, typed=True)
def _hint(auto_id: str, text: str) -> SafeString:
    return format_html('<div class="hint" id="{}_helptext">{}</div>', auto_id, text)


@lru_cache(maxsize=1000, typed=True)
def _label(target: str, label: str, optional: str) -> SafeString:
    words = _words(label, optional)
    return format_html('<label class="form-label" for="{}">{}</label>', target, words)


@lru_cache(maxsize=1000, typed=True)
def _words(label: str, optional: str) -> SafeString:
    said = format_html('<span class="optional">{}</span>', optional) if optional else ""
    return format_html("{} {}", label, said)


@lru_cache(maxsize=1000)
def _attributes(attrs: tuple[tuple[str, str | bool], ...]) -> SafeString:
    return flatatt(dict(attrs))


def _widget(field: BoundField, css: str) -> SafeString:
    widget = field.field.widget
    draw_one = WIDGETS.get(type(widget))
    kind = "form-select" if isinstance(widget, forms.Select) else "form-control"
    classes = [widget.attrs.get("class", ""), css, type(widget).__name__.lower(), kind]
    attrs: dict[str, Any] = {"class": " ".join(filter(None, classes))}
    if draw_one is None:
        return field.as_widget(attrs=attrs)
    attrs = widget.attrs | {"id": field.auto_id} | field.build_widget_attrs(attrs, widget)
    told = ((name, v if isinstance(v, bool) else str(v)) for name, v in attrs.items())
    return draw_one(field, widget, _attributes(tuple(told)))


def _text(field: BoundField, widget: Any, attributes: SafeString) -> SafeString:
    written = widget.format_value(field.value())
    value = "" if written is None else format_html(' value="{}"', written)
    return format_html('<input type="text" name="{}"{}{}>', field.html_name, value, attributes)


def _text_area(field: BoundField, widget: Any, attributes: SafeString) -> SafeString:
    # A browser takes the first line break away, and no other.
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>',
        field.html_name,
        attributes,
        widget.format_value(field.value()) or "",
    )


def _select(field: BoundField, widget: Any, attributes: SafeString) -> SafeString:
    """Its options are drawn once for as long as they are the same."""
    chosen = frozenset(map(str, widget.format_value(field.value())))
    return format_html(
        '<select name="{}"{}>{}</select>',
        field.html_name,
        attributes,
        _options(tuple(map(_in_words, widget.choices)), chosen),
    )


WIDGETS: Mapping[type, Callable[[BoundField, Any, SafeString], SafeString]] = {
    forms.TextInput: _text,
    forms.Textarea: _text_area,
    forms.Select: _select,
}


def _in_words(choice: Any) -> Choice:
    """A value with its words in the language of now, or a group's name with its own choices."""
    value, words = choice
    if isinstance(words, list | tuple):
        return str(value), tuple(map(_in_words, words))
    return str("" if value is None else value), str(words)


@lru_cache(maxsize=200)
def _options(choices: tuple[Choice, ...], chosen: frozenset[str]) -> SafeString:
    return format_html_join("", "{}", ([_option_or_group(*each, chosen)] for each in choices))


def _option_or_group(value: str, words: Any, chosen: frozenset[str]) -> SafeString:
    if isinstance(words, tuple):
        return format_html('<optgroup label="{}">{}</optgroup>', value, _options(words, chosen))
    selected = " selected" if value in chosen else ""
    return format_html('<option value="{}"{}>{}</option>', value, selected, words)


def _choices(
    field: BoundField, wrong: str, words: SafeString, hint: str, errors: str
) -> SafeString:
    """Radio buttons or check boxes, as one group."""
    described = field.aria_describedby
    widget: Any = field.field.widget
    chosen = frozenset(widget.format_value(field.value()))
    options = [
        _option(field, widget.input_type, f"{field.auto_id}_{place}", choice, chosen)
        for place, choice in enumerate(widget.choices)
    ]
    return format_html(
        '<fieldset id="div_{}" class="field{}"{}><legend>{}</legend><div>{}{}{}</div></fieldset>',
        field.auto_id,
        wrong,
        format_html(' aria-describedby="{}"', described) if described else "",
        words,
        hint,
        errors,
        _lines(options),
    )


def _option(
    field: BoundField, kind: str, place: str, choice: tuple[Any, Any], chosen: frozenset[str]
) -> SafeString:
    value, words = choice
    return format_html(
        '<div class="form-check"><input class="form-check-input" type="{}" name="{}" value="{}"'
        ' id="{}"{}><label class="form-check-label" for="{}">{}</label></div>',
        kind,
        field.html_name,
        value,
        place,
        " checked" if str(value) in chosen else "",
        place,
        words,
    )


def _errors(field: BoundField) -> str:
    if not field.errors:
        return ""
    lines = format_html_join(
        "", '<p class="err">{}<span>{}</span></p>', ((ALERT, error) for error in field.errors)
    )
    return format_html('<div id="{}_error">{}</div>', field.auto_id, lines)


@lru_cache(maxsize=100)
def _template(source: str) -> Template:
    """Of an `HTML` of a layout: there are as many as the code has."""
    return Template(source)
