"""What a browser says of itself, in words that its user knows it by."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# The first that is found in the header names it: each newer one repeats its forerunners' names.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome"}
BROWSERS |= {"Safari": "Safari"}
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows"}
SYSTEMS |= {"Mac OS": "macOS", "Linux": "Linux"}


@register.filter
def browser(user_agent: str) -> str:
    """Its name and the system: "Firefox, Windows"."""
    found = [
        next((name for sign, name in names.items() if sign in user_agent), "")
        for names in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or _("another browser")
