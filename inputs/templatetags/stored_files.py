"""How large a stored file is, in words."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

register = template.Library()
KILO, MEGA = 1024, 1024 * 1024


@register.filter
def file_size(size: int) -> str:
    """In the units of the page's language: Django's own filter says KB in Finnish, too."""
    if size < MEGA:
        return _("%(size)s kB") % {"size": number_format(max(round(size / KILO), 1))}
    return _("%(size)s MB") % {"size": number_format(size / MEGA, decimal_pos=1)}
