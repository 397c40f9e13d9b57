"""Signing in, and confirming who one is, by the county's own sign-in."""

import logging

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.actions.admission import admit, confirm, note_refusal
from accounts.county_sign_in.asking import answer_to, question_of, where_to_ask
from accounts.county_sign_in.own import METHOD, came_by_county, county_of_sign_in, terms
from accounts.county_sign_in.refusals import NotLetIn
from accounts.models import Organisation, User
from records.refused import Refused

logger = logging.getLogger(__name__)


def _county() -> Organisation:
    """Where there is no such sign-in, none of its pages is there."""
    county = county_of_sign_in()
    if county is None:
        raise Http404
    return county


# Nothing of the database waits for the county's sign-in.
@transaction.non_atomic_requests
@login_not_required
@never_cache
@require_POST
def county_start(request: HttpRequest) -> HttpResponse:
    """Lead to the county's sign-in; whoever is signed in by it already confirms who they are.

    By a page and not by a redirect: the browser lets a form lead to our own pages only.
    """
    county = _county()
    again = request.user.is_authenticated
    next_url = get_next_redirect_url(request) or ""
    if again and not came_by_county(request):
        return redirect(next_url or "accounts:home")
    try:
        address = where_to_ask(request, next_url=next_url, again=again)
    except Refused as refused:
        return _refused(request, refused, county, next_url)
    answer = render(request, "account/county_start.html", {"address": address, "county": county})
    answer.headers["Refresh"] = f"0; url={address}"
    return answer


@transaction.non_atomic_requests
@login_not_required
@never_cache
@require_GET
def county_return(request: HttpRequest) -> HttpResponse:
    """Where the county's sign-in leads back to."""
    county, asked = _county(), {}
    try:
        asked = question_of(request)
        claims = answer_to(asked, request)
        with transaction.atomic():
            if asked["again"]:
                return _confirmed(request, claims, asked)
            user = admit(claims=claims, own=terms(), county=county)
            return _signed_in(request, user, asked)
    except Refused as refused:
        return _refused(request, refused, county, str(asked.get("next") or ""))


@require_GET
def county_confirm(request: HttpRequest) -> HttpResponse:
    """Asked before something sensitive, of whoever came by the county's sign-in."""
    county = _county()
    if not came_by_county(request):
        raise Http404
    context = {"county": county, "next_url": get_next_redirect_url(request) or ""}
    return render(request, "account/county_confirm.html", context)


def _signed_in(request: HttpRequest, user: User, asked: dict[str, object]) -> HttpResponse:
    adapter = get_adapter(request)
    if request.user.is_authenticated:
        adapter.logout(request)
    record_authentication(request, user, METHOD)
    adapter.login(request, user)
    answer: HttpResponse = adapter.post_login(
        request,
        user,
        email_verification="none",
        signal_kwargs=None,
        email=None,
        signup=False,
        redirect_url=asked.get("next"),
    )
    return answer


def _confirmed(
    request: HttpRequest, claims: dict[str, object], asked: dict[str, object]
) -> HttpResponse:
    user = request.user
    if not isinstance(user, User):
        return redirect(settings.LOGIN_URL)
    confirm(claims=claims, own=terms(), user=user)
    record_authentication(request, user, METHOD, reauthenticated=True)
    # What was sent when the confirmation had run out is not sent on: it may hold a password.
    request.session.pop(STATE_SESSION_KEY, None)
    return redirect(str(asked.get("next") or "accounts:home"))


def _refused(
    request: HttpRequest, refused: Refused, county: Organisation, next_url: str
) -> HttpResponse:
    """The page that says what to do; one line tells us of it.

    `next_url` names a text that waits for the sign-in, and is kept for the next attempt.
    """
    if isinstance(refused, NotLetIn):
        note_refusal(refused, county=county)
    else:
        logger.warning("County sign-in: %s, %s", type(refused).__name__, refused)
    context = {"words": refused.words, "county": county, "next_url": next_url}
    return render(request, "account/county_refused.html", context, status=refused.status)
