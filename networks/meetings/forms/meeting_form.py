"""The form in which client and worker agree on a meeting."""

import datetime as dt
from functools import partial
from typing import Any

from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.attending import asked_in
from cases.models import Case
from inputs.fields import DayField, LongTextField, ShortTextField
from inputs.hours import HourField
from inputs.record_form import RecordForm
from inputs.took_part import TookPart
from networks.attendance_rows import attendees_of
from networks.meetings.whom_to_ask import NOT_WANTED, whom_to_ask, wishes_of
from networks.models import Meeting
from networks.models.meeting import HOW
from records.text_lengths import SHORT_TEXT
from records.versions import VersionedModel


class Hours(forms.Form):
    """Part of a form: a day, and from which hour to which."""

    on = DayField(label=gettext_lazy("Day"))
    begins = HourField(label=gettext_lazy("Begins at"))
    ends = HourField(label=gettext_lazy("Ends at"))

    def clean(self) -> dict[str, Any]:
        """The hours follow each other, and the clock shows them on that day."""
        cleaned = super().clean() or self.cleaned_data
        refuse_odd_hours(self, cleaned, "on", "begins", "ends")
        return cleaned


def refuse_odd_hours(
    form: forms.Form, cleaned: dict[str, Any], on: str, begins: str, ends: str
) -> None:
    day = cleaned.get(on)
    for name in (begins, ends):
        if day and cleaned.get(name) and not is_shown_by_clock(day, cleaned[name]):
            form.add_error(name, _("The clocks go forward then: there is no such hour on the day."))
    if cleaned.get(begins) and cleaned.get(ends) and cleaned[ends] <= cleaned[begins]:
        form.add_error(ends, _("The meeting would end before it begins. Check the hours."))


def is_shown_by_clock(day: dt.date, hour: dt.time) -> bool:
    """False for the hour that is left out in spring."""
    moment = timezone.make_aware(dt.datetime.combine(day, hour))
    return timezone.localtime(moment.astimezone(dt.UTC)).time() == hour


class MeetingForm(TookPart, Hours, RecordForm):
    """When, where, who is asked, and what is to be talked about."""

    written = Meeting.FIELDS
    field_order = (
        *("on", "begins", "ends", "channel", "place", "interpreter"),
        *("people", "participants", "client_chose", "topics"),
    )

    channel = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=[(each.value, each.label) for each in HOW],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how you meet.")},
    )
    place = ShortTextField(
        label=gettext_lazy("Where, or by what means"),
        required=False,
        help_text=gettext_lazy("For example: the office, room 2; the worker calls everybody."),
    )
    interpreter = ShortTextField(
        label=gettext_lazy("Interpreter"),
        required=False,
        help_text=gettext_lazy("The language, and who orders the interpreter."),
    )
    client_chose = forms.BooleanField(
        label=gettext_lazy("The client has chosen who is asked"),
        required=False,
        help_text=gettext_lazy("Nobody of the network is invited before."),
    )
    topics = LongTextField(
        label=gettext_lazy("What is talked about"),
        required=False,
        rows=4,
        help_text=gettext_lazy("Each topic on a line of its own. The client may read this."),
    )

    def __init__(self, *args: Any, case: Case, meeting: Meeting | None, **kwargs: Any) -> None:
        self.case = case
        rows = list(meeting.asked.all()) if meeting else []
        kept = attendees_of(rows) if meeting else None
        asked = asked_in(case) | {"known": partial(whom_to_ask, case)}
        super().__init__(*args, record=meeting, kept=kept, **asked, **kwargs)
        self.fields["people"].label = _("Who is asked")
        if case.client.protected_address:
            self.fields["place"].help_text = _(
                "The client has a non-disclosure order: write nothing that tells where the "
                "client lives."
            )
        self.helper.layout = Layout(
            Field("on", css_class="w-date"),
            Div(
                Field("begins", css_class="w-date"),
                Field("ends", css_class="w-date"),
                css_class="hours",
            ),
            "channel",
            "place",
            Field("interpreter", css_class="w-half"),
            "people",
            "participants",
            self.newcomer_layout(),
            "client_chose",
            "topics",
        )

    def shown_of(self, record: VersionedModel) -> dict[str, Any]:
        """Who is asked is ticked, and the topics stand line by line."""
        assert isinstance(record, Meeting)
        kept = attendees_of(record.asked.all())
        return super().shown_of(record) | {
            "people": [each.key for each in kept.came] if kept else [],
            "participants": kept.in_words if kept else "",
            "topics": "\n".join(topic.words for topic in record.topics.all()),
        }

    def clean_topics(self) -> str:
        """Each fits on its line."""
        topics: str = self.cleaned_data["topics"]
        for line in topics.splitlines():
            if len(line.strip()) > SHORT_TEXT:
                raise forms.ValidationError(
                    _("A topic has room for %(limit)s characters. Shorten this: %(line)s"),
                    params={"limit": SHORT_TEXT, "line": line[:60]},
                )
        return topics

    def clean(self) -> dict[str, Any]:
        """Nobody is asked against the client's wish."""
        cleaned = super().clean()
        wishes = wishes_of(self.attendees.came)
        for each in self.attendees.came:
            if wishes.get(each.key) == NOT_WANTED:
                self.add_error(
                    "people",
                    _(
                        "The client does not want %(name)s to take part. Take the tick away, or "
                        "record another wish in the network first."
                    )
                    % {"name": each.name},
                )
        return cleaned

    def topic_lines(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["topics"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))
