"""The texts of others that a draft's saves have replaced: to be read, and put back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from audit.recording import target_label
from cases.actions.written_texts import print_of_place
from cases.models import CaseRecord, WrittenText
from inputs.posted import posted_number
from records.attempt import Attempt


@dataclass(frozen=True)
class ReplacedText:
    """A row of the page; `now` is what stands in its place, None where that was removed."""

    text: WrittenText
    label: str
    now: str | None

    @property
    def shown(self) -> str:
        """What the page showed in the place, for the act."""
        return print_of_place(self.now or "")

    @property
    def is_back(self) -> bool:
        return self.now is not None and print_of_place(self.text.former) == self.shown


def count_replaced(document: CaseRecord) -> int:
    """How many there are to read, for the link to the page."""
    return WrittenText.objects.of_document(document).replaced().count()


def put_back_or_show(
    request: SignedInRequest,
    document: Any,
    put_back: Callable[..., None],
    names_of: Callable[[Any], Mapping[models.Model, str]],
    labels: Mapping[str, type[forms.Form]],
    *,
    tab: str,
) -> HttpResponse:
    """The page of the document's replaced texts, and its button.

    `put_back` is the act on the document, `names_of` gives each part of it with what it is
    called, and `labels` has the form of each model of it, for what the places are called.
    """
    attempt = Attempt()
    texts = WrittenText.objects.of_document(document).replaced()
    if request.method == "POST":
        text = get_object_or_404(texts, pk=posted_number(request, "text"))
        with attempt:
            put_back(text=text, shown=request.POST.get("shown", ""), by=request.user)
            messages.success(
                request, _("The text is back in its place. What stood there is kept below.")
            )
            return redirect(request.path)
        document.read_anew()
    names = names_of(document)
    there = {target_label(part): part for part in names}
    rows = [
        ReplacedText(
            text=text,
            label=_label(text, there.get(text.part), names, labels),
            now=str(getattr(there[text.part], text.field)) if text.part in there else None,
        )
        for text in texts.select_related("former_by", "written_by")
    ]
    case = document.case
    context = {
        "case": case,
        "tab": tab,
        "document": document,
        "rows": rows,
        "ends_on": rows[0].text.ends_on if rows else None,
        "may_put_back": document.is_draft and case.may_write,
        "refused": attempt.words,
    }
    return attempt.render(request, "cases/replaced_texts.html", context)


def _label(
    text: WrittenText,
    part: models.Model | None,
    names: Mapping[models.Model, str],
    labels: Mapping[str, type[forms.Form]],
) -> str:
    kind = text.part.partition(":")[0]
    asked = labels[kind].base_fields.get(text.field)
    # What no form of the part asks for, such as what was decided of a life area at the end.
    field = str(asked.label) if asked else _as_stored(kind, text.field)
    if part is None:
        return _("%(field)s (removed)") % {"field": field}
    return f"{names[part]}: {field}" if names[part] else field


def _as_stored(kind: str, field: str) -> str:
    stored: Any = apps.get_model(kind)._meta.get_field(field)
    return str(capfirst(stored.verbose_name))
