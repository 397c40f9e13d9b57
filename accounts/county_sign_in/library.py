"""How the sign-in library talks to the county's own sign-in here.

It keeps the state and exchanges the code. It would not check a signature of what it fetched
itself, nor a nonce; so it only fetches, and `identity_token` decides what is believed.
"""

from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse
from requests import RequestException, Response, Session

from accounts.county_sign_in.own import terms
from accounts.county_sign_in.refusals import Away, Fault

ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
SERVER_ERROR = 500


def _refuse_its_errors(response: Response, **_more: Any) -> None:
    if response.status_code >= SERVER_ERROR:
        response.raise_for_status()


class CountyAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """One provider, from the settings alone; questions are not led on to other places."""

    def list_apps(self, *_args: Any, **_kwargs: Any) -> list[SocialApp]:
        own = terms()
        # The link of an account names the issuer, so that another one's subjects are others.
        return [
            SocialApp(
                provider=CountyProvider.id,
                provider_id=own.issuer,
                client_id=own.client_id,
                secret=own.secret,
                settings={"server_url": own.issuer.rstrip("/")},
            )
        ]

    def get_provider(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> "CountyProvider":
        return CountyProvider(request, app=self.get_app(request, CountyProvider.id))

    def get_requests_session(self) -> Session:
        session: Session = super().get_requests_session()
        session.max_redirects = 0
        session.hooks["response"].append(_refuse_its_errors)
        return session


class CountyQuestion(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """One exchange with the county's sign-in."""

    def get_provider(self) -> "CountyProvider":
        return CountyAccountAdapter(self.request).get_provider(self.request)

    @property
    def openid_config(self) -> dict[str, Any]:
        """What it says of itself, if it is itself and safe to talk to."""
        try:
            told = super().openid_config
            issuer, places = told["issuer"], [urlsplit(told[name]) for name in ENDPOINTS]
        except RequestException as error:
            raise Away(type(error).__name__) from error
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise Fault(f"metadata: {type(error).__name__}") from error
        own = terms().issuer
        if issuer != own:
            raise Fault("metadata: issuer")
        if {place.scheme for place in places} != {urlsplit(own).scheme}:
            raise Fault("metadata: scheme")
        return dict(told)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return request.build_absolute_uri(reverse("account_county_return"))

    def exchange(self, verifier: str) -> tuple[Any, Any]:
        """The ID token for the code of this request, and the keys that may have signed it."""
        app = self.get_provider().app
        try:
            client = self.get_client(self.request, app)
            answer = self.get_access_token_data(self.request, app, client, verifier)
            with CountyAccountAdapter(self.request).get_requests_session() as session:
                keys = session.get(self.openid_config["jwks_uri"]).json()
            return answer["id_token"], keys
        except RequestException as error:
            raise Away(type(error).__name__) from error
        except (OAuth2Error, AttributeError, LookupError, TypeError, ValueError) as error:
            # What it answered may hold secrets, and is not quoted.
            raise Fault(f"code: {type(error).__name__}") from error


class CountyProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """The library's provider; a code is of use only together with this browser's session."""

    oauth2_adapter_class = CountyQuestion
    pkce_enabled_default = True

    def get_default_scope(self) -> list[str]:
        return ["openid", "email", "profile"]

    def get_callback_url(self) -> str:
        return reverse("account_county_return")
