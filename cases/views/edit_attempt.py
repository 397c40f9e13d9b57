"""Saving over a version: what two have written at once is shown side by side."""

from typing import TypedDict

from django.utils.translation import gettext as _

from audit.models import AuditEvent
from audit.recording import target_label
from audit.vocabulary import Action
from inputs.record_form import RecordForm
from records.attempt import Attempt
from records.refused import Refused
from records.versions import StaleVersion, VersionedModel


class Conflict(TypedDict):
    """What `components/both_texts.html` takes."""

    who: str
    at: object
    fields: list[dict[str, str]]


class EditAttempt(Attempt):
    """An attempt to save a form over the version that its writer saw.

    Where somebody saved first, `conflict` holds both texts. The log of the case tells by
    the action `saved` who that was.
    """

    def __init__(self, form: RecordForm, *, case_pk: int, saved: Action) -> None:
        super().__init__(form)
        self.record_form, self.case_pk, self.saved = form, case_pk, saved
        self.conflict: Conflict | None = None

    def tell(self, refused: Refused) -> None:
        """Say why in the form; for a stale version show both texts instead."""
        if isinstance(refused, StaleVersion):
            self.conflict = self.both_texts(refused)
        else:
            super().tell(refused)

    def both_texts(self, stale: StaleVersion) -> Conflict:
        """Who saved first, and what differs. The next save stands on what is shown now."""
        current = stale.current
        assert isinstance(current, VersionedModel)
        self.record_form.take_version(current)
        saves = AuditEvent.objects.of_case(self.case_pk).filter(action=self.saved.value)
        last = saves.filter(target=target_label(current)).first()
        return {
            "who": last.by_name if last else _("Somebody"),
            "at": last.at if last else None,
            "fields": self.record_form.differences_from(current),
        }
