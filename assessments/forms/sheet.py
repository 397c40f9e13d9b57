"""The whole page of a draft: main form, life areas and participants, saved as one.

Each page carries a short print of every value as the editor saw it. When somebody has
saved meanwhile, what only they changed is taken over, what only the editor changed
stays, and what both changed is shown side by side.
"""

import hashlib
import json
import re
from typing import Any

from django import forms
from django.http import QueryDict

from assessments.forms.area import LifeAreaForm
from assessments.forms.main import AssessmentForm
from assessments.forms.participant import NEW, ParticipantForm
from assessments.models import Assessment
from networks.models import NetworkMember

ROW_KEY = re.compile(r"\d{1,18}|new\d{1,3}")
MOST_NEW_ROWS = 100


class AssessmentSheet:
    """All forms of the page. Speaks as a formset to the error summary."""

    def __init__(
        self, assessment: Assessment, data: QueryDict | None = None, *, new_rows: int = 1
    ) -> None:
        self.assessment = assessment
        self.data = data
        self.main = AssessmentForm(data, assessment=assessment)
        self.areas = [LifeAreaForm(data, entry=entry) for entry in assessment.areas.all()]
        self.rows = self._rows(data, new_rows)

    # --- what the page shows ---

    @property
    def version(self) -> str:
        if self.data is not None:
            return self.data.get("version", "")
        return str(self.assessment.version)

    @property
    def prints(self) -> str:
        """The hashes of what the editor sees."""
        if self.data is not None:
            return self.data.get("prints", "")
        return self.prints_of_stored()

    @property
    def row_keys(self) -> str:
        return ",".join(row.key for row in self.rows)

    @property
    def forms(self) -> list[Any]:
        """The parts beside the main form, for the error summary."""
        return [*self.areas, *self.rows]

    @property
    def total_error_count(self) -> int:
        return sum(len(form.errors) for form in (self.main, *self.forms))

    @property
    def non_form_errors(self) -> list[str]:
        """None: every error has its place."""
        return []

    # --- what is to be saved ---

    @property
    def seen(self) -> int:
        """The version that the editor saw; 0, which is never right, if the page lost it."""
        return int(self.version) if self.version.isdecimal() and len(self.version) < 10 else 0

    def is_valid(self) -> bool:
        """Every part; all are asked, so that all errors show at once."""
        return all([form.is_valid() for form in (self.main, *self.forms)])  # noqa: C419

    def values(self) -> dict[str, Any]:
        return dict(self.main.cleaned_data)

    def area_values(self) -> dict[str, dict[str, Any]]:
        return {form.area: dict(form.cleaned_data) for form in self.areas}

    def participants(self) -> list[dict[str, Any]] | None:
        """The rows that somebody stands in; None, which changes none, if the page lost them."""
        if self.data is None or "rows" not in self.data:
            return None
        return [row.row() for row in self.rows if not row.is_blank]

    # --- when somebody has saved meanwhile ---

    def stored(self) -> dict[str, str]:
        """Every value as it is stored, under the name that it has in the page."""
        return {
            form.add_prefix(name): _as_text(field.prepare_value(form.initial.get(name)))
            for form in (self.main, *self.forms)
            for name, field in form.fields.items()
        }

    def prints_of_stored(self) -> str:
        """A hash of each stored value that is not empty."""
        return json.dumps(
            {name: _print(name, text) for name, text in self.stored().items() if text}
        )

    def labels(self) -> dict[str, str]:
        named: dict[str, str] = {}
        for form in (self.main, *self.forms):
            of = getattr(form, "name", "") or getattr(form, "participant", "") or ""
            for name, field in form.fields.items():
                label = f"{of}: {field.label}" if of else str(field.label)
                named[form.add_prefix(name)] = label
        return named

    def shown(self, name: str, text: str) -> str:
        for form in (self.main, *self.forms):
            for field_name, field in form.fields.items():
                if form.add_prefix(field_name) == name and isinstance(field, forms.ChoiceField):
                    return str(_flat(field.choices).get(text, text)) or "–"
        return text or "–"

    def merged_with(self, current: Assessment) -> "Merge":
        """What was typed here on top of what is stored now."""
        return Merge(self, current)

    def _rows(self, data: QueryDict | None, new_rows: int) -> list[ParticipantForm]:
        known = {str(row.pk): row for row in self.assessment.participants.all()}
        members = list(
            NetworkMember.objects.present().filter(case=self.assessment.case_id).for_listing()
        )
        # Those who have left since stay in the rows that name them.
        left = {row.member_id for row in known.values() if row.member_id is not None}
        left -= {member.pk for member in members}
        members += list(NetworkMember.objects.filter(pk__in=left)) if left else []
        if data is None:
            keys = [*known, *(f"{NEW}{number}" for number in range(min(new_rows, MOST_NEW_ROWS)))]
        else:
            posted = [key for key in dict.fromkeys(data.get("rows", "").split(",")) if key]
            new = [key for key in posted if key not in known and ROW_KEY.fullmatch(key)]
            allowed = {*known, *new[:MOST_NEW_ROWS]}
            keys = [key for key in posted if key in allowed]
        return [
            ParticipantForm(data, key=key, members=members, participant=known.get(key))
            for key in keys
        ]


class Merge:
    """Two savings of one draft, brought together; `sheet` is ready to be shown."""

    def __init__(self, mine: AssessmentSheet, current: Assessment) -> None:
        assert mine.data is not None
        now = AssessmentSheet(current, new_rows=0)
        theirs, labels = now.stored(), now.labels() | mine.labels()
        seen = _read_prints(mine.prints)
        data = mine.data.copy()
        self.conflicts: list[dict[str, str]] = []
        self.taken_over: list[str] = []
        for name, text in theirs.items():
            typed = _as_text(data.get(name, ""))
            was = seen.get(name, "")
            if _print(name, text) == was or text == typed:
                continue
            if name not in data or _print(name, typed) == was:
                data[name] = text
                self.taken_over.append(labels[name])
            else:
                self.conflicts.append(
                    {
                        "label": labels[name],
                        "theirs": now.shown(name, text),
                        "mine": now.shown(name, typed),
                    }
                )
        data["rows"] = ",".join(
            dict.fromkeys([*mine.row_keys.split(","), *now.row_keys.split(",")])
        )
        data["version"], data["prints"] = str(current.version), now.prints_of_stored()
        self.sheet = AssessmentSheet(current, data)


def _flat(choices: Any) -> dict[str, Any]:
    """Values and labels, those of groups too."""
    flat: dict[str, Any] = {}
    for value, label in choices:
        if isinstance(label, list | tuple):
            flat |= {str(inner): words for inner, words in label}
        else:
            flat[str(value)] = label
    return flat


def _as_text(value: Any) -> str:
    """A value as a page sends it, line ends and edges made equal."""
    if value in (None, False):
        return ""
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _print(name: str, text: str) -> str:
    """A short hash of a value; empty for an empty text."""
    if not text:
        return ""
    return hashlib.sha256(f"{name}\0{text}".encode()).hexdigest()[:12]


def _read_prints(text: str) -> dict[str, str]:
    """The hashes that the page carried; of a page that came back damaged, none."""
    try:
        prints = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return prints if isinstance(prints, dict) else {}
