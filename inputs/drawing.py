"""Inputs drawn without a template: a form has dozens, and a list of workers hundreds of options."""

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
    groups = format_html_join("", "{}", ((_group(*each),) for each in widget["optgroups"]))
    attributes = _attributes(widget["attrs"])
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], attributes, groups)


def _group(name: str | None, options: list[dict[str, Any]], _index: int) -> str:
    drawn = format_html_join(
        "",
        '\n<option value="{}"{}>{}</option>',
        ((each["value"], _attributes(each["attrs"]), each["label"]) for each in options),
    )
    return format_html('\n<optgroup label="{}">{}\n</optgroup>', name, drawn) if name else drawn


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
