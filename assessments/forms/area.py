"""One life area."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.forms.draft_fields import LaterChoice, LaterDay, LaterLine, LaterText
from assessments.models import ClientWords, LifeAreaEntry
from assessments.vocabulary import YesNo


class LifeAreaForm(forms.Form):
    """The client's words before the worker's view; how far the talk has come; the need."""

    ADDED: ClassVar[tuple[str, ...]] = ("client_words", "said_on", "replaces")

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
    # Not a field of the area: what is written here is added to what the client said before.
    client_words = LaterText(
        label=_("What the client says now"), rows=4, help_text=_("In the client’s own words.")
    )
    said_on = LaterDay(
        label=_("Said on"), future=False, widget=forms.TextInput({"class": "w-date"})
    )
    replaces = forms.ModelChoiceField(
        label=_("Corrects what was written wrong"),
        queryset=ClientWords.objects.none(),
        required=False,
        empty_label=_("No, these are new words"),
    )
    worker_view = LaterText(label=_("The worker’s view"), rows=4)
    strengths = LaterText(label=_("Strengths"), rows=4)
    need = LaterChoice(label=_("Need for support"), choices=YesNo.choices)

    def __init__(self, *args: Any, entry: LifeAreaEntry, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(entry, name) for name in LifeAreaEntry.FIELDS} | {
            "said_on": timezone.localdate()
        }
        kwargs["prefix"] = f"area-{entry.area}"
        super().__init__(*args, **kwargs)
        self.entry = entry
        self.area = entry.area
        self.name = entry.get_area_display()
        self.words = entry.all_said
        said = [row for row in self.words if not row.is_replaced]
        if said:
            replaces: Any = self.fields["replaces"]
            replaces.queryset = entry.words.filter(pk__in=[row.pk for row in said])
            # They are read already: drawing the list asks nothing.
            replaces.choices = [("", replaces.empty_label), *((row.pk, str(row)) for row in said)]
        else:
            del self.fields["replaces"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if data.get("client_words") and not data.get("said_on") and "said_on" not in self.errors:
            self.add_error("said_on", _("Write the day on which the client said it."))
        if data.get("replaces") and not data.get("client_words"):
            self.add_error("client_words", _("Write the words as the client said them."))
        return data

    def added(self) -> dict[str, Any]:
        """What the client said now, if anything was written."""
        if not self.cleaned_data.get("client_words"):
            return {}
        return {name: self.cleaned_data.get(name) for name in self.ADDED}
