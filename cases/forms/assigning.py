"""Giving one case, or many at once, to a personal worker."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.forms.worker_choice import WorkerChoice, Workers
from cases.models import Case
from inputs.fields import ShortTextField

# The name of the check boxes in a list, and of what the form carries of them.
CHOSEN = "asia"
CHOSEN_FORM = re.compile(r"([0-9]{1,17})-([0-9]{1,17})")


@dataclass(frozen=True)
class Chosen:
    """A case of a list, and the personal worker that the list showed; 0 is nobody."""

    case_pk: int
    worker_pk: int

    def __str__(self) -> str:
        return f"{self.case_pk}-{self.worker_pk}"

    @classmethod
    def of(cls, case: Case) -> "Chosen":
        return cls(case.pk, case.responsible_id or 0)

    @classmethod
    def read(cls, values: Iterable[str]) -> "list[Chosen]":
        """Those that are well formed, each case once."""
        found = filter(None, (CHOSEN_FORM.fullmatch(value) for value in values))
        chosen = [cls(int(each[1]), int(each[2])) for each in found]
        by_case = {each.case_pk: each for each in chosen}
        return list(by_case.values())


class AssignForm(forms.Form):
    """Who becomes the personal worker, and why, where another was it before."""

    user = WorkerChoice(
        label=_("Personal worker"),
        help_text=_("The case goes to the unit of its worker."),
    )
    reason = ShortTextField(
        label=_("Why"),
        required=False,
        help_text=_("For example: more room at the moment. The team reads it."),
        error_messages={"required": _("Tell briefly why the worker changes.")},
    )

    def __init__(self, *args: Any, cases: Sequence[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = {case.unit for case in cases}
        present = {case.responsible_id for case in cases}
        # Of one case its own worker is no choice; of several each may get another's.
        but = present if len(cases) == 1 else set()
        unit = units.pop() if len(units) == 1 else None
        user: Any = self.fields["user"]
        user.offer(Workers(cases[0].county_id, unit, timezone.localdate(), but=filter(None, but)))
        self.fields["reason"].required = any(present)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Field("user", css_class="w-half"), "reason")
