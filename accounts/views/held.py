"""Giving back what was typed before the session ended."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from records import held_text


@require_GET
def held_text_page(request: SignedInRequest) -> HttpResponse:
    """Show that the text is safe, with one button that sends it on where it was going.

    The text is removed by age, not here: a second press of the button, or a dropped
    connection, must find it still. The form's own key keeps the act single.
    """
    token = request.GET.get("avain", "")
    kept = held_text.open_held(token, by=request.user)
    status = 200 if kept else 404
    return render(request, "accounts/held_text.html", {"kept": kept}, status=status)
