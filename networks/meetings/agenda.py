"""What is proposed for the agenda of a meeting; nothing stands on it but what was ticked."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models import Case
from networks.models import Meeting, NetworkMember
from records.text_lengths import SHORT_TEXT

PRINT = 20


@dataclass(frozen=True)
class ProposedTopic:
    """A line for the agenda, and why it is proposed."""

    words: str
    source: str

    @property
    def key(self) -> str:
        """By which a tick of the page names it."""
        return hashlib.sha256(self.words.encode(errors="replace")).hexdigest()[:PRINT]


# What a case proposes for a meeting on a day. Apps above add their own when they are loaded.
Source = Callable[[Case, dt.date], Iterable[ProposedTopic]]
SOURCES: list[Source] = []


def proposed_topics(meeting: Meeting) -> list[ProposedTopic]:
    """Each once, without what stands on the agenda."""
    there = set(meeting.topics.values_list("words", flat=True))
    found: dict[str, ProposedTopic] = {}
    for source in SOURCES:
        for each in source(meeting.case, meeting.on):
            if each.words not in there and len(each.words) <= SHORT_TEXT:
                found.setdefault(each.words, each)
    return list(found.values())


def of_leaving(case: Case, on: dt.date) -> Iterator[ProposedTopic]:
    """Somebody leaves, or has left, and nobody goes on."""
    members = NetworkMember.objects.filter(case=case, ended_on__isnull=False)
    for member in members.select_related("successor").order_by("ended_on", "pk"):
        if member.leaves_nobody:
            words = _("Who goes on after %(name)s") % {"name": member}
            yield ProposedTopic(words, _("nobody goes on in their place"))


SOURCES.append(of_leaving)
