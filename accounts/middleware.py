"""What every request passes: language, second factor, held texts, no caching."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from inputs.uploads import lost_files
from records import held_text

Next = Callable[[HttpRequest], HttpResponseBase]

# Where somebody without a second factor may go: to get one, to sign out, to be helped.
WITHOUT_SECOND_FACTOR = ("/kirjautuminen/", "/kieli/", "/static/", "/terveys/")


class UserLanguageMiddleware:
    """Speaks the user's own language; a choice made on the page is remembered.

    Stands after the authentication middleware. The language cookie is what Django's
    `set_language` writes; for a signed-in user it becomes the user's own setting.
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
        if not user.is_authenticated and request.user.is_authenticated:
            # Just signed in: whoever sat here before does not choose this user's language.
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        if isinstance(response, HttpResponse):
            response.headers.setdefault("Content-Language", translation.get_language() or "fi")
        return response


class SecondFactorMiddleware:
    """Sends a user without a second factor to set one up (`MFA_REQUIRED`)."""

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
        ):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return self.get_response(request)


class HeldTextMiddleware:
    """Keeps a form that arrives after its session has ended (records/held_text.py).

    Stands right after the authentication middleware and before Django's
    LoginRequiredMiddleware acts on the view.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; the work is done when the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_args: object
    ) -> HttpResponse | None:
        """Seal a signed-out POST to a page that wants a sign-in, and ask to sign in."""
        if request.user.is_authenticated or request.method != "POST":
            return None
        if not getattr(view, "login_required", True):
            return None
        if "autosave" in request.POST:
            # The page still has the text, and sends it on by its button.
            return redirect_to_login(request.path, resolve_url(settings.LOGIN_URL))
        names = [file.name for file in lost_files(request)]
        path = request.get_full_path()
        token = held_text.keep(path=path, posted=request.POST, lost_files=names)
        if token is None:
            return redirect_to_login(request.path, resolve_url(settings.LOGIN_URL))
        back = f"{reverse('accounts:held_text')}?{urlencode({'avain': token})}"
        return redirect_to_login(back, resolve_url(settings.LOGIN_URL))


class NoStoreMiddleware:
    """Nothing but static files may stay in a browser's or a proxy's cache."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
