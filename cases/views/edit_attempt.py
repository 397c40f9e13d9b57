"""Saving over a version: what two have written at once is shown side by side."""

from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

from django.db import models
from django.utils.translation import gettext as _

from audit.models import AuditEvent
from audit.recording import target_label
from audit.vocabulary import Action
from cases.models import WrittenText
from inputs.record_form import RecordForm
from inputs.two_texts import TwoTexts
from records.attempt import Attempt
from records.refused import Refused
from records.versions import StaleVersion, VersionedModel


class Conflict(TypedDict):
    """What `components/both_texts.html` takes."""

    who: str
    at: object
    fields: Sequence[Any]
    # The labels of what is shown as others have saved it.
    taken_over: Sequence[str]


def name_writers(both: Iterable[TwoTexts], part: models.Model, *, case_pk: int) -> None:
    """Tell of each text of `part` who wrote the saved one, as far as that is kept."""
    last = WrittenText.objects.of_part(part, case_pk=case_pk).newest_of_places()
    writers = {each.field: each for each in last.select_related("written_by")}
    for each in both:
        if writer := writers.get(each.field_name):
            each.who, each.at = writer.written_by.get_full_name(), writer.written_at


class EditAttempt(Attempt):
    """An attempt to save a form over the version that its writer saw.

    Where somebody saved first, what only one has changed is brought together, and `conflict`
    holds what both have. The log tells by the action `saved` who that was: of the case, or,
    with None, of what belongs to no case.
    """

    def __init__(self, form: RecordForm, *, case_pk: int | None, saved: Action) -> None:
        super().__init__(form)
        self.record_form, self.case_pk, self.saved = form, case_pk, saved
        self._came_between = False

    def tell(self, refused: Refused) -> None:
        """Say why in the form; for a stale version show both texts instead."""
        if not isinstance(refused, StaleVersion):
            super().tell(refused)
            return
        form, current = self.record_form, refused.current
        assert isinstance(current, VersionedModel)
        if form.together is None or str(current.version) != form.data["version"]:
            # Somebody saved while the form was being looked at.
            form.record, self._came_between = current, True
            form.bring_in(current)

    @property
    def conflict(self) -> Conflict | None:
        """Both texts, and who saved first; nothing where there is nothing to choose."""
        together, current = self.record_form.together, self.record_form.record
        if together is None or not (together.both or self._came_between):
            return None
        if self.case_pk is not None and current is not None:
            name_writers(together.both, current, case_pk=self.case_pk)
        saves = AuditEvent.objects.filter(case_id=self.case_pk, action=self.saved.value)
        last = saves.filter(target=target_label(current)).order_by("-pk").first()
        return {
            "who": last.by_name if last else _("Somebody"),
            "at": last.at if last else None,
            "fields": together.both,
            "taken_over": together.taken_over,
        }
