"""Giving back what was typed before the session ended."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.views.decorators.http import require_GET

from accounts import keeping
from accounts.http import SignedInRequest
from accounts.models import User
from records import held_text, kept_text
from records.form_tokens import KEPT_TEXT


@require_GET
def held_text_page(request: SignedInRequest) -> HttpResponse:
    """Show that the text is safe, with one button that sends it on where it was going.

    A page of a draft is sent on by a script, without a press: what is left aside here would
    not be in the draft.

    The text is removed by age, not here: a second press of the button, or a dropped
    connection, must find it still. The form's own key keeps the act single.
    """
    token = request.GET.get("avain", "")
    held = held_text.open_held(token, by=request.user)
    context = {"kept": held, "answers": _in_words(held, request.user) if held else []}
    return render(request, "accounts/held_text.html", context, status=200 if held else 404)


def _in_words(held: held_text.Kept, user: User) -> list[dict[str, str]]:
    """The labels and choices of the form, if its page has kept them (records/kept_text.py)."""
    mark = kept_text.read_mark(dict(held.fields).get(KEPT_TEXT, ""))
    kept = kept_text.find(mark[0], by=user) if mark else None
    return kept.answers if kept else []


def form_out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is of an earlier sign-in (CSRF): its writer sends it on by a button.

    What nobody's signed mark shows to be ours is only shown as text, for the form may come
    from anywhere.
    """
    if "autosave" not in request.POST:
        back = keeping.kept_at(request)
        if back and request.user.is_authenticated:
            return HttpResponseRedirect(back)
        if back:
            return redirect_to_login(back, resolve_url(settings.LOGIN_URL))
    texts = [v for name, v in held_text.fields_of(request.POST) if held_text.is_written(name, v)]
    return render(request, "403_csrf.html", {"texts": texts}, status=403)
