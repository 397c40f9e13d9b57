"""The checklist of one occasion as a form, and the closing of a round."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from desistance.factors import PROBATION, Factor, Level, Scope
from desistance.history import SaidBefore
from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import ClientStanding, TaskState
from inputs.fields import DayField, LongTextField
from inputs.record_form import RecordForm
from inputs.two_texts import Place
from records.versions import VersionedModel

WORDS_LABELS = {
    Scope.WORKER: gettext_lazy("Your reflection"),
    Scope.SERVICE_SYSTEM: gettext_lazy("Observation on services"),
    Scope.ORGANISATION: gettext_lazy("Observation on the unit"),
}
QUIET = (ClientStanding.NOT_DISCUSSED, ClientStanding.NOT_RELEVANT)
NOT_RECORDED = ("", pgettext_lazy("task of the workers", "Not recorded yet"))


@dataclass(frozen=True)
class FactorFields:
    """What one factor asks on the page: `choice` is a standing or, of our task, how far it is."""

    factor: Factor
    note: BoundField
    choice: BoundField | None
    still: BoundField | None
    next_step: BoundField | None
    items: BoundField | None
    former: SaidBefore | None
    aside: bool

    @property
    def opened(self) -> bool:
        """Whether the texts show at once: somebody has written in them, or must."""
        texts = [self.note, self.next_step] if self.next_step else [self.note]
        return any(text.value() or text.errors for text in texts)

    @property
    def is_reflection(self) -> bool:
        return self.factor.scope is Scope.WORKER


@dataclass(frozen=True)
class LevelFields:
    level: Level
    factors: list[FactorFields]


class ChecklistForm(RecordForm):
    """Fourteen factors: of the client a standing, of our tasks how far, of the others words.

    `checklist` is the saved one, or an unsaved one of version 0; `former` what was said
    before, `probation` whether supervised probationary freedom is at hand.
    """

    version = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        checklist: Checklist,
        former: Mapping[str, SaidBefore],
        probation: bool,
        **kwargs: Any,
    ) -> None:
        self.former = former
        self.probation = probation
        super().__init__(*args, record=checklist, **kwargs)
        self.fields["talked_on"] = DayField(
            label=gettext_lazy("The day on which you talked"), future=False
        )
        self.said = checklist.by_factor() if checklist.pk else {}
        for factor in Factor:
            self._add(factor, self.said.get(factor.value))

    def _add(self, factor: Factor, said: ChecklistEntry | None) -> None:
        client = factor.scope is Scope.CLIENT
        if client:
            choices = TaskState.choices if factor.is_our_task else ClientStanding.choices
            self.fields[self._choice(factor)] = forms.ChoiceField(
                label=factor.label,
                choices=[NOT_RECORDED, *choices] if factor.is_our_task else choices,
                widget=forms.RadioSelect,
                required=False,
            )
        former = self.former.get(factor.value)
        if former is not None and former.can_still_be_so and not (said and said.says_something):
            self.fields[f"{factor}-still"] = forms.BooleanField(
                label=gettext_lazy("Still so"), required=False
            )
        if factor.sub_items:
            self.fields[f"{factor}-items"] = forms.MultipleChoiceField(
                label=gettext_lazy("What you talked about"),
                choices=[(item.key, item.label) for item in factor.sub_items],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        self.fields[f"{factor}-note"] = LongTextField(
            label=_note_label(factor), required=False, rows=2
        )
        if client:
            self.fields[f"{factor}-next_step"] = LongTextField(
                label=gettext_lazy("What next"), required=False, rows=2
            )

    def _choice(self, factor: Factor) -> str:
        return f"{factor}-task" if factor.is_our_task else f"{factor}-standing"

    def shown_of(self, record: VersionedModel) -> dict[str, Any]:
        """The day and each factor's entry; of one that nobody has spoken of, what then holds."""
        assert isinstance(record, Checklist)
        entries = record.by_factor() if record.pk else {}
        shown: dict[str, Any] = {
            "talked_on": record.day if record.pk else timezone.localdate(),
        }
        for factor in Factor:
            entry = entries.get(factor.value) or ChecklistEntry(standing=self._unsaid(factor))
            shown[f"{factor}-note"] = entry.note
            if factor.sub_items:
                shown[f"{factor}-items"] = entry.items
            if factor.scope is Scope.CLIENT:
                how = entry.task if factor.is_our_task else entry.standing
                shown[self._choice(factor)] = how
                shown[f"{factor}-next_step"] = entry.next_step
        return shown

    def places(self, record: VersionedModel) -> list[Place]:
        """Each by its factor and what of it is asked."""
        return [
            Place(self, name, stored, of=_factor_of(name))
            for name, stored in self.shown_of(record).items()
        ]

    def _unsaid(self, factor: Factor) -> str:
        """What holds of a factor of which nobody has spoken."""
        if factor.is_our_task:
            return ""
        if factor is PROBATION and not self.probation:
            return ClientStanding.NOT_RELEVANT
        return ClientStanding.NOT_DISCUSSED

    def stand_on_new_round(self, number: int) -> None:
        """What was typed into a round that is closed by now is saved next as a new one."""
        typed: Any = self.data
        sent = typed.copy()
        sent["version"], sent["round"] = "0", str(number)
        self.data = sent

    def levels(self) -> Iterator[LevelFields]:
        """The fields as the page shows them."""
        for level in Level:
            rows = [self._row(factor) for factor in level.factors]
            yield LevelFields(level, sorted(rows, key=lambda row: row.aside))

    def _row(self, factor: Factor) -> FactorFields:
        client = factor.scope is Scope.CLIENT
        choice = self[self._choice(factor)] if client else None
        aside = factor is PROBATION and not self.probation
        still = f"{factor}-still"
        return FactorFields(
            factor=factor,
            note=self[f"{factor}-note"],
            choice=choice,
            still=self[still] if still in self.fields else None,
            next_step=self[f"{factor}-next_step"] if client else None,
            items=self[f"{factor}-items"] if factor.sub_items else None,
            former=self.former.get(factor.value),
            aside=aside and choice is not None and choice.value() in QUIET,
        )

    def clean(self) -> dict[str, Any]:
        """Put what was confirmed by its tick where it would have been typed."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for factor in Factor:
            if said.get(f"{factor}-still"):
                self._confirm(factor, self.former[factor.value].entry, said)
            if said.get(f"{factor}-task") == TaskState.PREVENTED and not said.get(f"{factor}-note"):
                self.add_error(f"{factor}-note", _("Write briefly what prevents it."))
        if self.is_declined and not self.errors and self._says_something():
            self.add_error(
                None,
                _(
                    "Something is filled in on this page, and declining would lose it. Save the "
                    "checklist: one factor is enough, and the client need not go on. If nothing "
                    "of it holds, empty it first."
                ),
            )
        return said

    @property
    def is_declined(self) -> bool:
        """Whether it was sent by the button that the client does not wish to talk of them."""
        return "declined" in self.data

    def _says_something(self) -> bool:
        return any(entry.says_something for entry in self.to_entries())

    def _confirm(self, factor: Factor, former: ChecklistEntry, said: dict[str, Any]) -> None:
        choice = self._choice(factor)
        was = former.task if factor.is_our_task else former.standing
        if said.get(choice) not in ("", self._unsaid(factor), was):
            self.add_error(
                choice, _("You ticked “still so” and chose something else. Keep one of them.")
            )
            return
        said[choice] = was
        if factor.sub_items:
            said[f"{factor}-items"] = said.get(f"{factor}-items") or former.items
        for name in ("note", "next_step"):
            said[f"{factor}-{name}"] = said.get(f"{factor}-{name}") or getattr(former, name)

    def to_entries(self) -> list[ChecklistEntry]:
        """Unsaved entries: one for each factor of the client, and for words that were said."""
        said = self.cleaned_data
        entries = []
        for factor in Factor:
            entry = ChecklistEntry(
                factor=factor,
                standing=self._standing(factor),
                task=said.get(f"{factor}-task", ""),
                note=said[f"{factor}-note"],
                next_step=said.get(f"{factor}-next_step", ""),
                items=said.get(f"{factor}-items", []),
            )
            if entry.standing or entry.says_something:
                entries.append(entry)
        return entries

    def _standing(self, factor: Factor) -> str:
        """Of our task what a former version kept, until somebody says how far it is."""
        if factor.is_our_task:
            kept = self.said.get(factor.value)
            return kept.standing if kept and not self.cleaned_data[f"{factor}-task"] else ""
        said = self.cleaned_data.get(f"{factor}-standing")
        return said or (self._unsaid(factor) if factor.scope is Scope.CLIENT else "")


class CloseForm(forms.Form):
    """The version of the round that its closer saw."""

    version = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)


def _factor_of(name: str) -> str:
    """Whose field it is, where the field's label does not say so itself."""
    key, _dash, what = name.partition("-")
    return "" if what in ("", "standing", "task") else str(Factor(key).label)


def _note_label(factor: Factor) -> Any:
    if factor.is_our_task:
        return gettext_lazy("What has been done, or what prevents it")
    return WORDS_LABELS.get(factor.scope, gettext_lazy("Note"))
