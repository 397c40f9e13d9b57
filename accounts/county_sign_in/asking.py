"""Sending a browser to the county's own sign-in, and hearing who came back."""

import datetime as dt
import secrets
from typing import Any

from allauth.socialaccount.internal import statekit
from django.http import HttpRequest

from accounts import pace, sessions
from accounts.county_sign_in.identity_token import read_token
from accounts.county_sign_in.library import CountyAccountAdapter, CountyQuestion
from accounts.county_sign_in.own import terms
from accounts.county_sign_in.refusals import BrokenOff, Fault, NotBegunHere, TooMany

# A whole county may come from one address.
BY_AN_ADDRESS = pace.Rate(300, dt.timedelta(seconds=0.2))
# To confirm an act, somebody has to sign in there anew, now.
ANEW = 0
ANEW_WITHIN = 5 * 60


def where_to_ask(request: HttpRequest, *, next_url: str, again: bool) -> str:
    """The address of the county's sign-in with our question; `again`: of who is signed in."""
    try:
        pace.take((f"county sign-in|{pace.address_of(request)}", BY_AN_ADDRESS))
    except pace.TooFast as slowed:
        raise TooMany("address") from slowed
    nonce = secrets.token_urlsafe(32)
    own = terms()
    longest = ANEW if again else int(sessions.LONGEST.total_seconds())
    wanted = {"nonce": nonce, "max_age": longest, "acr_values": " ".join(own.levels)}
    if again:
        wanted["prompt"] = "login"
    provider = CountyAccountAdapter(request).get_provider(request)
    answer = provider.redirect(
        request, "login", next_url, auth_params=wanted, nonce=nonce, again=again
    )
    return str(answer.url)


def question_of(request: HttpRequest) -> dict[str, Any]:
    """What this browser asked, once; the answer of another browser belongs to nobody."""
    issuer, state = terms().issuer, request.GET.get("state", "")
    asked: dict[str, Any] | None = statekit.unstash_state(
        request, provider_id=issuer, state_id=state
    )
    if asked is None:
        raise NotBegunHere("state")
    return asked


def answer_to(asked: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """The claims of who came back."""
    if "code" not in request.GET:
        if request.GET.get("error") == "access_denied":
            raise BrokenOff("denied")
        raise Fault("no code")
    own = terms()
    token, keys = CountyQuestion(request, own.issuer).exchange(asked["pkce_code_verifier"])
    longest = ANEW_WITHIN if asked["again"] else sessions.LONGEST.total_seconds()
    return read_token(
        token,
        keys=keys,
        issuer=own.issuer,
        client_id=own.client_id,
        nonce=asked["nonce"],
        longest=longest,
    )
