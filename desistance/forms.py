"""The checklist of one occasion as a form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from desistance.factors import Factor, Level, Scope
from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import ClientStanding
from inputs.fields import LongTextField
from inputs.record_form import RecordForm
from inputs.two_texts import Place
from records.versions import VersionedModel

WORDS_LABELS = {
    Scope.WORKER: _("Your reflection"),
    Scope.SERVICE_SYSTEM: _("Observation on services"),
    Scope.ORGANISATION: _("Observation on the unit"),
}
QUIET = (ClientStanding.NOT_DISCUSSED, ClientStanding.NOT_RELEVANT)
PROBATION = Factor.SUPPORT_DURING_SUPERVISED_PROBATIONARY_FREEDOM


@dataclass(frozen=True)
class FactorFields:
    """What one factor asks on the page."""

    factor: Factor
    note: BoundField
    standing: BoundField | None
    next_step: BoundField | None
    former: str
    aside: bool

    @property
    def opened(self) -> bool:
        """Whether the texts show at once: somebody has written in them, or must."""
        texts = [self.note, self.next_step] if self.next_step else [self.note]
        return any(text.value() or text.errors for text in texts)


@dataclass(frozen=True)
class LevelFields:
    level: Level
    factors: list[FactorFields]


class ChecklistForm(RecordForm):
    """Fourteen factors: of the client a standing, of the others words.

    `checklist` is the saved one, or an unsaved one of version 0; `former` the words for what
    was said on the occasion before, `probation` whether supervised probationary freedom is at
    hand.
    """

    version = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        checklist: Checklist,
        former: Mapping[str, str],
        probation: bool,
        **kwargs: Any,
    ) -> None:
        self.former = former
        self.probation = probation
        super().__init__(*args, record=checklist, **kwargs)
        for factor in Factor:
            self._add(factor)

    def _add(self, factor: Factor) -> None:
        client = factor.scope is Scope.CLIENT
        if client:
            self.fields[f"{factor}-standing"] = forms.ChoiceField(
                label=factor.label,
                choices=ClientStanding.choices,
                widget=forms.RadioSelect,
                required=False,
            )
        self.fields[f"{factor}-note"] = LongTextField(
            label=_("Note") if client else WORDS_LABELS[factor.scope],
            required=False,
            rows=2,
        )
        if client:
            self.fields[f"{factor}-next_step"] = LongTextField(
                label=_("What next"), required=False, rows=2
            )

    def shown_of(self, record: VersionedModel) -> dict[str, Any]:
        """Each factor's entry; of one that nobody has spoken of, what then holds."""
        assert isinstance(record, Checklist)
        entries = record.by_factor() if record.pk else {}
        shown: dict[str, Any] = {}
        for factor in Factor:
            entry = entries.get(factor.value) or ChecklistEntry(standing=self._unsaid(factor))
            shown[f"{factor}-note"] = entry.note
            if factor.scope is Scope.CLIENT:
                shown[f"{factor}-standing"] = entry.standing
                shown[f"{factor}-next_step"] = entry.next_step
        return shown

    def places(self, record: VersionedModel) -> list[Place]:
        """Each by its factor and what of it is asked."""
        factors = {factor.value: factor for factor in Factor}
        return [
            Place(self, name, stored, of=self._of(factors[name.partition("-")[0]], name))
            for name, stored in self.shown_of(record).items()
        ]

    def _of(self, factor: Factor, name: str) -> str:
        return "" if name.endswith("-standing") else str(factor.label)

    def _unsaid(self, factor: Factor) -> ClientStanding:
        """What holds of a factor of which nobody has spoken."""
        if factor is PROBATION and not self.probation:
            return ClientStanding.NOT_RELEVANT
        return ClientStanding.NOT_DISCUSSED

    def levels(self) -> Iterator[LevelFields]:
        """The fields as the page shows them."""
        for level in Level:
            rows = [self._row(factor) for factor in level.factors]
            yield LevelFields(level, sorted(rows, key=lambda row: row.aside))

    def _row(self, factor: Factor) -> FactorFields:
        client = factor.scope is Scope.CLIENT
        standing = self[f"{factor}-standing"] if client else None
        aside = factor is PROBATION and not self.probation
        return FactorFields(
            factor=factor,
            note=self[f"{factor}-note"],
            standing=standing,
            next_step=self[f"{factor}-next_step"] if client else None,
            former=self.former.get(factor.value, ""),
            aside=aside and standing is not None and standing.value() in QUIET,
        )

    def to_entries(self) -> list[ChecklistEntry]:
        """Unsaved entries: one for each factor of the client, and for words that were said."""
        said = self.cleaned_data
        entries = []
        for factor in Factor:
            standing = ""
            if factor.scope is Scope.CLIENT:
                standing = said[f"{factor}-standing"] or self._unsaid(factor)
            entry = ChecklistEntry(
                factor=factor,
                standing=standing,
                note=said[f"{factor}-note"],
                next_step=said.get(f"{factor}-next_step", ""),
            )
            if entry.standing or entry.note:
                entries.append(entry)
        return entries
