"""The assessment's own fields, one form for each part in which they are written."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.draft_parts import (
    BACKGROUND,
    BEGINNING,
    CONCLUSIONS,
    NETWORK,
    NEXT,
    DraftPart,
)
from assessments.forms.draft_fields import UNANSWERED, LaterChoice, LaterText
from assessments.models import Assessment
from assessments.vocabulary import DependantsState, InitiationManner, NeedNature, YesNo
from inputs.fields import DayField, LongTextField, ShortTextField


def day(label: Any) -> DayField:
    """A day that lies behind, in a narrow input."""
    return DayField(label=label, future=False, widget=forms.TextInput({"class": "w-date"}))


class PartForm(forms.Form):
    """The fields of one part. A draft may be saved half empty."""

    use_required_attribute = False

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(assessment, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)


class BeginningForm(PartForm):
    """How the matter began, and how it was assessed."""

    initiated_on = day(gettext_lazy("The matter became pending"))
    initiation_manner = LaterChoice(
        label=gettext_lazy("How it became pending"),
        choices=InitiationManner.choices,
        widget=forms.Select({"class": "w-half"}),
    )
    initiation_reason = LongTextField(
        label=gettext_lazy("Why it became pending"), rows=3, required=False
    )
    started_on = day(gettext_lazy("Assessment begun"))
    how_carried_out = LaterText(
        label=gettext_lazy("How the assessment was made"),
        rows=4,
        help_text=gettext_lazy("Meetings, statements and earlier assessments that were used."),
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        refuse_wrong_order(self)
        return self.cleaned_data


class BackgroundForm(PartForm):
    """What was before, in the client’s view."""

    services_so_far = LaterText(
        label=gettext_lazy("Services until now, and what they brought"), rows=4
    )
    own_actions = LaterText(
        label=gettext_lazy("What the client has done about the situation"), rows=4
    )
    experiences = LaterText(
        label=gettext_lazy("Experiences of services, and hopes for the worker"),
        rows=4,
        help_text=gettext_lazy("In the client’s own words."),
    )


class CareForm(PartForm):
    """Whether those in the client’s care have been looked into."""

    dependants = LaterChoice(
        label=gettext_lazy("Children and others in the client’s care (SHL 44 §)"),
        choices=DependantsState.choices,
        help_text=gettext_lazy(
            "Only that it has been looked into. What was found is recorded in their own records."
        ),
    )


class ConclusionsForm(PartForm):
    """The client’s opinion, then the conclusions."""

    client_opinion = LaterText(
        label=gettext_lazy("The client’s opinion and view (SHL 37 §)"),
        help_text=gettext_lazy("What the client thinks of the need and of what would help."),
    )
    no_opinion_because = ShortTextField(
        label=gettext_lazy("If the client has not told: why"), required=False
    )
    conclusions = LaterText(
        label=gettext_lazy("Conclusions"),
        help_text=gettext_lazy(
            "Summary of the situation, the services needed, and whether there is a basis "
            "for a client relationship (SHL 37 §)."
        ),
    )
    special_support = LaterChoice(
        label=gettext_lazy("Does the client need special support? (SHL 3 §)"),
        choices=YesNo.choices,
        help_text=gettext_lazy(
            "Special difficulty in getting services because of illness, substance use, "
            "several simultaneous needs or the like."
        ),
    )
    special_support_grounds = LaterText(
        label=gettext_lazy("Grounds for special support"),
        rows=3,
        help_text=gettext_lazy("Only if the answer is yes."),
    )


class NextForm(PartForm):
    """How long support is needed, who works with it, and where the views differ."""

    multi_actor = LaterChoice(
        label=gettext_lazy("Is multi-actor work needed?"), choices=YesNo.choices
    )
    multi_actor_reason = LaterText(label=gettext_lazy("Why, or why not"), rows=3)
    need_nature = LaterChoice(
        label=gettext_lazy("Nature of the need"),
        choices=[
            (
                NeedNature.TEMPORARY,
                gettext_lazy("Temporary – neither personal worker nor client plan is necessary"),
            ),
            (
                NeedNature.RECURRING,
                gettext_lazy("Recurring – a personal worker is named, a plan made as needed"),
            ),
            (
                NeedNature.LONG_TERM,
                gettext_lazy("Long-term – a personal worker is named and a client plan made"),
            ),
        ],
        help_text=gettext_lazy("Of several needs the longest one counts."),
    )
    needs_personal_worker = LaterChoice(
        label=gettext_lazy("Does the client need a personal worker?"), choices=YesNo.choices
    )
    makes_plan = LaterChoice(label=gettext_lazy("Is a client plan made?"), choices=YesNo.choices)
    unlike_advice_because = LongTextField(
        label=gettext_lazy("Why otherwise than the nature of the need suggests"),
        rows=3,
        required=False,
    )
    client_differs = LongTextField(
        label=gettext_lazy("The client sees it differently"), rows=4, required=False
    )
    worker_differs = LongTextField(
        label=gettext_lazy("The worker sees it differently"), rows=4, required=False
    )
    next_steps = LaterText(label=gettext_lazy("What happens next"), rows=4)


class AllFields(BeginningForm, BackgroundForm, CareForm, ConclusionsForm, NextForm):
    """Every field with its label, for a page that names them."""


def refuse_wrong_order(form: forms.Form) -> None:
    initiated_on = form.cleaned_data.get("initiated_on")
    started_on = form.cleaned_data.get("started_on")
    if initiated_on and started_on and started_on < initiated_on:
        form.add_error(
            "started_on",
            _(
                "The assessment begins on %(started)s, before the matter became pending on "
                "%(initiated)s. Check the days."
            )
            % {
                "started": date_format(started_on),
                "initiated": date_format(initiated_on),
            },
        )


class StartForm(forms.Form):
    """The days with which an assessment begins."""

    initiated_on = day(gettext_lazy("The matter became pending"))
    initiation_manner = forms.ChoiceField(
        label=gettext_lazy("How it became pending"),
        choices=[UNANSWERED, *InitiationManner.choices],
        required=False,
        widget=forms.Select({"class": "w-half"}),
    )
    started_on = day(gettext_lazy("Assessment begun"))

    def clean(self) -> dict[str, Any]:
        super().clean()
        refuse_wrong_order(self)
        return self.cleaned_data


class CorrectForm(forms.Form):
    """Why a final assessment is corrected."""

    reason = ShortTextField(
        label=gettext_lazy("Reason for the correction"),
        help_text=gettext_lazy("It stands in the new version. For example: the date was wrong."),
        error_messages={"required": gettext_lazy("Tell why the assessment is corrected.")},
    )


class SupplementForm(forms.Form):
    """What is new in a final assessment in which nothing was wrong."""

    reason = ShortTextField(
        label=gettext_lazy("What is new, and who told it"),
        help_text=gettext_lazy(
            "It stands in the new version. For example: the client told about work at the review."
        ),
        error_messages={"required": gettext_lazy("Tell what is new and who told it.")},
    )


FORM_OF_PART: dict[DraftPart, type[PartForm]] = {
    BEGINNING: BeginningForm,
    BACKGROUND: BackgroundForm,
    NETWORK: CareForm,
    CONCLUSIONS: ConclusionsForm,
    NEXT: NextForm,
}
