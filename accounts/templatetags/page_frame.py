"""For the frame of the pages."""

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def draw(context: Context, name: str) -> SafeString:
    """A part drawn once, with `as`, for a page that shows it in two places."""
    part = get_template(name).template  # type: ignore[attr-defined]
    drawn: SafeString = part.render(context)
    return drawn
