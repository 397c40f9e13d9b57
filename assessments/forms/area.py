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
        self.anchor = f"area-{entry.area}"
        self.name = entry.get_area_display()

    @property
    def shown_state(self) -> str:
        """The state as it stands in the form, for the folded row."""
        return str(self["state"].value() or LifeAreaEntry.State.NOT_ASKED)

    @property
    def shown_state_label(self) -> str:
        return str(dict(LifeAreaEntry.State.choices).get(self.shown_state, ""))

    @property
    def stands_open(self) -> bool:
        """Something was typed that is not saved, or is saved but not marked as asked."""
        texts = ("situation", "client_words", "worker_view", "strengths")
        done = not self.is_bound and self.shown_state != LifeAreaEntry.State.NOT_ASKED
        return not done and any(self[name].value() for name in texts)

    @property
    def has_offers(self) -> bool:
        """Whether something is known of it that nobody has taken or left out."""
        return any(getattr(field, "offers", None) for field in self.fields.values())

    @property
    def shows_need(self) -> bool:
        return bool(self["need"].value() == YesNo.YES)
