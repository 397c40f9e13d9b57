"""The public form on paper, for those without a device: the same questions, with lines."""

import threading
import time
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from caseload.documents.paper import PaperFailed, to_pdf
from inputs.fields import LongTextField
from referrals.public.forms import PARTS, PublicReferralForm

# Lines to write on for a long answer.
LINES = {"description": 7, "how_to_reach": 2}
# After a failure the press is not tried again for so long, whoever asks.
REST_SECONDS = 60

_made: dict[str, bytes] = {}
_failed_at: dict[str, float] = {}
_lock = threading.Lock()


def empty_form_pdf(language: str) -> bytes | None:
    """Made once for each language and kept: strangers cannot keep the press busy.

    None where it cannot be made now. Those who ask at the same time wait for the first.
    """
    with _lock:
        rested = time.monotonic() - _failed_at.get(language, -REST_SECONDS) >= REST_SECONDS
        if language not in _made and rested:
            try:
                _made[language] = to_pdf(empty_form_html(language))
            except PaperFailed:
                _failed_at[language] = time.monotonic()
        return _made.get(language)


def empty_form_html(language: str) -> str:
    with translation.override(language):
        return render_to_string("caseload/paper_form_pdf.html", form_context())


def form_context() -> dict[str, Any]:
    """The questions of the form on the screen, in their order and in the active language."""
    form = PublicReferralForm()
    return {
        "language": translation.get_language(),
        "title": _("Contact to social services"),
        "parts": [
            {"title": title, "questions": [_question(form.fields[n], n) for n in names]}
            for title, names in PARTS.values()
        ],
    }


def _question(field: forms.Field, name: str) -> dict[str, Any]:
    """Words, and what to answer on: boxes to tick, or lines to write on."""
    boxes: list[str] = []
    if isinstance(field, forms.BooleanField):
        boxes = [_("Yes")]
    elif isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        chosen: Any = field.choices
        boxes = [str(label) for code, label in chosen if code]
    wide = isinstance(field, LongTextField)
    return {
        "label": field.label,
        "hint": field.help_text,
        "boxes": boxes,
        "lines": [] if boxes else range(LINES[name] if wide else 1),
    }
