"""Numbers that a form carries in hidden fields."""

from django.http import HttpRequest


def posted_number(request: HttpRequest, name: str) -> int:
    """The number in a hidden field, such as a version; 0 where it is missing or is none."""
    given = request.POST.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0
