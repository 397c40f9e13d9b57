"""The form of an agenda: what is taken onto it, and what may be shown to everybody."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy

from networks.meetings.agenda import ProposedTopic
from networks.models import Meeting, MeetingTopic

PARTS = ("shown", "proposed")


class AgendaForm(forms.Form):
    """Ticks only: words are written in the form of the meeting."""

    proposed = forms.MultipleChoiceField(
        label=gettext_lazy("Proposed for the agenda"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy(
                "Something is not proposed any more. Open the page again."
            )
        },
    )
    shown = forms.MultipleChoiceField(
        label=gettext_lazy("The client has said yes: shown on the shared screen"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Everybody present sees what is ticked here, and nothing else."),
        error_messages={
            "invalid_choice": gettext_lazy(
                "A topic is not on the agenda any more. Open the page again."
            )
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    def __init__(
        self,
        *args: Any,
        meeting: Meeting,
        topics: Sequence[MeetingTopic],
        proposed: Sequence[ProposedTopic],
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {
            "version": meeting.version,
            "shown": [str(topic.pk) for topic in topics if topic.is_shown],
        }
        super().__init__(*args, **kwargs)
        self.offered = {each.key: each for each in proposed}
        ticks: Any = self.fields
        ticks["proposed"].choices = [
            (each.key, f"{each.words} ({each.source})") for each in proposed
        ]
        ticks["shown"].choices = [(str(topic.pk), topic.words) for topic in topics]
        for name in PARTS:
            if not ticks[name].choices:
                del ticks[name]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.render_hidden_fields = True
        self.helper.layout = Layout(*(name for name in PARTS if name in ticks))

    def added(self) -> list[str]:
        return [self.offered[key].words for key in self.cleaned_data.get("proposed", [])]

    def shown_keys(self) -> set[int]:
        return {int(key) for key in self.cleaned_data.get("shown", [])}
