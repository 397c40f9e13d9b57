"""What the client estimates on one occasion, and why such a row is taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments.instruments import HIGHEST, IN_USE, LOWEST, Question, QuestionGroup
from cases.models import Case, CaseMembership
from inputs.fields import DayField, ShortTextField

STEPS = [(str(step), str(step)) for step in range(LOWEST, HIGHEST + 1)]
NO_ANSWER = ("", _("No answer"))


@dataclass(frozen=True)
class Asked:
    """A question and its field."""

    question: Question
    field: BoundField


@dataclass(frozen=True)
class AskedGroup:
    group: QuestionGroup
    asked: list[Asked]


class Answer(forms.TypedChoiceField):
    """0 to 10, or nothing; nothing is chosen beforehand, not even that there is no answer."""

    def __init__(self, question: Question) -> None:
        label: Any = question.words
        super().__init__(
            label=label,
            choices=[*STEPS, NO_ANSWER],
            coerce=int,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
        )


class EstimatesForm(forms.Form):
    """The day, who heard it, and each question of the instrument, all of them optional."""

    use_required_attribute = False

    told_on = DayField(label=_("Told on"), future=False)
    heard_by = forms.ModelChoiceField(
        label=_("Who heard it"),
        queryset=User.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose somebody who works in the case.")},
    )

    def __init__(self, *args: Any, case: Case, by: User, **kwargs: Any) -> None:
        kwargs["initial"] = {"told_on": timezone.localdate(), "heard_by": by.pk}
        super().__init__(*args, **kwargs)
        team = CaseMembership.objects.in_team().filter(case=case).values("user")
        heard_by: Any = self.fields["heard_by"]
        heard_by.queryset = User.objects.filter(pk__in=team).order_by("last_name", "first_name")
        for question in IN_USE.questions:
            self.fields[question.key] = Answer(question)

    @property
    def is_declined(self) -> bool:
        """Whether it was sent by the button that the client does not wish to estimate."""
        return "declined" in self.data

    def clean(self) -> dict[str, Any]:
        """No answer is left behind by declining."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_declined and self.answers():
            self.add_error(
                None,
                gettext(
                    "There are answers on this page, and declining would lose them. Record the "
                    "estimates: one is enough. If the client takes them back, choose “No answer” "
                    "for each first."
                ),
            )
        return given

    def groups(self) -> Iterator[AskedGroup]:
        """The questions as the page shows them."""
        for group in IN_USE.groups:
            yield AskedGroup(group, [Asked(each, self[each.key]) for each in group.questions])

    def answers(self) -> dict[str, int]:
        """What was answered, by the question's key."""
        given = {each.key: self.cleaned_data.get(each.key) for each in IN_USE.questions}
        return {key: value for key, value in given.items() if value is not None}


class TakeBackEstimatesForm(forms.Form):
    """Why they were not as written."""

    because = ShortTextField(
        label=_("Why are they taken back?"),
        help_text=_("For example: they were told on another day. The client may see this."),
        error_messages={"required": _("Tell briefly why they are taken back.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
