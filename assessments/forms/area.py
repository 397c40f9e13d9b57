"""One life area."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.draft_fields import LaterChoice, LaterDay, LaterLine, LaterText
from assessments.models import LifeAreaEntry
from assessments.vocabulary import YesNo


class LifeAreaForm(forms.Form):
    """The client's words before the worker's view; how far the talk has come; the need."""

    use_required_attribute = False

    state = forms.ChoiceField(
        label=_("How far"), choices=LifeAreaEntry.State.choices, widget=forms.RadioSelect
    )
    later_because = LaterLine(
        label=_("Why later"),
        help_text=_("For example: the client was tired, or wants to talk about it at home."),
    )
    later_on = LaterDay(
        label=_("Asked at the latest on"), widget=forms.TextInput({"class": "w-date"})
    )
    situation = LaterText(label=_("Situation"), rows=4)
    client_words = LaterText(label=_("In the client’s own words"), rows=4)
    worker_view = LaterText(label=_("The worker’s view"), rows=4)
    strengths = LaterText(label=_("Strengths"), rows=4)
    need = LaterChoice(label=_("Need for support"), choices=YesNo.choices)

    def __init__(self, *args: Any, entry: LifeAreaEntry, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(entry, name) for name in LifeAreaEntry.FIELDS}
        kwargs["prefix"] = f"area-{entry.area}"
        super().__init__(*args, **kwargs)
        self.entry = entry
        self.area = entry.area
        self.name = entry.get_area_display()
