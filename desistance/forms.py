"""The checklist of one occasion as a form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from desistance.factors import Factor, Level, Scope
from desistance.models import ChecklistEntry
from desistance.occasions import ClientStanding
from inputs.fields import LongTextField

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


class ChecklistForm(forms.Form):
    """Fourteen factors: of the client a standing, of the others words.

    `entries` are the saved ones by factor, `former` the words for what was said on the
    occasion before, `probation` whether supervised probationary freedom is at hand.
    """

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        entries: Mapping[str, ChecklistEntry],
        former: Mapping[str, str],
        probation: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.former = former
        self.probation = probation
        for factor in Factor:
            self._add(factor, entries.get(factor.value))

    def _add(self, factor: Factor, entry: ChecklistEntry | None) -> None:
        client = factor.scope is Scope.CLIENT
        if client:
            self.fields[f"{factor}-standing"] = forms.ChoiceField(
                label=factor.label,
                choices=ClientStanding.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=entry.standing if entry else self._unsaid(factor),
            )
        self.fields[f"{factor}-note"] = LongTextField(
            label=_("Note") if client else WORDS_LABELS[factor.scope],
            required=False,
            rows=2,
            initial=entry.note if entry else "",
        )
        if client:
            self.fields[f"{factor}-next_step"] = LongTextField(
                label=_("What next"),
                required=False,
                rows=2,
                initial=entry.next_step if entry else "",
            )

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

    def against(self, saved: Mapping[str, ChecklistEntry]) -> list[dict[str, str | Promise]]:
        """Where the typed and the saved differ: {label, theirs, mine} for the 409 page."""
        fields: list[dict[str, str | Promise]] = []
        mine = {entry.factor: entry for entry in self.to_entries()}
        for factor in Factor:
            theirs_text = _in_words(saved.get(factor.value))
            mine_text = _in_words(mine.get(factor.value))
            if theirs_text != mine_text:
                fields.append({"label": factor.label, "theirs": theirs_text, "mine": mine_text})
        return fields


def _in_words(entry: ChecklistEntry | None) -> str:
    if entry is None:
        return "–"
    parts = [entry.get_standing_display(), entry.note, entry.next_step]
    return "\n".join(part for part in parts if part) or "–"
