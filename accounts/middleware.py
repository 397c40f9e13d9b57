"""What every request passes: no caching, a session's end, language, held texts, second factor."""

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import translation

from accounts import keeping, sessions
from accounts.county_sign_in.own import came_by_county
from accounts.models import User
from accounts.views import kept
from audit.recording import record
from audit.vocabulary import Action
from records.form_tokens import KEPT_TEXT

Next = Callable[[HttpRequest], HttpResponseBase]
# On a request that has come to its view: whose text its page keeps until the form was saved.
KEPT_UNTIL_SAVED = "kept_until_saved"

# Where somebody without a second factor may go: to get one, to sign out, to be helped.
WITHOUT_SECOND_FACTOR = ("/kirjautuminen/", "/kieli/", "/static/", "/terveys/")


class UserLanguageMiddleware:
    """Speaks the user's own language; a choice made on a page, or before signing in, is kept.

    Stands after the authentication middleware. The language cookie is what Django's
    `set_language` writes; for a signed-in user it becomes the user's own setting and goes, so
    that nobody who uses the same browser later inherits it.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Activate the language for the rest of the request."""
        user = request.user
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if isinstance(user, User):
            if chosen in dict(settings.LANGUAGES) and chosen != user.language:
                User.objects.filter(pk=user.pk).update(language=chosen)
                user.language = str(chosen)
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
        response = self.get_response(request)
        if (
            isinstance(user, User)
            and chosen
            and settings.LANGUAGE_COOKIE_NAME not in response.cookies
        ):
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        if isinstance(response, HttpResponse):
            response.headers.setdefault("Content-Language", translation.get_language() or "fi")
        return response


class SessionEndMiddleware:
    """Ends a session that has lasted its longest, and clears the browser when one ends.

    Stands right after the authentication middleware, so that what is typed into a page of
    an ended session is held like any other.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if isinstance(user, User):
            if sessions.is_over(request):
                record(Action.SIGNED_OUT, by=user)
                logout(request)
            else:
                sessions.begin_unless_begun(request)
        was_signed_in = user.is_authenticated
        response = self.get_response(request)
        if was_signed_in and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
            # Whoever sits here next chooses anew.
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response


class SecondFactorMiddleware:
    """Sends a user without a second factor to set one up (`MFA_REQUIRED`).

    Where the county's own sign-in said who they are, it has asked for one.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let through, or redirect to the enrolment page."""
        user = request.user
        if (
            settings.MFA_REQUIRED
            and user.is_authenticated
            and not request.path.startswith(WITHOUT_SECOND_FACTOR)
            and not is_mfa_enabled(user)
            and not came_by_county(request)
        ):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return self.get_response(request)


class HeldTextMiddleware:
    """Keeps a form that arrives after its session has ended (records/held_text.py).

    Where the form is saved, what its page had kept ends (records/kept_text.py).

    Stands before Django's LoginRequiredMiddleware acts on the view, and after the user's
    language is known.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; a form that its view has answered by leading on was saved."""
        response = self.get_response(request)
        user = getattr(request, KEPT_UNTIL_SAVED, None)
        if isinstance(user, User) and response.status_code == HTTPStatus.FOUND:
            # A text that stays is offered once too often, which is better than an error now.
            with suppress(DatabaseError):
                keeping.end_kept(request, by=user)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_args: object
    ) -> HttpResponse | None:
        """Seal a signed-out POST to a page that wants a sign-in, and ask to sign in."""
        if request.method != "POST":
            return None
        if request.user.is_authenticated:
            if KEPT_TEXT in request.POST:
                setattr(request, KEPT_UNTIL_SAVED, request.user)
            return None
        if not getattr(view, "login_required", True):
            return None
        if "autosave" in request.POST:
            # The page still has the text, and sends it on by its button.
            if view is kept.kept_text_save:
                keeping.keep_for_writer(request)
            return redirect_to_login(request.path, resolve_url(settings.LOGIN_URL))
        return keeping.keep_for_sign_in(request) or redirect_to_login(
            request.path, resolve_url(settings.LOGIN_URL)
        )


class NoStoreMiddleware:
    """Nothing but static files may stay in a browser's or a proxy's cache."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
