"""Meetings of the scene's case: agreed, behind, and one that was not held."""

import datetime as dt
from typing import Any

from django.utils import timezone

from cases.models import Case
from networks.meetings.actions.cancelling import cancel_meeting
from networks.models import Meeting, MeetingCancellation
from tests.factories import MeetingFactory, MinutesFactory, WrittenTextFactory


def agreed_meetings(case: Case, member_pk: int) -> dict[str, Any]:
    """By what the addresses of the pages call them."""
    today = timezone.localdate()
    people = ["client", f"user-{case.responsible_id}", f"member-{member_pk}"]
    ahead = MeetingFactory(
        case=case,
        on=today + dt.timedelta(days=6),
        place="Toimisto, huone 2",
        interpreter="Viittomakieli",
        asked=people,
        topics=["Asunto vapautumispäivästä alkaen", "Kuka hakee portilta"],
    )
    two = MeetingFactory(
        case=case, kind=Meeting.Kind.ONE_TO_ONE, on=today - dt.timedelta(days=1), asked=people[:2]
    )
    off = MeetingFactory(case=case, on=today - dt.timedelta(days=8), asked=people)
    cancel_meeting(
        meeting=off,
        cancellation=MeetingCancellation(
            what="not_come", cause="organisation", actor="Kati Savela", words="Sairastui."
        ),
        new_meeting=None,
        by=case.responsible,
    )
    decided = [
        ("Haetaan vuokra-asuntoa", "Oskari", today + dt.timedelta(days=9)),
        ("Soitetaan sisarelle", "Riikka Aaltovuo", None),
    ]
    written = {"asked": people, "came": people[:2], "decisions": decided}
    approved = MinutesFactory(case=case, approved=True, client_words="Haluan kotiin.", **written)
    draft = MinutesFactory(case=case, **written)
    WrittenTextFactory(document=draft, field="talked", former="Puhuttiin veloista.")
    return {
        "meeting": ahead.pk,
        "asked": ahead.asked.first().pk,
        "meeting_of_two": two.pk,
        "cancelled_meeting": off.pk,
        "held_meeting": approved.meeting_id,
        "minutes": approved.pk,
        "minutes_draft": draft.pk,
        "decision": draft.decisions.first().pk,
    }
