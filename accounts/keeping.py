"""Keeping what was typed: what an open page sends, and a form whose session has ended.

The pages that give it back are in `accounts/views`.
"""

import json
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User
from inputs.uploads import lost_files
from records import held_text, kept_text
from records.form_tokens import KEPT_TEXT, TOKENS, WRITTEN_BY

# What the page tells of itself beside the form's own fields.
ABOUT = {"autosave", "kept_number", "kept_instead_of", "kept_page", "kept_title", "kept_shown"}
NOT_TYPED = TOKENS | ABOUT
TITLE_LENGTH = 200
SHOWN_AT_MOST = 500


@dataclass(frozen=True)
class Save:
    """One save of an open page, as it came."""

    page: uuid.UUID
    number: int
    instead_of: uuid.UUID | None
    typed: kept_text.Typed


def keep(save: Save, writer_id: int) -> kept_text.Outcome:
    return kept_text.keep(
        save.typed,
        writer_id=writer_id,
        page=save.page,
        number=save.number,
        instead_of=save.instead_of,
    )


def keep_for_writer(request: HttpRequest) -> None:
    """Keep a save whose sign-in has ended, for whoever was shown the page."""
    save = save_of(request)
    writer_id = held_text.signed_writer(request.POST.get(WRITTEN_BY, ""))
    if save and writer_id is not None and held_text.is_active(writer_id):
        keep(save, writer_id)


def end_kept(request: HttpRequest, *, by: User) -> None:
    """The form that was sent has been saved: what its page had kept ends."""
    mark = kept_text.read_mark(request.POST.get(KEPT_TEXT, ""))
    if mark:
        kept_text.end(*mark, by=by)


def keep_for_sign_in(request: HttpRequest) -> HttpResponse | None:
    """Seal the form for its writer, and lead there by way of signing in; None if nobody's."""
    back = kept_at(request)
    return redirect_to_login(back, resolve_url(settings.LOGIN_URL)) if back else None


def kept_at(request: HttpRequest) -> str:
    """Where the sealed form opens; empty where it bears no signed mark of a writer."""
    names = [file.name for file in lost_files(request)]
    path = request.get_full_path()
    token = held_text.keep(path=path, posted=request.POST, lost_files=names)
    return f"{reverse('accounts:held_text')}?{urlencode({'avain': token})}" if token else ""


def save_of(request: HttpRequest) -> Save | None:
    """What the page sent; None where it is not as our pages send it."""
    posted = request.POST
    mark = kept_text.read_mark(posted.get(KEPT_TEXT, ""))
    before = kept_text.read_mark(posted.get("kept_instead_of", ""))
    number, page = posted.get("kept_number", ""), posted.get("kept_page", "")
    if mark is None or not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    if not all(_is_here(address) for address in (page, mark[1])):
        return None
    fields = held_text.fields_of(posted)
    typed = kept_text.Typed(
        form=mark[1],
        page=page,
        title=posted.get("kept_title", "")[:TITLE_LENGTH],
        fields=[[name, value] for name, value in fields if name not in NOT_TYPED],
        shown=_shown(posted.get("kept_shown", "")),
    )
    return Save(mark[0], int(number), before[0] if before else None, typed)


def _is_here(address: str) -> bool:
    """Whether an address is a page of this application's."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)


def _shown(told: str) -> list[list[str]]:
    """Labels and words; nothing where they are not as our pages tell them."""
    try:
        pairs = json.loads(told)
        return [[str(label), str(words)] for label, words in pairs[:SHOWN_AT_MOST]]
    except (ValueError, TypeError, RecursionError):
        return []
