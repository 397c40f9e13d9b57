"""Forms of the journal."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import Note
from cases.vocabulary import CommunicationChannel
from inputs.fields import DayField, LongTextField, ShortTextField
from inputs.took_part import TookPart


class NoteForm(TookPart):
    field_order = ("kind", "occurred_on", "channel", "outcome", "people", "participants", "text")

    kind = forms.ChoiceField(label=_("Kind"), choices=Note.Kind, initial=Note.Kind.MEETING)
    occurred_on = DayField(
        label=_("Day"), future=False, help_text=_("The day of the meeting or contact.")
    )
    channel = forms.ChoiceField(
        label=_("How"),
        choices=[("", _("Not chosen")), *CommunicationChannel.choices],
        required=False,
    )
    outcome = forms.ChoiceField(
        label=_("How did it come out?"),
        choices=Note.Outcome.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("It shows how long the client has been out of reach."),
    )
    text = LongTextField(
        label=_("Note"),
        rows=8,
        help_text=_("What was talked about and agreed. The client may read this."),
        error_messages={"required": _("Write the note.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occurred_on"].initial = timezone.localdate
        # Demanded of a meeting or contact, so it is not shown as optional.
        self.fields["outcome"].conditional = True  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = self.layout()

    def layout(self) -> Layout:
        return Layout(
            "text",
            Field("occurred_on", css_class="w-date"),
            Field("kind", css_class="w-half"),
            Field("channel", css_class="w-half"),
            "outcome",
            "people",
            "participants",
            self.newcomer_layout(),
        )

    def clean(self) -> dict[str, Any]:
        """Of a meeting or contact it is said whether the client was reached; of others not."""
        super().clean()
        values = self.cleaned_data
        if values.get("kind") != Note.Kind.MEETING:
            values["outcome"] = ""
        elif not values.get("outcome") and "outcome" not in self.errors:
            self.add_error("outcome", gettext("Choose whether the client was reached."))
        return values


class CorrectNoteForm(NoteForm):
    """A new entry in the place of one that was wrong, with the reason."""

    correction_reason = ShortTextField(
        label=_("Why the note is corrected"),
        help_text=_("For example: the day was wrong."),
        error_messages={"required": _("Tell briefly why the note is corrected.")},
    )

    def layout(self) -> Layout:
        return Layout("correction_reason", super().layout())
