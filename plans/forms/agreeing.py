"""The day on which a plan was agreed, and what the client said."""

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.fields import DayField, LongTextField, ShortTextField
from plans.actions.agreeing import WrongDay
from plans.models import Plan


class AgreePlanForm(forms.Form):
    """The agreement. `contents` is the mark of the plan as it is shown beside the form."""

    on = DayField(label=gettext_lazy("Agreed on"), future=False)
    agreement = forms.ChoiceField(
        label=gettext_lazy("What the client says to the plan"),
        choices=Plan.Agreement,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what the client says.")},
    )
    reason = LongTextField(
        label=gettext_lazy("Why the client does not agree, or could not answer"),
        help_text=gettext_lazy("Leave empty when the client agrees."),
        required=False,
        rows=3,
    )
    copies_to = LongTextField(
        label=gettext_lazy("Who receives the plan"),
        help_text=gettext_lazy(
            "Who, which parts, and by whose permission. For example: the client, all of it."
        ),
        required=False,
        rows=3,
    )
    contents = ShortTextField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, plan: Plan, former: Plan | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.former = plan, former
        self.fields["on"].initial = timezone.localdate
        self.fields["reason"].conditional = True  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field("on", css_class="w-date"), "agreement", "reason", "copies_to"
        )

    def clean_on(self) -> dt.date:
        """Not before the plan that this one replaces, and before the review."""
        on: dt.date = self.cleaned_data["on"]
        former = self.former.agreed_on if self.former else None
        if former and on < former:
            raise ValidationError(WrongDay.before_former(former).why)
        review = self.plan.review_on
        if review and review <= timezone.localdate():
            raise ValidationError(WrongDay.review_passed(review).why)
        return on

    def clean(self) -> dict[str, Any]:
        """Every answer but yes wants a reason."""
        cleaned = super().clean() or self.cleaned_data
        answer = cleaned.get("agreement")
        has_reason = cleaned.get("reason") or "reason" in self.errors
        if answer and answer != Plan.Agreement.AGREED and not has_reason:
            self.add_error("reason", _("Tell why, in the client’s words if you can."))
        return cleaned

    def answer(self) -> dict[str, Any]:
        """What `agree_plan` takes besides the plan and who agrees."""
        names = ("on", "agreement", "reason", "copies_to")
        answer = {name: self.cleaned_data[name] for name in names}
        return answer | {"seen": self.cleaned_data["contents"]}
