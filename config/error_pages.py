"""What is answered when a page could not be made: our own pages, which ask nothing of anybody.

They read nothing of the request that was not read before, ask the database nothing, and never
fail because of what made them necessary.
"""

import errno
import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from records import held_text
from records.form_tokens import WRITTEN_BY

Next = Callable[[HttpRequest], HttpResponseBase]
# A disk that is full, over its quota, read-only or broken.
DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


class ReadableBodyMiddleware:
    """Refuses a body in another charset than UTF-8 before anything tries to read it.

    Django cannot read such a form, and its own page about that reads the form again.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.strip("\"'").lower() != "utf-8":
            return bad_request(request)
        return self.get_response(request)


def bad_request(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """400: the address or the form was not whole, or too large.

    A session that could not be written down counts as ended for Django, also where the
    database was away: that goes over.
    """
    if is_passing(exception):
        return failed(request)
    return HttpResponse(render_to_string("400.html"), status=400)


def too_many(_request: HttpRequest) -> HttpResponse:
    """429: one of the sign-in library's limits, or they could not be counted at this moment."""
    response = HttpResponse(render_to_string("429.html"), status=429)
    response.headers["Retry-After"] = "60"
    return response


def failed(request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
    """503 with what was typed where the database or the disk is away for now; else 500."""
    if not is_passing(sys.exc_info()[1]):
        return HttpResponse(render_to_string("500.html"), status=500)
    # Only a form that has been read already and whose token was found to be ours: another may
    # come from anywhere, and a button here would send it with a good token. Its writer's mark
    # goes along, so that the text is kept if they are signed out by the time they send it again.
    is_ours = hasattr(request, "_post") and getattr(request, "csrf_processing_done", False)
    posted = request.POST if is_ours else QueryDict()
    fields = held_text.fields_of(posted)
    fields += [(WRITTEN_BY, mark) for mark in posted.getlist(WRITTEN_BY)]
    context = {
        "path": request.get_full_path(),
        "fields": fields,
        "texts": [value for name, value in fields if held_text.is_written(name, value)],
        "csrf_token": get_token(request),
    }
    response = HttpResponse(render_to_string("503.html", context), status=503)
    response.headers["Retry-After"] = "30"
    return response


def is_passing(error: BaseException | None) -> bool:
    """Trouble that goes over by itself: a lock that lasts, a database or a disk that is away."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            return True
        if isinstance(error, OSError) and error.errno in DISK:
            return True
        error = error.__cause__ or error.__context__
    return False
