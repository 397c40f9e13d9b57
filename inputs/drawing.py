"""Inputs drawn without a template: a form has dozens, and a list of workers hundreds of options."""

from collections.abc import Iterator
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import format_html, format_html_join

INPUTS = {
    f"django/forms/widgets/{name}.html"
    for name in ("text", "hidden", "number", "email", "password", "checkbox")
}


class Drawn(DjangoTemplates):
    """Draws the same HTML as Django's own templates; what it does not know is left to them."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """One input, one text area, or one list of options."""
        if template_name in INPUTS:
            return _input(context["widget"])
        if template_name == "django/forms/widgets/textarea.html":
            return _text_area(context["widget"])
        if template_name == "django/forms/widgets/select.html":
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _input(widget: dict[str, Any]) -> str:
    given = widget["value"]
    value = "" if given is None else format_html(' value="{}"', given)
    attributes = _attributes(widget["attrs"])
    return format_html(
        '<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, attributes
    )


def _text_area(widget: dict[str, Any]) -> str:
    # A browser takes the first line break away, and no other.
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>',
        widget["name"],
        _attributes(widget["attrs"]),
        widget["value"] or "",
    )


def _select(widget: dict[str, Any]) -> str:
    groups = format_html_join("", "{}", ((each,) for each in _groups(widget["optgroups"])))
    attributes = _attributes(widget["attrs"])
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], attributes, groups)


def _groups(groups: list[tuple[str | None, list[dict[str, Any]], int]]) -> Iterator[str]:
    """Options that stand alone, and groups of them."""
    for name, options, _index in groups:
        drawn = map(_option, options)
        if name:
            inner = format_html_join("", "{}", ((each,) for each in drawn))
            yield format_html('\n<optgroup label="{}">{}\n</optgroup>', name, inner)
        else:
            yield from drawn


def _option(option: dict[str, Any]) -> str:
    return format_html(
        '\n<option value="{}"{}>{}</option>',
        option["value"],
        _attributes(option["attrs"]),
        option["label"],
    )


def _attributes(attrs: dict[str, Any]) -> str:
    """True is a name alone, and False is nothing."""
    if not attrs:
        return ""
    return format_html_join(
        "",
        "{}",
        (
            (format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value),)
            for name, value in attrs.items()
            if value is not False
        ),
    )
