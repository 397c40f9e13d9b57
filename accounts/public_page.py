"""Pages for everyone: without account, session and cookie; the language stands in the address."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

PARAMETER = "kieli"
View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """A page for everyone, in the language that its address names.

    Without a CSRF token, which would need a cookie: these pages use no session and no
    account, so nobody can be tricked into lending one.
    """

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = chosen_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        return view(request, *args, **kwargs)

    return wrapper


def chosen_language(request: HttpRequest) -> str:
    """The one in the address, or what the browser or the user has asked for."""
    asked = request.GET.get(PARAMETER, "")
    if asked in dict(settings.LANGUAGES):
        return asked
    return translation.get_language() or settings.LANGUAGE_CODE


def language_links(
    address: str, chosen: Mapping[str, object] | None = None
) -> list[dict[str, str]]:
    """The other languages with their own names, and where each of them leads.

    `chosen` is what else the address says, and goes along.
    """
    return [
        {
            "code": code,
            "name": translation.get_language_info(code)["name_local"].capitalize(),
            "url": f"{address}?{urlencode({PARAMETER: code, **(chosen or {})})}",
        }
        for code, _name in settings.LANGUAGES
        if code != translation.get_language()
    ]
