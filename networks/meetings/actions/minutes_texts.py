"""Putting back into a draft of minutes what somebody else had written in a place."""

from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.facts import written
from cases.actions.written_texts import place_of, save_texts_over
from cases.models import WrittenText
from networks.meetings.actions.minutes import lock_draft
from networks.models import MeetingDecision, Minutes


def parts_of(minutes: Minutes) -> list[models.Model]:
    """The records whose texts are those of the minutes."""
    return [minutes, *minutes.decisions.all()]


@transaction.atomic
def put_text_back(*, minutes: Minutes, text: WrittenText, shown: str, by: User) -> None:
    """Put a replaced text back into its place; what stands there is kept in turn.

    `shown` is the print of what the page showed in the place.
    """
    case = lock_draft(minutes)
    minutes.read_anew()
    part = place_of(text, parts_of(minutes), shown=shown)
    assert isinstance(part, Minutes | MeetingDecision)
    setattr(part, text.field, text.former)
    fields = [text.field]
    if isinstance(part, MeetingDecision) and text.field == "actor":
        # It names somebody else than the member of the network who is chosen now.
        part.member = None
        fields.append("member")
    save_texts_over(part, part.version, fields=fields, document=minutes, by=by, keep_own=True)
    minutes.read_anew()
    minutes.saved_by, minutes.saved_at = by, timezone.now()
    minutes.save_over(minutes.version, fields=["saved_by", "saved_at"])
    written(case)
    record(Action.MINUTES_EDITED, by=by, case=case, target=part, details={"put_back": text.pk})
