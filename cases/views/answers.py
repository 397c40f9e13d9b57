"""What the pages of a case answer alike."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cases.permissions import CasePermission

CONFLICT = 409


def right_to(
    request: HttpRequest, to_post: CasePermission = CasePermission.WRITE
) -> CasePermission:
    """The right that a page which shows and takes needs: to look, or to act."""
    return to_post if request.method == "POST" else CasePermission.VIEW


def refuse(form: forms.BaseForm, words: str) -> int:
    """Say in the form why nothing was saved; return the status of the answer."""
    form.add_error(None, words)
    return CONFLICT


def closed_meanwhile(form: forms.BaseForm) -> int:
    """Say in the form that the case is closed; return the status of the answer."""
    return refuse(form, closed_words())


def closed_words() -> str:
    """The case was closed while its page was open. Only its personal worker opens it again."""
    return _(
        "The case is closed, so nothing was saved. Your text is still here. Copy it, "
        "or ask the personal worker to open the case again."
    )
