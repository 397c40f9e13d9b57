"""Taking proposed topics onto an agenda, and saying what everybody may see of it."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.facts import written
from networks.meetings.actions.planning import lock_planned
from networks.models import Meeting, MeetingTopic


@transaction.atomic
def tick_agenda(
    *, meeting: Meeting, seen: int, added: Sequence[str], shown: Collection[int], by: User
) -> None:
    """Add the lines below those that stand there; of these `shown` may be seen by everybody.

    StaleVersion where somebody has changed the meeting since: a yes is given to what was read.
    """
    case = lock_planned(meeting)
    meeting.saved_by, meeting.saved_at = by, timezone.now()
    meeting.save_over(seen, fields=["saved_by", "saved_at"])
    meeting.topics.filter(pk__in=shown).update(is_shown=True)
    meeting.topics.exclude(pk__in=shown).update(is_shown=False)
    last = meeting.topics.aggregate(last=Max("position"))["last"] or 0
    MeetingTopic.objects.bulk_create(
        MeetingTopic(meeting=meeting, position=position, words=words)
        for position, words in enumerate(added, last + 1)
    )
    written(case)
    record(Action.MEETING_EDITED, by=by, case=case, target=meeting)
