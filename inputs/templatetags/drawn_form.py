"""A form drawn by its layout: `{% drawn_form form %}`, see inputs/drawn_form.py."""

from django import forms, template
from django.template import Context
from django.utils.safestring import SafeString

from inputs.drawn_form import draw

register = template.Library()


@register.simple_tag(takes_context=True)
def drawn_form(context: Context, form: forms.BaseForm) -> SafeString:
    """The fields only, as `{% crispy form %}` draws them."""
    return draw(form, context)
