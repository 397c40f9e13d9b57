"""The language of the public pages stands in their address: there may be no cookie."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

PARAMETER = "kieli"


def chosen_language(request: HttpRequest) -> str:
    """The one in the address, or what the browser or the user has asked for."""
    asked = request.GET.get(PARAMETER, "")
    if asked in dict(settings.LANGUAGES):
        return asked
    return translation.get_language() or settings.LANGUAGE_CODE


def language_links(address: str) -> list[dict[str, str]]:
    """The other languages with their own names, and where each of them leads."""
    return [
        {
            "code": code,
            "name": translation.get_language_info(code)["name_local"].capitalize(),
            "url": f"{address}?{PARAMETER}={code}",
        }
        for code, _name in settings.LANGUAGES
        if code != translation.get_language()
    ]
