"""Forms of a meeting that was not held, and of a meeting of two that was."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.attending import asked_in
from cases.forms.who_does import WhoDoes, actors_of
from cases.models import Note
from inputs.fields import DayField, LongTextField
from inputs.hours import HourField
from inputs.not_known import Folded
from inputs.took_part import TookPart
from networks.attendance_rows import attendees_of
from networks.meetings.forms.meeting_form import refuse_odd_hours
from networks.models import Meeting, MeetingCancellation

NEW_TIME = ("new_on", "new_begins", "new_ends")


class CancelMeetingForm(WhoDoes):
    """Why the meeting is or was not held, by whom, and when it is held instead."""

    field_order = ("what", "cause", "who", "actor", "words", *NEW_TIME)

    what = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=MeetingCancellation.What.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what happened.")},
    )
    cause = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=MeetingCancellation.Cause.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("The national document knows these two."),
        error_messages={"required": gettext_lazy("Choose why.")},
    )
    words = LongTextField(
        label=gettext_lazy("More about it"),
        required=False,
        rows=3,
        help_text=gettext_lazy("Nobody is blamed for what they missed. The client may read this."),
    )
    new_on = DayField(label=gettext_lazy("New day"), required=False)
    new_begins = HourField(label=gettext_lazy("Begins at"), required=False)
    new_ends = HourField(label=gettext_lazy("Ends at"), required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, actors=actors_of(meeting.case), **kwargs)
        self.meeting = meeting
        self.fields["who"].label = _("Who called it off, or did not come")
        self.fields["actor"].label = _("Who, in words")
        self.fields["actor"].help_text = ""
        self.nobody_named = _("Choose or write who called it off, or did not come.")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            "what",
            "cause",
            Field("who", css_class="w-half"),
            Field("actor", css_class="w-half"),
            "words",
            Folded(
                _("A new time was agreed"),
                Field("new_on", css_class="w-date"),
                Div(
                    Field("new_begins", css_class="w-date"),
                    Field("new_ends", css_class="w-date"),
                    css_class="hours",
                ),
            ),
        )

    def clean(self) -> dict[str, Any]:
        """A new time is whole, and nobody is missed before the hour."""
        cleaned = super().clean()
        is_missed = cleaned.get("what") == MeetingCancellation.What.NOT_COME
        if is_missed and not self.meeting.is_behind:
            self.add_error(
                "what", _("The meeting has not begun yet, so nobody is missing. Choose the other.")
            )
        if any(cleaned.get(name) for name in NEW_TIME):
            for name in NEW_TIME:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Write the day and both hours of the new time."))
            refuse_odd_hours(self, cleaned, *NEW_TIME)
        return cleaned

    def cancellation(self) -> MeetingCancellation:
        names = ("what", "cause", "actor", "words")
        return MeetingCancellation(**{name: self.cleaned_data[name] for name in names})

    def new_meeting(self) -> Meeting | None:
        """The same meeting at the new time, unsaved."""
        if not self.cleaned_data["new_on"]:
            return None
        kept = {name: getattr(self.meeting, name) for name in Meeting.FIELDS}
        new = dict(zip(("on", "begins", "ends"), NEW_TIME, strict=True))
        kept |= {name: self.cleaned_data[field] for name, field in new.items()}
        return Meeting(case=self.meeting.case, kind=self.meeting.kind, **kept)


class HeldForm(TookPart):
    """What a meeting of two came to: an entry of the journal, of which the rest is known."""

    field_order = ("people", "participants", "text")

    text = LongTextField(
        label=gettext_lazy("What was talked about and agreed"),
        rows=8,
        help_text=gettext_lazy("It becomes an entry of the journal. The client may read this."),
        error_messages={"required": gettext_lazy("Write what was talked about.")},
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        self.meeting = meeting
        kept = attendees_of(meeting.asked.all())
        super().__init__(*args, kept=kept, **asked_in(meeting.case), **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("text", "people", "participants", self.newcomer_layout())

    def clean(self) -> dict[str, Any]:
        """A meeting of two without the client was none."""
        cleaned = super().clean()
        if "people" not in self.errors and not self._client_came():
            self.add_error(
                "people",
                _("Tick the client. If the client did not come, record that it was not held."),
            )
        return cleaned

    def _client_came(self) -> bool:
        return any(each.key == "client" for each in self.attendees.came)

    def note(self) -> Note:
        meeting = self.meeting
        in_person = meeting.channel.startswith("visit") or meeting.channel == "video"
        return Note(
            case=meeting.case,
            kind=Note.Kind.MEETING,
            occurred_on=meeting.on,
            channel=meeting.channel,
            outcome=Note.Outcome.MET if in_person else Note.Outcome.REACHED,
            participants=self.cleaned_data["participants"],
            text=self.cleaned_data["text"],
        )
