"""Forms of the minutes of a network meeting, and of a new version of them."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.attending import asked_in
from cases.people import known_people
from inputs.attendees import NOBODY_NAMED, Attendees, Person
from inputs.fields import DayField, LongTextField, ShortTextField
from inputs.record_form import RecordForm
from inputs.took_part import TookPart
from networks.attendance_rows import attendees_of
from networks.meetings.forms.meeting_form import Hours
from networks.models import Meeting, Minutes
from networks.models.meeting import HOW
from records.versions import VersionedModel


def came_of(minutes: Minutes) -> Attendees:
    return attendees_of(minutes.attendance.filter(came=True)) or NOBODY_NAMED


def people_for_minutes(meeting: Meeting, also: Collection[str] = ()) -> list[Person]:
    """Everybody of the case; of who was asked the label says so."""
    asked = attendees_of(meeting.asked.all()) or NOBODY_NAMED
    keys = {each.key for each in asked.came}
    people = known_people(meeting.case, {*also, *keys})
    return [_asked(each) if each.key in keys else each for each in people]


def _asked(person: Person) -> Person:
    return replace(person, label=_("%(name)s (was asked)") % {"name": person.label})


class MinutesForm(TookPart, Hours, RecordForm):
    """Who came, what was talked about, and what the client said of it."""

    written = Minutes.FIELDS
    field_order = (
        *("people", "participants", "talked", "client_words"),
        *("on", "begins", "ends", "channel"),
    )

    on = DayField(label=gettext_lazy("Day"), future=False)
    channel = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=[(each.value, each.label) for each in HOW],
        widget=forms.Select,
    )
    talked = LongTextField(
        label=gettext_lazy("What was talked about"),
        required=False,
        rows=10,
        help_text=gettext_lazy("What was decided has rows of its own. The client may read this."),
    )
    client_words = LongTextField(
        label=gettext_lazy("What the client said of it, in their own words"),
        required=False,
        rows=3,
    )

    def __init__(self, *args: Any, minutes: Minutes, **kwargs: Any) -> None:
        asked = asked_in(minutes.case) | {"known": partial(people_for_minutes, minutes.meeting)}
        super().__init__(*args, record=minutes, kept=came_of(minutes), **asked, **kwargs)
        self.fields["people"].label = _("Who came")
        self.fields["people"].help_text = _("Who was asked and is not ticked did not come.")
        self.helper.layout = Layout(
            "people",
            "participants",
            self.newcomer_layout(),
            "talked",
            "client_words",
            Field("on", css_class="w-date"),
            Div(
                Field("begins", css_class="w-date"),
                Field("ends", css_class="w-date"),
                css_class="hours",
            ),
            Field("channel", css_class="w-half"),
        )

    def shown_of(self, record: VersionedModel) -> dict[str, Any]:
        """Who came is ticked."""
        assert isinstance(record, Minutes)
        came = came_of(record)
        return super().shown_of(record) | {
            "people": [each.key for each in came.came],
            "participants": came.in_words,
        }


class NewVersionForm(forms.Form):
    """Why the minutes are corrected, or what is supplemented."""

    reason = ShortTextField(
        label=gettext_lazy("Reason for the correction"),
        error_messages={"required": gettext_lazy("Tell briefly what was wrong.")},
    )

    def __init__(self, *args: Any, is_supplement: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_supplement:
            self.fields["reason"].label = _("What is supplemented")
            self.fields["reason"].error_messages["required"] = _("Tell briefly what was forgotten.")
        self.helper = FormHelper()
        self.helper.form_tag = False
