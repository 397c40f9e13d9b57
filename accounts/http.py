"""Requests: that of a signed-in user, for type hints; and a number that one carries."""

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """A request that LoginRequiredMiddleware has let through."""

    user: User


def posted_number(request: HttpRequest, name: str) -> int:
    """The number in a hidden field, such as a version; 0 where it is missing or is none."""
    given = request.POST.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0
