"""The form of proposals: for each kind needed, no need because, or not asked yet."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseload.proposals.actions import AfterReturn
from caseload.proposals.open_questions import Asked, Running
from continuity.models import Service
from continuity.need_kinds import NeedKind
from continuity.proposing import Question
from inputs.fields import ShortTextField
from referrals.sending.forms.page_form import ask_conditionally

NEEDED, NO_NEED = "needed", "none"
SERVICE = "service_"
OPEN_CHOICES = [
    (NEEDED, gettext_lazy("Needed")),
    (NO_NEED, gettext_lazy("No need")),
    ("", gettext_lazy("Not asked yet")),
]
DECLINED_CHOICES = [
    ("", gettext_lazy("Still no need")),
    (NEEDED, gettext_lazy("Needed: take up again")),
]
RUNNING_CHOICES = [*AfterReturn.choices, ("", gettext_lazy("Not asked yet"))]


class ProposalsForm(forms.Form):
    """Whatever is left as it is stays as it is."""

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for question in asked.questions:
            choices = OPEN_CHOICES if question.is_open else DECLINED_CHOICES
            self.fields[_need(question)] = _choice(question.kind.label, choices)
            if question.is_open:
                self.fields[_because(question)] = ShortTextField(
                    label=gettext_lazy("Why there is no need"),
                    required=False,
                )
        for each in asked.running:
            self.fields[_service(each)] = _choice(each.service.name, RUNNING_CHOICES)
        # “(optional)” beside each would say that it does not matter.
        ask_conditionally(self, *self.fields)

    def clean(self) -> dict[str, Any]:
        """Whoever says that there is no need tells why; nothing that was sent is passed over."""
        super().clean()
        data = self.cleaned_data
        for question in self.asked.open:
            why, name = _because(question), _need(question)
            if data.get(name) == NO_NEED and not data.get(why) and why not in self.errors:
                self.add_error(why, _("Tell briefly why there is no need."))
            elif data.get(why) and data.get(name) == "":
                self.add_error(name, _("You wrote why there is no need. Choose “No need”, too."))
        self._refuse_what_is_not_asked_any_more()
        return data

    def needed(self) -> list[Question]:
        return [q for q in self.asked.questions if self.cleaned_data[_need(q)] == NEEDED]

    def declined(self) -> dict[Question, str]:
        """With the reason of each."""
        data = self.cleaned_data
        return {q: data[_because(q)] for q in self.asked.open if data[_need(q)] == NO_NEED}

    def running(self) -> dict[Running, str]:
        """The services about which something was said."""
        said = {each: self.cleaned_data[_service(each)] for each in self.asked.running}
        return {each: became for each, became in said.items() if became}

    @property
    def open_rows(self) -> Iterator[tuple[Question, BoundField, BoundField]]:
        return ((q, self[_need(q)], self[_because(q)]) for q in self.asked.open)

    @property
    def declined_rows(self) -> Iterator[tuple[Question, BoundField]]:
        return ((q, self[_need(q)]) for q in self.asked.declined)

    @property
    def running_rows(self) -> Iterator[tuple[Running, BoundField]]:
        return ((each, self[_service(each)]) for each in self.asked.running)

    def _refuse_what_is_not_asked_any_more(self) -> None:
        """Somebody has answered meanwhile what was chosen here: neither answer is lost unseen."""
        gone = [str(kind.label) for kind in NeedKind if self._is_gone(f"need_{kind}")]
        if any(name.startswith(SERVICE) and self._is_gone(name) for name in self.data):
            services = Service.objects.filter(case=self.asked.case).order_by("pk")
            gone += [each.name for each in services if self._is_gone(f"{SERVICE}{each.pk}")]
        if gone:
            words = _("Somebody has answered this meanwhile, so nothing was saved: %(kinds)s.")
            self.add_error(None, words % {"kinds": ", ".join(gone)})

    def _is_gone(self, name: str) -> bool:
        """Whether something was chosen for what the page asks no more."""
        return name not in self.fields and bool(self.data.get(name))


def _choice(label: Any, choices: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, required=False, initial=""
    )


def _need(question: Question) -> str:
    return f"need_{question.kind}"


def _because(question: Question) -> str:
    return f"because_{question.kind}"


def _service(running: Running) -> str:
    return f"{SERVICE}{running.service.pk}"
