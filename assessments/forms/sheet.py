"""The page of one part of a draft: the form of its fields, or the rows of participants.

Two parts have no field in common, so whoever saves one meets nobody in another. In one part the
prints tell who changed what (`inputs/two_texts.py`): what only another changed is taken over,
what only the editor changed stays, and what both changed is shown side by side.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.forms import Form
from django.http import QueryDict

from assessments.draft_parts import PARTICIPANTS, DraftPart
from assessments.forms.area import LifeAreaForm
from assessments.forms.main import FORM_OF_PART
from assessments.forms.participant import NEW, ParticipantForm
from assessments.models import Assessment, AssessmentParticipant, LifeAreaEntry
from cases.models import CaseMembership
from inputs.two_texts import BroughtTogether, Place, TwoTexts, prints_of, read_prints
from networks.models import NetworkMember
from records.text_lengths import SHORT_TEXT

ROW_KEY = re.compile(r"\d{1,18}|new\d{1,3}")
MOST_NEW_ROWS = 100


class PartSheet:
    """All forms of the page. Speaks as a formset to the error summary."""

    def __init__(
        self,
        assessment: Assessment,
        part: DraftPart,
        data: QueryDict | None = None,
        *,
        new_rows: int = 1,
    ) -> None:
        self.assessment, self.part, self.new_rows = assessment, part, new_rows
        self.entry: LifeAreaEntry | None = None
        if part.area:
            self.entry = assessment.areas.get(area=part.area)
        self.has_rows = part == PARTICIPANTS
        self.participants_now: list[AssessmentParticipant] = []
        if self.has_rows:
            self.participants_now = list(assessment.participants.all())
            self.members, self.team = self._members(), self._team()
        # Of rows that were to be removed, those in which somebody has written meanwhile.
        self.rows_that_stay: list[str] = []
        # What two have brought together, once the page was sent.
        self.merge: BroughtTogether | None = None
        self._take(data)
        if data is not None:
            self._bring_together(data)

    # --- what the page shows ---

    @property
    def prints(self) -> str:
        """The hashes of what the editor sees."""
        if self.data is not None:
            return self.data.get("prints", "")
        return json.dumps(prints_of(self.places()))

    @property
    def row_keys(self) -> str:
        return ",".join(row.key for row in self.rows)

    @property
    def forms(self) -> list[Any]:
        """The rows beside the main form, for the error summary."""
        return list(self.rows)

    @property
    def total_error_count(self) -> int:
        return sum(len(form.errors) for form in (self.form, *self.rows))

    @property
    def non_form_errors(self) -> list[str]:
        """None: every error has its place."""
        return []

    # --- what is to be saved ---

    @property
    def seen(self) -> int:
        """The version that the save stands on; 0, never right, where a choice is to be made."""
        return 0 if self.merge and self.merge.both else self.assessment.version

    def is_valid(self) -> bool:
        """Every form; all are asked, so that all errors show at once."""
        return all([form.is_valid() for form in (self.form, *self.rows)])  # noqa: C419

    def changes(self) -> dict[str, Any]:
        """What the editor changed, as `edit_assessment` takes it.

        The rows are the whole list; if the page lost them, none is changed.
        """
        if self.entry is not None:
            form: Any = self.form
            return {"values": {}, "areas": {self.part.area: _changed(form) | form.added()}}
        if not self.has_rows:
            return {"values": _changed(self.form)}
        rows = [row.row() for row in self.rows if not row.is_blank]
        lost = self.data is None or "rows" not in self.data
        return {"values": {}, "participants": None if lost else rows}

    # --- the forms of the page ---

    def _take(self, data: QueryDict | None) -> None:
        self.data = data
        self.form = self._form(data)
        self.rows = self._rows(data) if self.has_rows else []

    def _form(self, data: QueryDict | None) -> Form:
        if self.entry is not None:
            return LifeAreaForm(data, entry=self.entry)
        if self.has_rows:
            return Form(data)
        return FORM_OF_PART[self.part](data, assessment=self.assessment)

    def _rows(self, data: QueryDict | None) -> list[ParticipantForm]:
        known = {str(row.pk): row for row in self.participants_now}
        return [
            ParticipantForm(
                data,
                key=key,
                members=self.members,
                team=self.team,
                participant=known.get(key),
            )
            for key in self._row_keys(data, list(known))
        ]

    def _row_keys(self, data: QueryDict | None, known: list[str]) -> list[str]:
        if data is None:
            new = range(min(self.new_rows, MOST_NEW_ROWS))
            return [*known, *(f"{NEW}{number}" for number in new)]
        posted = [key for key in dict.fromkeys(data.get("rows", "").split(",")) if key]
        new_keys = [key for key in posted if key not in known and ROW_KEY.fullmatch(key)]
        allowed = {*known, *new_keys[:MOST_NEW_ROWS]}
        return [key for key in posted if key in allowed]

    def _members(self) -> list[NetworkMember]:
        here = NetworkMember.objects.present().filter(case=self.assessment.case_id)
        members = list(here.for_listing())
        # Those who have left since stay in the rows that name them.
        left = {row.member_id for row in self.participants_now if row.member_id is not None}
        left -= {member.pk for member in members}
        return members + (list(NetworkMember.objects.filter(pk__in=left)) if left else [])

    def _team(self) -> list[str]:
        """The names of those who may have asked somebody."""
        held = CaseMembership.objects.in_team().filter(case=self.assessment.case_id)
        team = held.select_related("user").order_by("pk")
        return [str(each.user)[:SHORT_TEXT] for each in team]

    def both_by_record(self) -> Iterator[tuple[models.Model, list[TwoTexts]]]:
        """What two have changed, by the record that has it."""
        both = {each.name: each for each in self.merge.both} if self.merge else {}
        records: list[tuple[models.Model | None, Any]] = [
            (self.entry or self.assessment, self.form),
            *((row.participant, row) for row in self.rows),
        ]
        for record, form in records:
            names = {form.add_prefix(name) for name in form.fields} & both.keys()
            if record is not None and names:
                yield record, [both[name] for name in names]

    def places(self) -> list[Place]:
        """Every field of the page with what is stored in it; what is added to is none."""
        return [place for form in (self.form, *self.rows) for place in _places_of(form)]

    # --- when somebody has saved meanwhile ---

    def _bring_together(self, sent: QueryDict) -> None:
        seen = read_prints(self.prints)
        data = sent.copy()
        if self.has_rows and "rows" in data:
            data["rows"] = ",".join(self._rows_of_both(sent, seen))
        self._take(data)
        self.merge = BroughtTogether(data, self.places(), seen)
        self._keep_rows(self.merge, seen)
        brought = self.merge.data
        brought["prints"] = json.dumps(prints_of(self.places()))
        self._take(brought)

    def _rows_of_both(self, sent: QueryDict, seen: dict[str, str]) -> list[str]:
        """The rows of the page but those that somebody has removed, and all that are stored."""
        stored = [str(row.pk) for row in self.participants_now]
        gone = {
            row.key
            for row in self.rows
            if row.participant is None
            and row.key.isdecimal()
            and all(
                place.print_of(place.typed_in(sent)) == seen.get(place.name, "")
                for place in _places_of(row)
            )
        }
        mine = (row.key for row in self.rows)
        return [key for key in dict.fromkeys([*mine, *stored]) if key not in gone]

    def _keep_rows(self, merge: BroughtTogether, seen: dict[str, str]) -> None:
        """A row in which somebody has written since the editor read it is not removed unread."""
        for row in self.rows:
            tick = row.add_prefix("remove")
            if row.participant is None or tick not in merge.data:
                continue
            places = _places_of(row)
            if any(each.print_of(each.stored) != seen.get(each.name, "") for each in places):
                del merge.data[tick]
                self.rows_that_stay.append(str(row.participant))


def _places_of(form: Any) -> list[Place]:
    of = getattr(form, "name", "") or str(getattr(form, "participant", None) or "")
    added = getattr(form, "ADDED", ())
    names = [name for name in form.fields if name not in added]
    return [Place(form, name, form.initial.get(name), of=of) for name in names]


def _changed(form: Any) -> dict[str, Any]:
    """The clean values that are others than the stored ones; how lines end is no difference."""
    return {
        place.field_name: form.cleaned_data[place.field_name]
        for place in _places_of(form)
        if place.as_text(form.cleaned_data[place.field_name]) != place.as_text(place.stored)
    }
