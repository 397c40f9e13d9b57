"""What the pages of a case answer alike."""

from typing import TypedDict

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.models import AuditEvent
from audit.recording import target_label
from audit.vocabulary import Action
from cases.models import CustodyFact
from cases.permissions import CasePermission
from inputs.record_form import RecordForm
from records.versions import StaleVersion, VersionedModel

CONFLICT = 409


class Conflict(TypedDict):
    """What `components/both_texts.html` takes."""

    who: str
    at: object
    fields: list[dict[str, str]]


def right_to(
    request: HttpRequest, to_post: CasePermission = CasePermission.WRITE
) -> CasePermission:
    """The right that a page which shows and takes needs: to look, or to act."""
    return to_post if request.method == "POST" else CasePermission.VIEW


def refuse(form: forms.BaseForm, words: str) -> int:
    """Say in the form why nothing was saved; return the status of the answer."""
    form.add_error(None, words)
    return CONFLICT


def both_texts(form: RecordForm, stale: StaleVersion, *, case_pk: int, saved: Action) -> Conflict:
    """Who saved first, as the log tells by `saved`, and what differs.

    The next save of `form` stands on what is shown now.
    """
    current = stale.current
    assert isinstance(current, VersionedModel)
    form.take_version(current)
    saves = AuditEvent.objects.of_case(case_pk).filter(action=saved.value)
    last = saves.filter(target=target_label(current)).first()
    return {
        "who": last.by_name if last else _("Somebody"),
        "at": last.at if last else None,
        "fields": form.differences_from(current),
    }


def closed_meanwhile(form: forms.BaseForm) -> int:
    """Say in the form that the case is closed; return the status of the answer."""
    return refuse(form, closed_words())


def worker_left_meanwhile(form: forms.BaseForm) -> int:
    """Say in the form that the chosen worker may no longer be let in; return the status."""
    return refuse(form, _("The worker left the county’s service just now. Choose another."))


def closed_words() -> str:
    """The case was closed while its page was open. Only its personal worker opens it again."""
    return _(
        "The case is closed, so nothing was saved. Your text is still here. Copy it, "
        "or ask the personal worker to open the case again."
    )


def page_after(fact: CustodyFact) -> str:
    """Where whoever recorded `fact` is led: to what hangs on the release, if it moved.

    The form’s address ends in #new, and a redirect would inherit it: say what is shown.
    """
    name = "caseload:moved_release" if fact.moves_release else "cases:custody"
    return reverse(name, kwargs={"case_pk": fact.case_id}) + "#content"
