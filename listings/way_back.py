"""Back to the page from which another was opened: the list with its filters and its page."""

from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

# In forms and addresses that carry the way on.
BACK = "takaisin"


def way_back(request: HttpRequest, otherwise: str) -> str:
    """A path of this site: what the form carries, or the page that the link stood on."""
    carried = request.POST.get(BACK) or request.GET.get(BACK)
    asked = carried or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(asked, {request.get_host()}):
        return otherwise
    parts = urlsplit(asked)
    path = urlunsplit(("", "", parts.path, parts.query, ""))
    is_elsewhere = path.startswith("/") and not path.startswith("//")
    return path if is_elsewhere and parts.path != request.path else otherwise
