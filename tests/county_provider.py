"""A county's own sign-in for tests: a real OpenID Connect provider on a loopback address.

The provider is somebody else's (`oidc-provider-mock`); what a test wants to go wrong is put
between it and us, on the wire.
"""

import datetime as dt
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import requests
from django.urls import reverse
from django.utils import timezone
from oidc_provider_mock import app as provider_app

from accounts.county_sign_in.terms import CountySignIn

# Authlib, on which it stands, wants HTTPS else.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

STRONG = "urn:example:two-factors"
METADATA, TOKEN, KEYS = "/.well-known/openid-configuration", "/oauth2/token", "/jwks"


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Not among the output of the tests."""


@dataclass
class Answer:
    """What comes back in the place of what the provider said."""

    body: str
    status: str = "200 OK"
    headers: dict[str, str] = field(default_factory=dict)


class Provider:
    """The provider, and what happens to its answers on their way."""

    def __init__(self) -> None:
        self.app = provider_app()
        self.url = ""
        # By path: what the JSON of an answer becomes, or a whole answer in its place.
        self.tampered: dict[str, Callable[[Any], Any]] = {}
        self.asked: list[str] = []

    def __call__(self, environ: Any, start_response: Any) -> Any:
        path = environ["PATH_INFO"]
        self.asked.append(path)
        tamper = self.tampered.get(path)
        if tamper is None:
            return self.app(environ, start_response)
        said = b"".join(self.app(environ, lambda *_heads: None))
        changed = tamper(json.loads(said))
        if not isinstance(changed, Answer):
            changed = Answer(json.dumps(changed))
        heads = {"Content-Type": "application/json"} | changed.headers
        start_response(changed.status, list(heads.items()))
        return [changed.body.encode()]

    def knows(self, subject: str, **claims: Any) -> None:
        """Somebody who can sign in there, and what it tells of them."""
        known = requests.put(f"{self.url}/users/{subject}", json=claims, timeout=60)
        assert known.ok

    def sign_in(self, address: str, subject: str) -> str:
        """What its page does when somebody says who they are: where it leads back to."""
        answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=60)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def settings(self, **changed: Any) -> CountySignIn:
        told: dict[str, Any] = {
            "issuer": self.url,
            "client_id": "jatkumo",
            "secret": "not a secret",
            "county": "test-county",
            "levels": (STRONG,),
            "unit_claim": "department",
            "units": {},
        }
        return CountySignIn(**told | changed)


@contextmanager
def running_provider() -> Iterator[Provider]:
    provider = Provider()
    server = make_server("127.0.0.1", 0, provider, server_class=Threads, handler_class=Quiet)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def told_of(user: Any, **changed: Any) -> dict[str, Any]:
    """What a county's sign-in tells of a user of ours who signed in there a minute ago."""
    minute_ago = timezone.now() - dt.timedelta(minutes=1)
    told = {"email": user.email, "email_verified": True, "acr": STRONG, "department": "1200"}
    return told | {"auth_time": int(minute_ago.timestamp())} | changed


def begin(client: Any, **sent: str) -> str:
    """Press the button: the address that the browser is led to."""
    return str(client.post(reverse("account_county"), sent).context["address"])


def come_back(client: Any, location: str) -> Any:
    return client.get(location.removeprefix("http://testserver"))
