"""Texts of the directory for readers of three languages."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

register = template.Library()


@register.filter
def told(texts: Mapping[str, str]) -> str:
    """The reader's own, or the Finnish one, marked as Finnish for those who hear the page."""
    own = texts.get((get_language() or "fi")[:2])
    if own or not texts["fi"]:
        return own or ""
    return format_html('<span lang="fi">{}</span>', texts["fi"])
