"""How the page of a list is asked for: choices are kept, and the address shows them."""

from collections.abc import Callable, Sequence
from functools import wraps
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from accounts.http import SignedInRequest
from listings import memory
from listings.asked import Asked
from listings.listing import Listing
from listings.table import FORGET, ONLY_ORDER, REMEMBER, Table

PAGE = "page"
View = Callable[[SignedInRequest], HttpResponse]


def page_of(
    listing: Listing,
) -> Callable[[Callable[[SignedInRequest, Table], HttpResponse]], View]:
    """The view of a list's page: it gets the table, and is not there for others (404).

    A choice made on the page is kept and then shown under its own address; an address
    that says nothing opens with what was kept.
    """

    def decorate(view: Callable[[SignedInRequest, Table], HttpResponse]) -> View:
        @wraps(view)
        def page(request: SignedInRequest) -> HttpResponse:
            if not listing.seen_by(request.user):
                raise Http404
            asked = Asked.of(listing, request.user, request.GET)
            shown = _settled(request, asked)
            number = request.GET.get(PAGE)
            if shown is None:
                return view(request, Table(asked, request.user, number))
            carried = [(n, v) for n in listing.carries for v in request.GET.getlist(n)]
            return redirect(_address(request.path, shown, number, carried))

        return page

    return decorate


def _settled(request: SignedInRequest, asked: Asked) -> Asked | None:
    """The address to lead to instead, with what was kept; None where this one says it all."""
    user, listing = request.user, asked.listing
    if FORGET in request.GET:
        memory.forget(user, listing)
        return Asked(listing, {})
    if REMEMBER in request.GET:
        memory.remember(user, asked, order_only=request.GET[REMEMBER] == ONLY_ORDER)
        return asked
    whole = memory.completed(user, asked)
    return None if whole == asked else whole


def _address(
    path: str, asked: Asked, number: str | None, carried: Sequence[tuple[str, str]]
) -> str:
    page = [(PAGE, number)] if number and len(number) < 9 else []
    parameters = [*asked.parameters.items(), *page, *carried]
    return f"{path}?{urlencode(parameters)}" if parameters else path
