"""What is believed of an ID token: nothing before each of its marks has been checked."""

from typing import Any

import jwt
from django.utils import timezone

from accounts.county_sign_in.refusals import NotBelieved

# Signatures with a public key only; "none" and shared secrets are no proof of who signed.
ALGORITHMS = [
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512"),
]
WANTED = ["iss", "aud", "exp", "iat", "sub", "nonce", "auth_time"]
# How far the clocks may be apart.
LEEWAY = 60
LONGEST_SUBJECT = 191


def read_token(
    token: Any, *, keys: Any, issuer: str, client_id: str, nonce: str, longest: float
) -> dict[str, Any]:
    """Its claims, if it is signed by the issuer, for us, of now, and answers our question.

    `longest` is how many seconds ago the person may have signed in there.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key_of(token, keys),
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY,
            options={"require": WANTED},
        )
        signed_in_for = timezone.now().timestamp() - claims["auth_time"]
    except (jwt.PyJWTError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise NotBelieved(type(error).__name__) from error
    if claims["nonce"] != nonce:
        raise NotBelieved("nonce")
    if claims.get("azp", client_id) != client_id:
        raise NotBelieved("azp")
    if signed_in_for > longest + LEEWAY:
        raise NotBelieved("auth_time")
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= LONGEST_SUBJECT:
        raise NotBelieved("sub")
    return claims


def _key_of(token: Any, keys: Any) -> jwt.PyJWK:
    """The key that the token names; it may name none where there is one only."""
    named = jwt.get_unverified_header(token).get("kid")
    fitting = [
        key for key in jwt.PyJWKSet.from_dict(keys).keys if named is None or key.key_id == named
    ]
    if len(fitting) != 1:
        raise NotBelieved("key")
    return fitting[0]
