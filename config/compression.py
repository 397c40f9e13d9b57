"""Pages go over the line compressed where their length can tell nobody what is in them."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressPagesMiddleware(GZipMiddleware):
    """Compresses a page that was asked for by its address alone (decision 30).

    The length of a compressed page shows whether something that was sent along stands in
    it a second time. A page that was asked for with a query or by a form may show what was
    sent; it goes as it is, and so does all that is no page.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Django adds up to 100 random bytes, so that two equal pages differ in length."""
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        brought_nothing = request.method == "GET" and not request.META.get("QUERY_STRING")
        if not is_page or not brought_nothing:
            return response
        return super().process_response(request, response)
